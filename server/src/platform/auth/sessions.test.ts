import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { type JWTPayload, SignJWT } from 'jose'
import pg from 'pg'
import { pino } from 'pino'
import { testDatabase } from '#test/database.ts'
import type { Tenant } from '../context.ts'
import { readDb } from '../db.ts'
import type { Problem } from '../errors.ts'
import { Lanes } from '../lanes.ts'
import { createAuth } from './auth.ts'
import type { SignIn } from './sessions.ts'

const { databases, config, admin, newTenant } = await testDatabase()
const lanes = new Lanes(databases.app, 3)
const asSuperuser = new pg.Client(admin)
asSuperuser.on('error', () => undefined)
await asSuperuser.connect()
after(() => Promise.all([lanes.close(), asSuperuser.end()]))

const platform = { config, lanes, log: pino({ level: 'silent' }), readDbOf: (tenant: Tenant) => readDb(lanes, tenant) }
const auth = createAuth(platform)
/** The same product in another process: nothing but the database is shared. */
const elsewhere = createAuth(platform)

const [one, two] = await Promise.all([newTenant({ name: 'B' }), newTenant({ name: 'A' })])
const password = 'a good password'
let people = 0
let addresses = 0
const anEmail = () => `person-${(people += 1)}@${one.slug}.example`
const anAddress = () => `10.1.0.${(addresses += 1)}`

async function aUser(...tenants: Tenant[]) {
  const email = anEmail()
  const memberships = (tenants.length ? tenants : [one]).map((tenant) => ({ tenant, role: 'agent' as const }))
  const id = await auth.users.createUser({ email, name: 'Amal', password, memberships })
  const signIn = (more: Partial<SignIn> = {}) =>
    auth.sessions.signIn({ email, password, ip: '10.0.0.1', user_agent: 'test', ...more })
  return { id, email, signIn }
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const enter = async (token: string, tenant = one, { authenticate, loadActor } = auth) =>
  loadActor(tenant, await authenticate(bearer(token)))
const shape = ({ status, code, details }: Problem) => ({ status, code, details })
const failure = async (attempt: Promise<unknown>) => {
  const problem = await attempt.then(
    () => assert.fail('was admitted'),
    (error: Problem) => error,
  )
  return shape(problem)
}
const refused = { status: 401, code: 'unauthenticated' }
const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1000))
/** Makes the token look spent `seconds` earlier than it was. */
const age = (session_id: string, seconds: number) =>
  asSuperuser.query(
    `update platform.refresh_tokens set used_at = used_at - make_interval(secs => $2) where session_id = $1`,
    [session_id, seconds],
  )

test('who signs in gets a token for one tenant and the list of all', async () => {
  const { id, email, signIn } = await aUser(one, two)
  const session = await signIn({ email: email.toUpperCase() })
  assert.deepEqual(session.user, { id, name: 'Amal', email, language: 'en', preferences: {} })
  assert.deepEqual([session.token_type, session.expires_in], ['Bearer', 600])
  assert.deepEqual(
    session.tenants.map(({ name, role }) => [name, role]),
    [
      ['A', 'agent'],
      ['B', 'agent'],
    ],
  )
  assert.equal(session.tenant.id, two.id, 'the first, as none was used yet')
  const actor = await enter(session.access_token, two)
  assert.partialDeepStrictEqual(actor, { type: 'member', id, role: 'agent', team_id: null, language: 'en' })
  await assert.rejects(enter(session.access_token, one), { status: 403, code: 'tenant_mismatch' })

  assert.equal((await signIn({ tenant: one.slug })).tenant.id, one.id)
  assert.equal((await signIn()).tenant.id, one.id, 'the one used last')
  assert.equal((await signIn({ tenant: two.id })).tenant.id, two.id)
})

