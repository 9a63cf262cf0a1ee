import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { InjectOptions } from 'fastify'
import { pino } from 'pino'
import { createAuth } from '#platform/auth/auth.ts'
import type { Config } from '#platform/config.ts'
import type { Tenant } from '#platform/context.ts'
import { readDb } from '#platform/db.ts'
import { createHttp } from '#platform/http.ts'
import { Lanes } from '#platform/lanes.ts'
import type { Platform } from '#platform/context.ts'
import { serveRoutes } from '#platform/serve.ts'
import { tenantFinder } from '#platform/tenants.ts'
import { testDatabase } from '#test/database.ts'
import { authModule } from './routes.ts'

const { databases, config, newTenant } = await testDatabase()
const lanes = new Lanes(databases.app, 2)
const log = pino({ level: 'silent' })
const readDbOf = (tenant: Tenant) => readDb(lanes, tenant)
const find = tenantFinder((text, values) => lanes.read({ text, values }, null))
after(() => lanes.close())

/** A server with nothing but these routes. */
async function anApp(changes: Partial<Config> = {}) {
  const parts = { config: { ...config, ...changes }, lanes, log, readDbOf }
  const auth = createAuth(parts)
  const { authenticate, loadActor } = auth
  const findTenant = async (key: string) => (await find(key)) ?? null
  const platform = {
    ...parts,
    findTenant,
    authenticate,
    loadActor,
    unready: new Set(),
    customFields: async () => [],
  } as Partial<Platform> as Platform
  const app = await createHttp(platform)
  serveRoutes(app, platform, authModule(auth, platform).routes)
  await app.ready()
  after(() => app.close())
  return { app, auth }
}

const { app, auth } = await anApp()
const [one, two] = await Promise.all([newTenant(), newTenant()])
const email = `admin@${one.slug}.example`
const password = 'a good password'
const user_id = await auth.users.createUser({
  email,
  name: 'Amal',
  password,
  memberships: [
    { tenant: one, role: 'admin' },
    { tenant: two, role: 'viewer' },
  ],
})

type Headers = Record<string, string>
const post = (name: string, payload?: InjectOptions['payload'], headers: Headers = {}, to = app) =>
  to.inject({ method: 'POST', url: `/api/v1/auth/${name}`, ...(payload === undefined ? {} : { payload }), headers })
const get = (url: string, token?: string, headers: Headers = {}) =>
  app.inject({ method: 'GET', url, headers: { ...headers, ...(token ? { authorization: `Bearer ${token}` } : {}) } })
const login = async (more: object = {}, headers: Headers = {}) => {
  const answer = await post('login', { email, password, tenant: one.slug, ...more }, headers)
  assert.equal(answer.statusCode, 200, answer.body)
  return { ...answer.json(), cookie: answer.cookies[0] as { name: string; value: string } & Record<string, unknown> }
}
const cookie = ({ name, value }: { name: string; value: string }) => ({ cookie: `${name}=${value}` })

test('sign in, ask who I am, leave', async () => {
  const session = await login()
  assert.partialDeepStrictEqual(session, {
    token_type: 'Bearer',
    expires_in: 600,
    tenant: { id: one.id, slug: one.slug, role: 'admin', base_currency: 'MAD', timezone: 'Africa/Casablanca' },
    user: { id: user_id, name: 'Amal', email, language: 'en' },
  })
  assert.equal(session.tenants.length, 2)
  for (const url of [
    '/api/v1/auth/test',
    `/api/v1/tenants/${one.id}/auth/test`,
    `/api/v1/tenants/${one.slug}/auth/test`,
  ]) {
    const answer = await get(url, session.access_token)
    assert.equal(answer.statusCode, 200, answer.body)
    assert.partialDeepStrictEqual(answer.json(), { user_id, email, tenant_id: one.id, role: 'admin', issuer: 'rihla' })
    assert.ok(answer.json().permissions.includes('*:purge:all'))
  }
  const { refresh_token } = session
  const left = await post('logout', { refresh_token })
  assert.deepEqual([left.statusCode, left.body], [204, ''])
  assert.equal((await get('/api/v1/auth/test', session.access_token)).statusCode, 401)
  assert.equal((await post('refresh', { refresh_token })).statusCode, 401)
  assert.equal((await post('logout', { refresh_token })).statusCode, 204)
})

test('the access token alone can end its session', async () => {
  const { access_token } = await login()
  const answer = await post('logout', undefined, { authorization: `Bearer ${access_token}` })
  assert.equal(answer.statusCode, 204)
  assert.equal((await get('/api/v1/auth/test', access_token)).statusCode, 401)
})

test('another tenant is 403 in one shape, whether it exists or not', async () => {
  const { access_token } = await login()
  const bodies = new Set<string>()
  for (const tenant of [two.id, two.slug, 'no-such-tenant', '0198c5a1-0000-7000-8000-000000000000']) {
    for (const answer of [
      await get(`/api/v1/tenants/${tenant}/auth/test`, access_token),
      await get('/api/v1/auth/test', access_token, { 'x-tenant-id': tenant }),
    ]) {
      assert.equal(answer.statusCode, 403)
      const { request_id, ...body } = answer.json()
      assert.ok(request_id)
      bodies.add(JSON.stringify(body))
    }
  }
  assert.equal(bodies.size, 1)
})

