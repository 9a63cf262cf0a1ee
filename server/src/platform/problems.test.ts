import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { testTenant } from '#test/tenant.ts'
import { Problem } from './errors.ts'
import { ar } from './locales/ar.ts'
import { en } from './locales/en.ts'
import { fr } from './locales/fr.ts'
import { localeOf } from './locales/messages.ts'
import { asProblem } from './http.ts'

const { api, rihla, tenant, admin } = await testTenant()

/** Every kind of problem that a request can meet without help of the weather. */
const ASKED: [status: number, code: string, ask: () => Promise<{ status: number; body: any; headers: any }>][] = [
  [400, 'unknown_field', () => api.post('/leads', { last_name: 'x', colour: 'red' })],
  [400, 'validation_failed', () => api.get('/leads?colour=red')],
  [400, 'malformed_json', () => inject('{', 'application/json')],
  [401, 'unauthenticated', () => api.get('/leads', undefined, { authorization: 'Bearer forged' })],
  [403, 'tenant_mismatch', () => api.get('/leads', undefined, { 'x-tenant-id': 'other' })],
  [404, 'lead.not_found', () => api.get(`/leads/${randomUUID()}`)],
  [404, 'not_found', () => api.get('/api/v1/nothing/here/at/all')],
  [405, 'method_not_allowed', () => api.patch('/leads', {})],
  [409, 'idempotency_in_flight', () => Promise.resolve(answered(new Problem(409, 'idempotency_in_flight')))],
  [412, 'version_conflict', async () => stale()],
  [413, 'body_too_large', () => inject(JSON.stringify({ a: 'x'.repeat(1_048_577) }), 'application/json')],
  [415, 'unsupported_media_type', () => inject('last_name=x', 'application/x-www-form-urlencoded')],
  [422, 'validation_failed', () => api.post('/leads', { last_name: 'x', contact_id: randomUUID() })],
]

async function inject(payload: string, type: string) {
  const response = await rihla.app.inject({
    method: 'POST',
    url: `/api/v1/tenants/${tenant.id}/leads`,
    headers: { authorization: `Bearer ${admin.token}`, 'content-type': type },
    payload,
  })
  return { status: response.statusCode, body: response.json(), headers: response.headers }
}
async function stale() {
  const { body } = await api.post('/leads', { last_name: 'Stale' })
  return api.patch(`/leads/${body.id}`, { city: 'x', version: 7 })
}
const answered = ({ status, code }: Problem) => ({
  status,
  headers: { 'content-type': 'application/problem+json; charset=utf-8' },
  body: {
    type: `https://rihla.example/problems/${code}`,
    title: '-',
    status,
    detail: '-',
    code,
    errors: [],
    request_id: '-',
  },
})

test('a problem is problem+json with a stable code, words and the request id', async () => {
  for (const [status, code, ask] of ASKED) {
    const { status: answered, body, headers } = await ask()
    assert.deepEqual([answered, body.code], [status, code])
    assert.equal(headers['content-type'], 'application/problem+json; charset=utf-8', code)
    assert.deepEqual([body.status, body.type], [status, `https://rihla.example/problems/${code}`])
    for (const member of ['title', 'detail', 'request_id']) assert.ok(body[member].length > 0, `${code}: ${member}`)
    assert.ok(Array.isArray(body.errors))
    if (headers['x-request-id']) assert.equal(body.request_id, headers['x-request-id'])
    assert.doesNotMatch(JSON.stringify(body), /node_modules|\.ts\b|at [A-Z]\w+\.|select |insert |Error:/)
  }
})

test('words are in the language that the caller asks for', async () => {
  const titles: Record<string, string> = {}
  for (const language of ['en', 'fr', 'ar']) {
    const { body } = await api.post('/leads', { email: 'x', colour: 1 }, { 'accept-language': language })
    titles[language] = body.title
    assert.deepEqual(body.errors.map(({ field }: any) => field).toSorted(), ['colour', 'email', 'first_name'])
    const missing = await api.get(`/leads/${randomUUID()}`, undefined, { 'accept-language': language })
    assert.equal(missing.body.title, { en: 'Not found', fr: 'Introuvable', ar: 'غير موجود' }[language])
    for (const { message } of body.errors) {
      assert.ok(message.length > 3)
      if (language === 'ar') assert.match(message, /[\u0600-\u06ff]/)
    }
  }
  assert.equal(new Set(Object.values(titles)).size, 3)
})

