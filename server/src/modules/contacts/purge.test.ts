// What hangs on a contact when it is removed for good.
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
let people = 0
const made = (fields: object = {}) =>
  ok(api.post('/contacts', { first_name: 'Hind', last_name: `Gone ${(people += 1)}`, ...fields }), 201)
const get = (path: string) => ok(api.get(path))

test('documents and notes go with it; leads, sales and who reported to it let go, each with its event', async () => {
  const account = await ok(api.post('/accounts', { name: 'Stays' }), 201)
  const boss = await made({ account_id: account.id })
  const contact = await made({ reports_to_id: boss.id, account_id: account.id })
  const below = await made({ reports_to_id: contact.id })
  await ok(api.post(`/contacts/${contact.id}/travel-documents`, { number: 'AB1234567' }), 201)
  const taken = await ok(api.post(`/contacts/${contact.id}/travel-documents`, { number: 'AB1234568' }), 201)
  await ok(api.delete(`/contacts/${contact.id}/travel-documents/${taken.id}`), 204)
  await ok(api.post(`/contacts/${contact.id}/notes`, { content: 'Vu à Fès' }), 201)
  const lead = await ok(api.post('/leads', { title: 'Circuit', contact_id: contact.id }), 201)
  const sale = await ok(api.post('/opportunities', { name: 'Circuit', contact_id: contact.id }), 201)
  const converted = await ok(api.post('/leads', { title: 'Other' }), 201)
  await ok(
    api.post(`/leads/${converted.id}/convert`, { contact: { id: contact.id }, account: null, opportunity: null }),
    201,
  )

  const { operation_id } = await ok(api.delete(`/contacts/${contact.id}?hard=true`), 204)
  await ok(api.get(`/contacts/${contact.id}`), 404)
  for (const table of ['travel_documents', 'activities']) {
    const { rows } = await sql`select 1 from ${sql.table(table)} where contact_id = ${contact.id}`.execute(db)
    assert.equal(rows.length, 0, table)
  }
  for (const [path, field] of [
    [`/contacts/${below.id}`, 'reports_to_id'],
    [`/leads/${lead.id}`, 'contact_id'],
    [`/leads/${converted.id}`, 'converted_contact_id'],
    [`/opportunities/${sale.id}`, 'contact_id'],
  ] as const) {
    const record = await get(path)
    assert.equal(record[field], null, path)
    const [event] = (await get(`/events?record_id=${record.id}`)).items
    assert.deepEqual([event.changes[field], event.operation_id], [[contact.id, null], operation_id], path)
    assert.equal(record.version, event.record_version ?? record.version)
  }
  assert.equal((await get(`/contacts/${boss.id}`)).version, 1, 'who stood above it is not touched')
  const told = (await get(`/events?operation_id=${operation_id}&take=50`)).items.map(({ type }: any) => type)
  assert.deepEqual(told.filter((type: string) => type.endsWith('.deleted')).toSorted(), [
    'activity.deleted',
    'contact.deleted',
    'travel_document.deleted',
    'travel_document.deleted',
  ])
  const { status, body } = await api.post(`/events/${operation_id}/undo`, {})
  assert.deepEqual([status, body.code], [422, 'undo_impossible'])
})

test('an account that is removed for good is let go of by its contacts', async () => {
  const account = await ok(api.post('/accounts', { name: 'Goes' }), 201)
  const contact = await made({ account_id: account.id })
  await ok(api.delete(`/accounts/${account.id}?hard=true`), 204)
  const fresh = await get(`/contacts/${contact.id}`)
  assert.deepEqual([fresh.account_id, fresh.version], [null, 2])
})

test('a whole line is removed in one bulk action', async () => {
  const line: string[] = []
  for (let n = 0; n < 5; n += 1) {
    const { id } = await made({ reports_to_id: line.at(-1) ?? null })
    line.push(id)
    await ok(api.post(`/contacts/${id}/travel-documents`, { number: 'AB1234567' }), 201)
  }
  const { done, refused } = await ok(api.post('/contacts/bulk-action', { action: 'delete', ids: line }))
  assert.deepEqual([done, refused], [5, []])
})

test('one is removed while others come to report to it: nobody is left pointing at nothing', async () => {
  const boss = await made()
  const others = await Promise.all(Array.from({ length: 10 }, () => made()))
  const [gone, ...moved] = await Promise.all([
    api.delete(`/contacts/${boss.id}?hard=true`),
    ...others.map(({ id }) => api.patch(`/contacts/${id}`, { reports_to_id: boss.id })),
  ])
  assert.equal(gone!.status, 204, JSON.stringify(gone!.body))
  for (const { status, body } of moved) assert.ok(status === 200 || status === 422, `${status} ${JSON.stringify(body)}`)
  const { rows } = await sql`select 1 from contacts where reports_to_id = ${boss.id}`.execute(db)
  assert.equal(rows.length, 0)
})