test('B5: bodies do not tell who has an account', async () => {
  const wrong = await post('login', { email, password: 'wrong' })
  const unknown = await post('login', { email: `nobody@${one.slug}.example`, password: 'wrong' })
  const body = ({ request_id, ...rest }: Record<string, unknown>) => ({ ...rest, known: Boolean(request_id) })
  assert.deepEqual([wrong.statusCode, unknown.statusCode], [401, 401])
  assert.equal(wrong.json().code, 'invalid_credentials')
  assert.deepEqual(body(unknown.json()), body(wrong.json()))
  assert.deepEqual(wrong.cookies, [])
})

test('a browser goes on by its cookie, and the cookie turns with the token', async () => {
  const session = await login({}, { 'sec-fetch-site': 'same-origin', origin: 'http://localhost:80' })
  assert.partialDeepStrictEqual(session.cookie, { name: 'rihla', httpOnly: true, sameSite: 'Strict', path: '/' })
  assert.equal(session.cookie.value, session.refresh_token)
  const next = await post('refresh', {}, cookie(session.cookie))
  assert.equal(next.statusCode, 200, next.body)
  assert.equal(next.cookies[0]?.value, next.json().refresh_token)
  assert.notEqual(next.cookies[0]?.value, session.cookie.value)
  const switched = await post(
    'refresh',
    { tenant: two.slug },
    cookie(next.cookies[0] as { name: string; value: string }),
  )
  assert.deepEqual([switched.json().tenant.id, switched.json().tenant.role], [two.id, 'viewer'])

  const byBody = await post('refresh', { refresh_token: switched.json().refresh_token })
  assert.deepEqual(byBody.cookies, [], 'a client without cookies gets none')
  const left = await post('logout', undefined, { cookie: `rihla=${byBody.json().refresh_token}` })
  assert.deepEqual([left.statusCode, left.cookies[0]?.value], [204, ''])
  const late = await post('refresh', {}, { cookie: `rihla=${byBody.json().refresh_token}` })
  assert.deepEqual([late.statusCode, late.cookies[0]?.value], [401, ''])
  assert.equal(late.headers['www-authenticate'], 'Bearer')
})

test('B10: a cookie from before sign-in is worthless after it', async () => {
  const before = await login()
  const now = await login({}, cookie(before.cookie))
  assert.equal((await post('refresh', {}, cookie(before.cookie))).statusCode, 401)
  assert.equal((await post('refresh', {}, cookie(now.cookie))).statusCode, 200)
})

test('B10: other sites are refused, and nothing turns', async () => {
  const session = await login()
  const own = cookie(session.cookie)
  const bodies = {
    login: { email, password },
    refresh: {},
    logout: {},
    forgot: { email },
    reset: { token: 'x', password },
    join: { token: 'x', password },
  }
  for (const [name, payload] of Object.entries(bodies)) {
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    ]) {
      const answer = await post(name, payload, { ...own, ...headers } as Headers)
      assert.equal(answer.statusCode, 403, `${name} ${JSON.stringify(headers)}`)
      assert.deepEqual(answer.cookies, [])
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await post(name, 'a=b', { ...own, 'content-type': type })
      assert.equal(answer.statusCode, 415, `${name} ${type}`)
      assert.deepEqual(answer.cookies, [])
    }
  }
  const next = await post('refresh', {}, own)
  assert.equal(next.statusCode, 200)
})

test('B10: on https the cookie is bound to the host', async () => {
  const { app: secure } = await anApp({
    public_url: 'https://crm.example',
    cors_origins: ['https://partner.example'],
  })
  const host = { host: 'crm.example', origin: 'https://crm.example' }
  const answer = await post('login', { email, password }, host, secure)
  assert.equal(answer.statusCode, 200, answer.body)
  const [set] = [answer.headers['set-cookie']].flat()
  assert.match(String(set), /^__Host-rihla=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
  const { value } = answer.cookies[0]!
  const by = (cookie: string) => post('refresh', {}, { ...host, cookie }, secure)
  assert.equal((await by(`rihla=${value}`)).statusCode, 401)
  assert.equal((await by(`__Host-rihla=${value}`)).statusCode, 200)
  const partner = { host: 'crm.example', origin: 'https://partner.example', 'sec-fetch-site': 'cross-site' }
  assert.equal((await post('login', { email, password }, partner, secure)).statusCode, 200)
})

test('malformed input is named, not tried', async () => {
  for (const [name, body, field] of [
    ['login', { email, password, remember: true }, 'remember'],
    ['login', { email: 'no address', password }, 'email'],
    ['login', { email }, 'password'],
    ['login', { email, password: 7 }, 'password'],
    ['login', { email, password: 'x'.repeat(513) }, 'password'],
    ['refresh', { refresh_token: 7 }, 'refresh_token'],
    ['logout', { token: 'x' }, 'token'],
  ] as const) {
    const answer = await post(name, body)
    assert.equal(answer.statusCode, 400, answer.body)
    assert.equal(answer.json().errors[0].field, field)
  }
  assert.equal((await post('refresh', {})).statusCode, 401)
  assert.equal((await post('login', { email: `a\0@${one.slug}.example`, password })).statusCode, 400)
  assert.equal((await post('login', { email, password: 'a\0b', tenant: 'a\0b' })).statusCode, 400)
  assert.equal((await post('refresh', { refresh_token: 'a\0b' })).statusCode, 400)
})