test('B5: wrong password, unknown e-mail and a user who is active nowhere look the same', async () => {
  const { id, email, signIn } = await aUser()
  const wrong = await failure(signIn({ password: 'wrong', ip: anAddress() }))
  const unknown = await failure(signIn({ email: anEmail(), ip: anAddress() }))
  await auth.users.setMemberActive(one, id, false)
  const disabled = await failure(signIn({ ip: anAddress() }))
  assert.deepEqual([wrong.status, wrong.code], [401, 'invalid_credentials'])
  assert.deepEqual(unknown, wrong)
  assert.deepEqual(disabled, wrong)
  const { rows } = await asSuperuser.query('select 1 from platform.sessions where user_id = $1', [id])
  assert.equal(rows.length, 0)
  assert.ok(email)
})

test('a tenant of others and one that does not exist are refused alike, and no session stays', async () => {
  const { id, signIn } = await aUser()
  const foreign = await failure(signIn({ tenant: two.slug }))
  assert.deepEqual([foreign.status, foreign.code], [403, 'tenant_mismatch'])
  assert.deepEqual(await failure(signIn({ tenant: 'no-such-tenant' })), foreign)
  const { rows } = await asSuperuser.query('select 1 from platform.sessions where user_id = $1', [id])
  assert.equal(rows.length, 0)
})

test('B9: a refresh token is spent once; a lost answer is given again', async () => {
  const { signIn } = await aUser()
  const first = await signIn()
  const answers = await Promise.all(Array.from({ length: 8 }, () => auth.sessions.refresh(first.refresh_token)))
  const successors = new Set(answers.map(({ refresh_token }) => refresh_token))
  assert.equal(successors.size, 1)
  const [successor] = [...successors]
  assert.notEqual(successor, first.refresh_token)
  const third = await elsewhere.sessions.refresh(successor!)
  assert.ok(await enter(third.access_token))
  const { rows } = await asSuperuser.query('select hash from platform.refresh_tokens')
  const tokens = [first.refresh_token, successor, third.refresh_token]
  assert.ok(!rows.some(({ hash }) => tokens.includes(hash.toString()) || tokens.includes(hash.toString('base64url'))))
})

test('B9: a token that comes back later ends the whole session', async () => {
  const { signIn } = await aUser()
  const first = await signIn()
  const second = await auth.sessions.refresh(first.refresh_token)
  const { session_id } = await auth.authenticate(bearer(first.access_token))
  await enter(second.access_token, one, elsewhere)
  await age(session_id!, 9)
  assert.equal((await auth.sessions.refresh(first.refresh_token)).refresh_token, second.refresh_token)
  await age(session_id!, 11)
  await assert.rejects(auth.sessions.refresh(first.refresh_token), refused)
  await assert.rejects(auth.sessions.refresh(second.refresh_token), refused)
  await assert.rejects(enter(second.access_token), refused)
  await aSecond()
  await assert.rejects(enter(second.access_token, one, elsewhere), refused)
  await assert.rejects(auth.sessions.refresh('never issued'), refused)
})

test('refresh goes on in another tenant, and stays there', async () => {
  const { id, signIn } = await aUser(one, two)
  const session = await signIn({ tenant: one.id })
  await assert.rejects(auth.sessions.refresh(session.refresh_token, 'no-such-tenant'), {
    status: 403,
    code: 'tenant_mismatch',
  })
  const switched = await auth.sessions.refresh(session.refresh_token, two.slug)
  assert.equal(switched.tenant.id, two.id)
  assert.ok(await enter(switched.access_token, two))
  const next = await auth.sessions.refresh(switched.refresh_token)
  assert.equal(next.tenant.id, two.id)
  await auth.users.setMemberActive(two, id, false)
  assert.equal((await auth.sessions.refresh(next.refresh_token)).tenant.id, one.id)
})

