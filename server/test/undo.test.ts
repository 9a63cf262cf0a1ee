import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testTenant } from '#test/tenant.ts'
import { ok, operationOf, undoing } from './undoing.ts'

const { api, admin, person, rihla } = await testTenant()
await rihla.start()
const { db } = await admin.ctx()
const { made, manyLeads, snapshot, thereAndBack, undo } = undoing({ api, db })

const rich = {
  first_name: 'Amina',
  email: 'amina@riad.example',
  phone: '+212 661-234567',
  company_name: 'Riad Atlas',
  destinations: ['Fès', 'مراكش'],
  tags: ['vip'],
  estimated_value: 12_345.67,
  conversion_probability: 0.35,
  next_follow_up: '2027-03-01T09:30:00Z',
  preferred_travel_date: '2027-06-15',
}

test('undo of an edit of every kind of field', async () => {
  const lead = await made(rich)
  const change = {
    first_name: null,
    email: 'other@riad.example',
    phone: '0522 11 22 33',
    company_name: null,
    destinations: [],
    tags: ['urgent', 'VIP'],
    estimated_value: null,
    conversion_probability: 0.9,
    next_follow_up: null,
    preferred_travel_date: '2027-06-16',
    return_date: '2027-07-01',
    number_of_travelers: 4,
    interest_level: 'urgent',
    country: 'FR',
    lead_score: 3,
  }
  await thereAndBack(() => api.patch(`/leads/${lead.id}`, change), 1)
})

test('undo of a move, with its reason', async () => {
  const lead = await made(rich)
  await thereAndBack(() => api.put(`/leads/${lead.id}/stage`, { lead_status: 'lost', reason: 'Too far' }), 1)
  const { body } = await api.get(`/leads/${lead.id}/timeline?type=changes`)
  const [last, , , moved] = body.items
  assert.equal(moved.note, 'Too far')
  assert.equal(last.type, 'lead.status_changed')
  assert.notEqual(last.undoes, null)
})

test('undo of tags, a call attempt, an assignment', async () => {
  const colleague = await person('agent')
  const lead = await made(rich)
  await thereAndBack(() => api.post(`/leads/${lead.id}/tags`, { tags: ['hot'] }), 1)
  await thereAndBack(() => api.delete(`/leads/${lead.id}/tags/vip`), 1)
  await thereAndBack(() => api.post(`/leads/${lead.id}/call-attempts`, { note: 'No answer' }), 1)
  await thereAndBack(() => api.patch(`/leads/${lead.id}`, { assigned_to: colleague.id }), 1)
  await thereAndBack(() => api.patch(`/leads/${lead.id}`, { assigned_to: null }), 1)
})

test('undo of a creation archives it, with its notes; of a note, the note alone', async () => {
  await thereAndBack(() => api.post('/leads', { last_name: 'New', notes: [{ content: 'Called at noon' }] }), 2)
  const lead = await made(rich)
  await thereAndBack(() => api.post(`/leads/${lead.id}/notes`, { content: 'Prefers the coast' }), 1)
  assert.deepEqual(
    (await api.get(`/leads/${lead.id}/timeline?type=notes`)).body.items.map(({ type }: { type: string }) => type),
    [],
  )
})

test('undo of archiving and of restoring', async () => {
  const lead = await made(rich)
  const archived = await thereAndBack(() => api.delete(`/leads/${lead.id}`), 1)
  assert.equal(archived.status, 204)
  ok(await api.delete(`/leads/${lead.id}`))
  const before = await snapshot()
  const restored = ok(await api.post(`/leads/${lead.id}/restore`, {}))
  ok(await undo(operationOf(restored)))
  assert.deepEqual(await snapshot(), before)
})

test('undo of a conversion: its records are archived, the activities let go of them', async () => {
  const lead = await made({ ...rich, notes: 'Wants a riad' })
  ok(await api.post(`/leads/${lead.id}/notes`, { content: 'Called', type: 'call' }))
  const converted = await thereAndBack(() => api.post(`/leads/${lead.id}/convert`, {}), 6)
  const { account, contact, opportunity } = converted.body
  for (const path of [`/accounts/${account.id}`, `/contacts/${contact.id}`, `/opportunities/${opportunity.id}`])
    assert.notEqual((await api.get(path)).body.archived_at, null, path)
  const { rows } = await sql`select from activities where lead_id = ${lead.id}
    and num_nonnulls(account_id, contact_id, opportunity_id) > 0`.execute(db)
  assert.equal(rows.length, 0)
  // It can be converted again, and taken back again.
  const again = ok(await api.post(`/leads/${lead.id}/convert`, {}))
  assert.notEqual(again.body.account.id, account.id)
  ok(await undo(operationOf(again)))
})

test('undo of a conversion that linked what was there leaves that as it was', async () => {
  const { body: account } = ok(await api.post('/accounts', { name: 'Known Travel' }))
  const lead = await made(rich)
  const work = () => api.post(`/leads/${lead.id}/convert`, { account: { id: account.id }, contact: null })
  await thereAndBack(work, 2)
  assert.equal((await api.get(`/accounts/${account.id}`)).body.archived_at, null)
})

test('undo of a bulk of 500 is one undo', async () => {
  const ids = await manyLeads(500, { ...rich, campaign: 'bulk' })
  const action = { action: 'update_status', lead_status: 'lost', reason: 'Season over' }
  await thereAndBack(() => api.post('/leads/bulk-action', { ids, ...action }), 500)
})

test('undo of a bulk of every kind', async () => {
  const ids = await manyLeads(20, { ...rich, campaign: 'kinds' })
  const bulk = (action: object) => () => api.post('/leads/bulk-action', { ids, ...action })
  await thereAndBack(bulk({ action: 'update', changes: { title: 'Bulk', destinations: ['Essaouira'] } }), 20)
  await thereAndBack(bulk({ action: 'assign', assigned_to: null }), 20)
  await thereAndBack(bulk({ action: 'add_tags', tags: ['hot'] }), 20)
  await thereAndBack(bulk({ action: 'remove_tags', tags: ['VIP'] }), 20)
  await thereAndBack(bulk({ action: 'archive' }), 20)
  ok(await bulk({ action: 'archive' })())
  const before = await snapshot()
  const restored = ok(await bulk({ action: 'restore' })())
  ok(await undo(operationOf(restored)))
  assert.deepEqual(await snapshot(), before)
})