test('Accept-Language is read by weight, region and order; English without one we speak', () => {
  const cases: [string | undefined, string][] = [
    [undefined, 'en'],
    ['', 'en'],
    ['fr-MA,fr;q=0.9', 'fr'],
    ['ar-MA', 'ar'],
    ['de, es;q=0.9', 'en'],
    ['en;q=0.1, ar;q=0.8, fr;q=0.5', 'ar'],
    ['FR', 'fr'],
    ['*', 'en'],
    ['fr;q=0, ar;q=0.1', 'ar'],
    ['fr;q=0', 'en'],
    ['fr;q=nonsense', 'fr'],
    [',;q=,,', 'en'],
  ]
  for (const [header, locale] of cases) assert.equal(localeOf(header), locale, header)
})

test('every message stands in three languages, with the same blanks', () => {
  const blanks = (texts: readonly string[]) => texts.join(' ').match(/\{\w+\}/g) ?? []
  for (const [key, texts] of Object.entries(en)) {
    const others = [fr, ar].map((catalogue) => catalogue[key as keyof typeof en])
    for (const other of others) {
      assert.equal(other.length, 2, key)
      assert.ok(other[1].length > 0 && other[1] !== texts[1], `${key} is not translated`)
      assert.deepEqual(blanks(other), blanks(texts), key)
    }
  }
})

test('an unexpected error says nothing of its inside', async () => {
  const secret = new Error('select * from leads where passport = 12345 /srv/app/x.ts')
  const problem = asProblem(secret)
  assert.deepEqual([problem.status, problem.code], [500, 'internal'])
  const { app } = rihla
  const response = await app.inject({
    method: 'GET',
    url: '/api/v1/leads',
    headers: { authorization: 'Bearer a\u0001b' },
  })
  assert.equal(response.statusCode, 401)
})

test('errors of the database have an answer', () => {
  const cases: [object, number, string][] = [
    [{ code: '23505', constraint: 'leads_pkey', table: 'leads' }, 409, 'duplicate_id'],
    [{ code: '23505', constraint: 'accounts_email_key', table: 'accounts' }, 409, 'duplicate'],
    [{ code: '23503', constraint: 'leads_contact_id_fkey', table: 'leads' }, 422, 'validation_failed'],
    [{ code: '23503', constraint: 'leads_contact_id_fkey_102008', table: 'leads_102008' }, 422, 'validation_failed'],
    [{ code: '23502', column: 'name', table: 'accounts' }, 422, 'validation_failed'],
    [{ code: '22021' }, 400, 'validation_failed'],
    [{ code: '40P01' }, 503, 'busy'],
    [{ code: '55P03' }, 503, 'busy'],
    [{ code: '57014' }, 503, 'too_slow'],
    [{ code: '57P01' }, 503, 'database_unavailable'],
    [{ code: '08006' }, 503, 'database_unavailable'],
    [{ code: 'ECONNREFUSED' }, 503, 'database_unavailable'],
    [{ code: '42601' }, 500, 'internal'],
    [{ code: '42501' }, 500, 'internal'],
  ]
  for (const [error, status, code] of cases) {
    const problem = asProblem(Object.assign(new Error('x'), error))
    assert.deepEqual([problem.status, problem.code], [status, code], JSON.stringify(error))
    if (status === 503) assert.ok(problem.details.headers?.['retry-after'])
    if (error && 'column' in error) assert.equal(problem.details.errors![0]!.field, 'name')
  }
})

test('every code that the server or a contract gives has words', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  const paths = globSync(['server/src/**/*.ts', 'contracts/src/**/*.ts'], { cwd: root }).filter(
    (path) => !path.includes('.test.'),
  )
  for (const path of paths) {
    const text = readFileSync(root + path, 'utf8')
    for (const [, code] of text.matchAll(/\binvalid\([^()]*'(\w+)'(?:, 4\d\d)?\)/g))
      assert.ok(`field.${code}` in en, `${path}: ${code}`)
    for (const [, code] of text.matchAll(/new Problem\(\d+, '([^']+)'/g)) assert.ok(code! in en, `${path}: ${code}`)
    if (path.startsWith('contracts'))
      for (const [, code] of text.matchAll(/(?:error|message): ['`]([^'`]*)['`]/g))
        assert.ok(`field.${code}` in en, `${path}: ${code}`)
  }
})
