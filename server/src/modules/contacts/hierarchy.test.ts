import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Answer, testTenant } from '#test/tenant.ts'

const { rihla, api, admin } = await testTenant()
await rihla.start()
const { db } = await admin.ctx()

async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body, headers } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return { ...body, operation_id: headers['x-operation-id'] as string }
}
const made = async (fields: object = {}): Promise<string> =>
  (await ok(api.post('/contacts', { first_name: 'Omar', last_name: 'Tazi', ...fields }), 201)).id
const many = (count: number) => Promise.all(Array.from({ length: count }, () => made()))
const put = (id: string, reports_to_id: string | null) => api.patch(`/contacts/${id}`, { reports_to_id })
const isCycle = ({ status, body }: Answer) => status === 422 && body.errors[0].code === 'cycle'

/** Contacts that are above themselves, however it came to be. */
async function rings(): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive up (id, above) as (
      select id, reports_to_id from contacts
      union
      select u.id, c.reports_to_id from up u join contacts c on c.id = u.above
    )
    select id from up where id = above`.execute(db)
  return rows.map(({ id }) => id)
}

test('nobody reports to themselves, straight or through others', async () => {
  const [a, b, c, d] = await many(4)
  assert.ok(isCycle(await put(a!, a!)))
  for (const [from, to] of [
    [b, a],
    [c, b],
    [d, c],
  ])
    await ok(put(from!, to!))
  for (const below of [b, c, d]) {
    const answer = await put(a!, below!)
    assert.ok(isCycle(answer))
    assert.equal(answer.body.errors[0].field, 'reports_to_id')
  }
  await ok(put(d!, a!))
  await ok(put(c!, d!))
  assert.ok(isCycle(await put(d!, c!)))
  assert.deepEqual(await rings(), [])
})

test('twenty at once that would make one ring leave a line', async () => {
  for (let round = 0; round < 3; round += 1) {
    const people = await many(20)
    const answers = await Promise.all(people.map((id, i) => put(id, people[(i + 1) % people.length]!)))
    assert.deepEqual(await rings(), [])
    assert.equal(answers.filter(({ status }) => status === 200).length, 19, answers.map(({ status }) => status).join())
    assert.equal(answers.filter(isCycle).length, 1)
  }
})

test('ten pairs that turn to each other at once: one of each gives way, none waits for long', async () => {
  const people = await many(20)
  const began = Date.now()
  const answers = await Promise.all(people.map((id, i) => put(id, people[i % 2 ? i - 1 : i + 1]!)))
  assert.deepEqual(await rings(), [])
  assert.deepEqual(
    [answers.filter(({ status }) => status === 200).length, answers.filter(isCycle).length],
    [10, 10],
    answers.map(({ status }) => status).join(),
  )
  assert.ok(Date.now() - began < 5000)
})

test('moves, bulk actions and takings back at once never make a ring', async () => {
  const people = await many(12)
  const one = () => people[Math.floor(Math.random() * people.length)]!
  const operations: string[] = []
  const work = Array.from({ length: 60 }, async (_, i) => {
    if (i % 6 === 0) {
      const items = people.slice(0, 6).map((id) => ({ id, changes: { reports_to_id: one() } }))
      return api.post('/contacts/bulk-action', { action: 'set', items })
    }
    if (i % 6 === 1 && operations.length) return api.post(`/events/${operations.pop()}/undo`, {})
    const answer = await put(one(), i % 6 === 2 ? null : one())
    if (answer.status === 200) operations.push(String(answer.headers['x-operation-id']))
    return answer
  })
  for (const { status, body } of await Promise.all(work))
    assert.ok([200, 409, 422, 503].includes(status), `${status} ${JSON.stringify(body)}`)
  assert.deepEqual(await rings(), [])
})

test('what would make a ring is not taken back either', async () => {
  const [a, b] = await many(2)
  await ok(put(a!, b!))
  const { operation_id } = await ok(put(a!, null))
  await ok(put(b!, a!))
  assert.ok(isCycle(await api.post(`/events/${operation_id}/undo`, {})))
  assert.deepEqual(await rings(), [])
})

test('a bulk action refuses those that would stand above themselves, and moves the others', async () => {
  const [boss, a, b] = await many(3)
  await ok(put(boss!, a!))
  const body = { action: 'update', ids: [boss, a, b], changes: { reports_to_id: boss } }
  const { done, refused } = await ok(api.post('/contacts/bulk-action', body))
  assert.equal(done, 1)
  assert.deepEqual(new Set(refused.map(({ id }: any) => id)), new Set([boss, a]))
  assert.ok(refused.every(({ errors }: any) => errors[0].code === 'cycle'))
})