test('B11: what ends, ends within a second, in every process', async () => {
  const { id, signIn } = await aUser()
  const left = await signIn()
  await enter(left.access_token)
  await enter(left.access_token, one, elsewhere)
  await auth.sessions.signOut(left.refresh_token)
  await assert.rejects(enter(left.access_token), refused)

  const changed = await signIn()
  await enter(changed.access_token, one, elsewhere)
  await auth.users.setPassword(id, 'another password')
  const disabled = await signIn({ password: 'another password' })
  await enter(disabled.access_token, one, elsewhere)
  await auth.users.setMemberActive(one, id, false)
  await assert.rejects(enter(disabled.access_token), { status: 403, code: 'tenant_mismatch' })

  await aSecond()
  await assert.rejects(enter(left.access_token, one, elsewhere), refused)
  await assert.rejects(enter(changed.access_token, one, elsewhere), refused)
  await assert.rejects(enter(disabled.access_token, one, elsewhere), { status: 403 })
  await assert.rejects(auth.sessions.refresh(disabled.refresh_token), refused)
})

test('a role that changed is felt within a second', async () => {
  const { id, signIn } = await aUser()
  const { access_token } = await signIn()
  assert.equal((await enter(access_token, one, elsewhere)).role, 'agent')
  await auth.users.addMember(id, { tenant: one, role: 'viewer' })
  assert.equal((await enter(access_token)).role, 'viewer')
  await aSecond()
  assert.equal((await enter(access_token, one, elsewhere)).role, 'viewer')
})

test('teammates are the active members of my team', async () => {
  const team_id = '0198c5a1-0000-7000-8000-000000000001'
  await asSuperuser.query(`insert into ${one.schema}.teams (id, name, created_at) values ($1, 'North', now())`, [
    team_id,
  ])
  const [amal, badr, chama] = await Promise.all([aUser(), aUser(), aUser()])
  for (const { id } of [amal, badr, chama]) await auth.users.addMember(id, { tenant: one, role: 'agent', team_id })
  await auth.users.setMemberActive(one, chama.id, false)
  const actor = await enter((await amal.signIn()).access_token)
  assert.deepEqual(new Set(actor.teammates), new Set([amal.id, badr.id]))
})

test('B7: ten failures pause an account at one address; its owner comes in from another', async () => {
  const { email, signIn } = await aUser()
  const ip = anAddress()
  const attempts = await Promise.all(Array.from({ length: 16 }, () => failure(signIn({ password: 'wrong', ip }))))
  const codes = attempts.map(({ status }) => status)
  assert.equal(codes.filter((status) => status === 401).length, 10)
  assert.equal(codes.filter((status) => status === 429).length, 6)
  const paused = await failure(elsewhere.sessions.signIn({ email, password, ip, user_agent: '' }))
  assert.deepEqual([paused.status, paused.code], [429, 'too_many_attempts'])
  assert.ok(Number(paused.details.headers?.['retry-after']) > 800)
  assert.ok(await signIn({ ip: anAddress() }))
})

test('B7: failures from many addresses pause an account, but not where its owner was before', async () => {
  const { signIn } = await aUser()
  await signIn({ ip: '10.2.0.1' })
  for (let i = 1; i <= 30; i += 1) await failure(signIn({ password: 'wrong', ip: `10.3.0.${i}` }))
  assert.equal((await failure(signIn({ ip: '10.4.0.1' }))).status, 429)
  assert.ok(await signIn({ ip: '10.2.0.1' }))
})

