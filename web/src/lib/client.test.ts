import { auth } from '@rihla/contracts/auth.ts'
import { leads } from '@rihla/contracts/leads.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { call, write } from './client.ts'
import { addressOf, ProblemError, problemOf } from './http.ts'
import { currentSession, signIn, signOut, tokenFor } from './session.ts'

interface Sent {
  url: string
  method: string
  headers: Headers
  body: string | null
}
let sent: Sent[] = []
let answers: (() => Response | Promise<Response>)[] = []

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
const problem = (status: number, body: Record<string, unknown> = {}) =>
  json({ type: 'x', title: 'No', status, code: 'no', request_id: 'r1', ...body }, status, {
    'content-type': 'application/problem+json',
  })
const session = (token: string, tenant = 'atlas') => ({
  access_token: token,
  token_type: 'Bearer',
  expires_in: 600,
  refresh_token: 'refresh-secret',
  tenants: [],
  tenant: { id: 'i', slug: tenant, name: 'Atlas', role: 'admin', base_currency: 'MAD', timezone: 'Africa/Casablanca' },
  user: { id: 'u', name: 'Yasmine', email: 'y@example.com', language: 'fr' },
})
const params = { tenant_id: 'atlas', id: '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2e' }

beforeEach(async () => {
  sent = []
  answers = [() => json(session('one'))]
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    sent.push({ url, method: init.method!, headers: new Headers(init.headers), body: init.body as string | null })
    const answer = answers.shift()
    return answer ? Promise.resolve(answer()) : Promise.reject(new TypeError('offline'))
  })
  await signIn({ email: 'y@example.com', password: 'p' })
  sent = []
})
afterEach(async () => {
  answers = [() => new Response(null, { status: 204 })]
  await signOut()
  vi.unstubAllGlobals()
})

test('an address is filled in from the contract, each value encoded', () => {
  const query = { lead_status: ['new', 'lost'], search: 'a b', cursor: undefined }
  expect(addressOf(leads.list, { params: { tenant_id: 'a/b' }, query })).toBe(
    '/api/v1/tenants/a%2Fb/leads?lead_status=new&lead_status=lost&search=a+b',
  )
})

test('a call carries the token and the language, and answers what came', async () => {
  answers = [() => json({ id: params.id, version: 3 })]
  expect(await call(leads.find, { params })).toMatchObject({ version: 3 })
  expect(sent[0]).toMatchObject({ method: 'GET', url: `/api/v1/tenants/atlas/leads/${params.id}` })
  expect(sent[0]!.headers.get('authorization')).toBe('Bearer one')
  expect(sent[0]!.headers.get('accept-language')).toBe('en')
})

test('a write says which operation it was', async () => {
  answers = [() => json({ id: params.id }, 200, { 'x-operation-id': 'op-1' })]
  const { operation_id } = await write(leads.update, { params, body: { city: 'Fès', version: 1 } })
  expect(operation_id).toBe('op-1')
  expect(JSON.parse(sent[0]!.body!)).toEqual({ city: 'Fès', version: 1 })
})

test('a refusal becomes its problem, with code, fields and request', async () => {
  answers = [
    () => problem(400, { code: 'validation_failed', errors: [{ field: 'email', code: 'bad', message: 'No' }] }),
  ]
  const error = await call(leads.find, { params }).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(ProblemError)
  expect(problemOf(error)).toMatchObject({ status: 400, code: 'validation_failed', request_id: 'r1' })
  expect(problemOf(error).errors?.[0]?.field).toBe('email')
})

test('no answer is a problem of status 0, not a crash', async () => {
  answers = []
  expect(problemOf(await call(leads.find, { params }).catch((error: unknown) => error)).status).toBe(0)
})

test('a refused token is renewed once, silently, however many calls it stopped', async () => {
  let renewals = 0
  const stale = () => problem(401)
  answers = [stale, stale, () => (renewals++, json(session('two'))), () => json({ id: 'a' }), () => json({ id: 'b' })]
  await Promise.all([call(leads.find, { params }), call(leads.find, { params })])
  expect(renewals).toBe(1)
  expect(sent.slice(-2).map(({ headers }) => headers.get('authorization'))).toEqual(['Bearer two', 'Bearer two'])
})

test('a refused renewal ends the session', async () => {
  answers = [() => problem(401), () => problem(401)]
  await expect(call(leads.find, { params })).rejects.toMatchObject({ status: 401 })
  expect(sent.at(-1)!.url).toBe(auth.refresh.path)
})

test('no token is kept where a script could read it', () => {
  const kept = JSON.stringify({ ...localStorage }) + JSON.stringify({ ...sessionStorage })
  expect(kept).not.toMatch(/one|refresh-secret/)
  expect(currentSession()).not.toHaveProperty('refresh_token')
})

test('another tenant gets a token of its own', async () => {
  answers = [() => json(session('other', 'sahara'))]
  expect(await tokenFor('sahara')).toBe('other')
  expect(JSON.parse(sent[0]!.body!)).toEqual({ tenant: 'sahara' })
})
