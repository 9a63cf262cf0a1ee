import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testTenant } from '#test/tenant.ts'

const { api, admin, person, rihla, tenant, newRihlaTenant } = await testTenant()
const { db } = await admin.ctx()
const total = async () => (await api.get('/leads')).body.total
const keyed = (key: string) => ({ 'idempotency-key': key })

/** The answer as bytes. */
const send = (url: string, payload: object, key: string, token = admin.token, id = tenant.id) =>
  rihla.app.inject({
    method: 'POST',
    url: `/api/v1/tenants/${id}${url}`,
    headers: { authorization: `Bearer ${token}`, ...keyed(key) },
    payload,
  })

test('the same key and body get the same bytes, and one lead', async () => {
  const before = await total()
  const key = randomUUID()
  const first = await send('/leads', { last_name: 'Once', notes: 'x' }, key)
  assert.equal(first.statusCode, 201)
  assert.equal(first.headers['idempotent-replayed'], undefined)
  await api.patch(`/leads/${first.json().id}`, { city: 'Changed since' })
  for (let i = 0; i < 2; i += 1) {
    const again = await send('/leads', { last_name: 'Once', notes: 'x' }, key)
    assert.deepEqual([again.statusCode, again.headers['idempotent-replayed']], [201, 'true'])
    assert.equal(again.body, first.body)
    for (const header of ['etag', 'location', 'content-type', 'x-operation-id'])
      assert.equal(again.headers[header], first.headers[header], header)
  }
  assert.equal(await total(), before + 1)
})

test('another body, or another record, with a used key is 422', async () => {
  const key = randomUUID()
  const { body: first } = await api.post('/leads', { last_name: 'A' }, keyed(key))
  const other = await api.post('/leads', { last_name: 'B' }, keyed(key))
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused'])
  const { body: second } = await api.post('/leads', { last_name: 'B' })
  const convert = randomUUID()
  const converted = await api.post(`/leads/${first.id}/convert`, {}, keyed(convert))
  assert.equal(converted.status, 201)
  const elsewhere = await api.post(`/leads/${second.id}/convert`, {}, keyed(convert))
  assert.equal(elsewhere.status, 422, 'never the answer of another lead')
  assert.equal((await api.get(`/leads/${second.id}`)).body.converted_at, null)
  const again = await api.post(`/leads/${first.id}/convert`, {}, keyed(convert))
  assert.deepEqual([again.status, again.body], [201, converted.body])
})

test('members and tenants have keys of their own', async () => {
  const key = randomUUID()
  const manager = await person('manager')
  const elsewhere = await newRihlaTenant()
  const stranger = await elsewhere.person('admin')
  const bodies = await Promise.all([
    send('/leads', { last_name: 'Mine' }, key),
    send('/leads', { last_name: 'Yours' }, key, manager.token),
    send('/leads', { last_name: 'Theirs' }, key, stranger.token, elsewhere.tenant.id),
    send('/accounts', { name: 'Another route' }, key),
  ])
  for (const { statusCode, headers } of bodies)
    assert.deepEqual([statusCode, headers['idempotent-replayed']], [201, undefined])
  assert.equal(new Set(bodies.map((answer) => answer.json().id)).size, 4)
})

test('while one is in flight, the same key is 409 and comes back later; one lead is made', async () => {
  const before = await total()
  const key = randomUUID()
  const answers = await Promise.all(Array.from({ length: 12 }, () => send('/leads', { last_name: 'Race' }, key)))
  const statuses = answers.map(({ statusCode }) => statusCode)
  assert.ok(statuses.every((status) => status === 201 || status === 409))
  for (const answer of answers)
    if (answer.statusCode === 409)
      assert.deepEqual([answer.json().code, answer.headers['retry-after']], ['idempotency_in_flight', '1'])
  assert.equal(new Set(answers.filter(({ statusCode }) => statusCode === 201).map(({ body }) => body)).size, 1)
  const retried = await send('/leads', { last_name: 'Race' }, key)
  assert.equal(retried.headers['idempotent-replayed'], 'true')
  assert.equal(await total(), before + 1)
})

test('what failed is not kept: corrected, it runs', async () => {
  const key = randomUUID()
  const failures: [object, number][] = [
    [{ colour: 'red' }, 400],
    [{ last_name: 'x', contact_id: randomUUID() }, 422],
    [{ last_name: 'x', tenant_id: randomUUID() }, 403],
  ]
  for (const [body, status] of failures) assert.equal((await send('/leads', body, key)).statusCode, status)
  const done = await send('/leads', { last_name: 'Corrected' }, key)
  assert.deepEqual([done.statusCode, done.headers['idempotent-replayed']], [201, undefined])
  assert.equal((await send('/leads', failures[1]![0], key)).statusCode, 422)
})

test('a key has 1 to 255 characters; on reads it means nothing', async () => {
  const before = await total()
  assert.equal((await api.post('/leads', { last_name: 'x' }, keyed('k'.repeat(256)))).status, 400)
  assert.equal((await api.post('/leads', { last_name: 'x' }, keyed(''))).status, 400)
  assert.equal(await total(), before)
  assert.equal((await api.post('/leads', { last_name: 'x' }, keyed('k'.repeat(255)))).status, 201)
  assert.equal((await api.get('/leads', undefined, keyed('k'.repeat(256)))).status, 200)
  const { rows } = await sql<{ n: number }>`select count(*) as n from idempotency_keys where route like 'GET%'`.execute(
    db,
  )
  assert.equal(rows[0]!.n, 0)
})

test('a key is kept for a day', async () => {
  const key = randomUUID()
  const first = await send('/leads', { last_name: 'Yesterday' }, key)
  await sql`update idempotency_keys set created_at = now() - interval '25 hours' where key = ${key}`.execute(db)
  const next = await send('/leads', { last_name: 'Today' }, key)
  assert.deepEqual([next.statusCode, next.headers['idempotent-replayed']], [201, undefined])
  assert.notEqual(next.json().id, first.json().id)
  const again = await send('/leads', { last_name: 'Today' }, key)
  assert.equal(again.body, next.body)
})

test('bulk actions, notes and conversions are replayed too', async () => {
  const { body: lead } = await api.post('/leads', { last_name: 'Many' })
  for (const [url, body] of [
    ['/leads/bulk-action', { action: 'add_tags', ids: [lead.id], tags: ['t'] }],
    [`/leads/${lead.id}/notes`, { content: 'Said once' }],
    [`/leads/${lead.id}/call-attempts`, {}],
    [`/leads/${lead.id}/convert`, {}],
  ] as const) {
    const key = randomUUID()
    const [first, again] = [await send(url, body, key), await send(url, body, key)]
    assert.equal(again.body, first.body, url)
    assert.equal(again.headers['idempotent-replayed'], 'true', url)
  }
  const { body } = await api.get(`/leads/${lead.id}`)
  assert.equal(body.call_attempts, 1)
  assert.equal(body.notes.filter(({ type }: any) => type === 'note').length, 1)
})