const outside = (claims: JWTPayload) =>
  new SignJWT({ sub: 'erp|7', iss: 'erp', tenant_id: one.slug, exp: Math.floor(Date.now() / 1000) + 60, ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(new TextEncoder().encode(config.secret))

test('an outside token makes a member, once', async () => {
  const token = await outside({ role: 'manager', email: 'Erp@x.example', name: 'From ERP' })
  const actors = await Promise.all(Array.from({ length: 6 }, (_, i) => enter(token, one, i % 2 ? auth : elsewhere)))
  assert.equal(new Set(actors.map(({ id }) => id)).size, 1)
  const { rows } = await asSuperuser.query(
    `select * from ${one.schema}.members where issuer = 'erp' and subject = 'erp|7'`,
  )
  assert.equal(rows.length, 1)
  assert.partialDeepStrictEqual(rows[0], { role: 'manager', email: 'erp@x.example', name: 'From ERP', active: true })

  assert.equal((await enter(await outside({}))).id, rows[0].id, 'without a role: the one known')
  assert.equal((await enter(await outside({ tenant_id: undefined }))).id, rows[0].id)
  assert.equal((await enter(await outside({ role: undefined, roles: ['x', 'manager'] }))).role, 'manager')
  await assert.rejects(enter(await outside({ role: 'admin' })), { status: 403, code: 'permission_denied' })
  await assert.rejects(enter(token, two), { status: 403, code: 'tenant_mismatch' })
  const other = await enter(await outside({ iss: 'other', role: 'viewer', email: 'erp@x.example' }))
  assert.notEqual(other.id, rows[0].id)
  assert.notEqual(other.email, 'erp@x.example')

  await auth.users.setMemberActive(one, rows[0].id, false)
  await assert.rejects(enter(token), { status: 403, code: 'tenant_mismatch' })
})

test('an outside token without a known role or a tenant makes nobody', async () => {
  for (const claims of [{}, { role: 'emperor' }, { roles: [] }, { roles: ['x', 7] }])
    await assert.rejects(enter(await outside({ sub: 'new', ...claims })), { status: 403 })
  await assert.rejects(enter(await outside({ sub: 'new', role: 'agent', tenant_id: undefined })), { status: 403 })
  const { rows } = await asSuperuser.query(`select 1 from ${one.schema}.members where subject = 'new'`)
  assert.equal(rows.length, 0)
})

test('the command line mints a token of any life', async () => {
  const { email, id } = await aUser(one, two)
  const session = await auth.sessions.mint({ email, tenant: two.slug, life: 86_400 })
  assert.equal(session.expires_in, 86_400)
  assert.equal((await enter(session.access_token, two)).id, id)
  await assert.rejects(auth.sessions.mint({ email: anEmail() }), { status: 401 })
})

test('a flood of sign-ins is told to come back, not let in', async () => {
  const flood = Array.from({ length: 60 }, () => {
    const input = { email: anEmail(), password, ip: anAddress(), user_agent: '' }
    return failure(auth.sessions.signIn(input))
  })
  const answers = (await Promise.all(flood)).map(({ status, code }) => `${status} ${code}`)
  assert.deepEqual(new Set(answers), new Set(['401 invalid_credentials', '503 overloaded']))
})

test('old sessions that nobody can renew are cleared at the next sign-in', async () => {
  const { id, signIn } = await aUser()
  await signIn()
  await asSuperuser.query(
    `update platform.sessions set created_at = created_at - interval '2 days' where user_id = $1`,
    [id],
  )
  const { refresh_token } = await signIn()
  await asSuperuser.query(
    `update platform.refresh_tokens set expires_at = now() where session_id in
    (select id from platform.sessions where user_id = $1 order by created_at limit 1)`,
    [id],
  )
  await signIn()
  const { rows } = await asSuperuser.query('select id from platform.sessions where user_id = $1', [id])
  assert.equal(rows.length, 2)
  assert.ok(await auth.sessions.refresh(refresh_token))
})

test('a user made twice keeps the password and gains the membership', async () => {
  const { id, email } = await aUser(one)
  const again = { email: ` ${email.toUpperCase()}`, name: 'Other', password: 'other password' }
  const memberships = [{ tenant: two, role: 'viewer' as const }]
  assert.equal(await auth.users.createUser({ ...again, memberships }), id)
  const session = await auth.sessions.signIn({ email, password, ip: anAddress(), user_agent: '' })
  assert.deepEqual(
    session.tenants.map(({ role }) => role),
    ['viewer', 'agent'],
  )
})
