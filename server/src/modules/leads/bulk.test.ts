import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { api, admin, person, team, newRihlaTenant } = await testTenant()
const made = async (lead: object = {}) => (await api.post('/leads', { last_name: 'Bulk', ...lead })).body
const many = (count: number, lead: object = {}) => Promise.all(Array.from({ length: count }, () => made(lead)))
const find = async (id: string) => (await api.get(`/leads/${id}`)).body
const act = (body: object, as = api) => as.post('/leads/bulk-action', body)
const idsOf = (leads: { id: string }[]) => leads.map(({ id }) => id)

test('every action does its work on every lead, as one operation', async () => {
  const agent = await person('agent')
  const actions: [body: object, check: (lead: any) => void][] = [
    [
      { action: 'update', changes: { city: 'Agadir', value: 500 } },
      (lead) => assert.deepEqual([lead.city, lead.estimated_value], ['Agadir', 500]),
    ],
    [
      { action: 'update', changes: { notes: 'Said in bulk' } },
      (lead) => assert.equal(lead.notes[0].content, 'Said in bulk'),
    ],
    [
      { action: 'update_status', lead_status: 'CONTACTED', reason: 'Fair' },
      (lead) => assert.equal(lead.lead_status, 'contacted'),
    ],
    [{ action: 'update_status', status: 'qualification' }, (lead) => assert.equal(lead.lead_status, 'qualified')],
    [{ action: 'assign', assigned_to: agent.id }, (lead) => assert.equal(lead.assigned_to, agent.id)],
    [{ action: 'assign', assigned_to: null }, (lead) => assert.equal(lead.assigned_to, null)],
    [
      { action: 'add_tags', tags: ['hot', 'Fair 2026'] },
      (lead) => assert.deepEqual([lead.tags, lead.lead_score], [['hot', 'Fair 2026'], 65]),
    ],
    [
      { action: 'remove_tags', tags: ['HOT'] },
      (lead) => assert.deepEqual([lead.tags, lead.lead_score], [['Fair 2026'], 50]),
    ],
    [
      { action: 'archive', reason: 'Old fair' },
      (lead) => assert.ok(lead.archived_at && lead.tags.includes('archived')),
    ],
    [{ action: 'restore' }, (lead) => assert.deepEqual([lead.archived_at, lead.lead_status], [null, 'qualified'])],
  ]
  const ids = idsOf(await many(3))
  for (const [body, check] of actions) {
    const { status, body: result, headers } = await act({ ...body, ids })
    assert.equal(status, 200, JSON.stringify(result))
    assert.deepEqual([result.done, result.refused, result.operation_id], [3, [], headers['x-operation-id']])
    for (const id of ids) check(await find(id))
    const { body: events } = await api.get(`/events?operation_id=${result.operation_id}&record_type=lead`)
    assert.equal(events.items.length, body === actions[1]![0] ? 0 : 3, JSON.stringify(body))
  }
  const { body: gone } = await act({ action: 'delete', ids })
  assert.equal(gone.done, 3)
  for (const id of ids) assert.equal((await api.get(`/leads/${id}`)).status, 404)
})

test("s2's names: lead_ids, and agent_user_id with who assigned in the history", async () => {
  const agent = await person('agent')
  const [lead] = await many(1)
  const { status, body } = await act({ action: 'assign', lead_ids: [lead.id], agent_user_id: agent.id })
  assert.deepEqual([status, body.done], [200, 1])
  const { body: story } = await api.get(`/leads/${lead.id}/timeline`)
  const [assigned] = story.items
  assert.deepEqual([assigned.type, assigned.actor.id], ['lead.assigned', admin.id])
  assert.deepEqual(assigned.changes.assigned_to, [admin.id, agent.id])
  assert.equal((await act({ action: 'archive', ids: [lead.id], lead_ids: [randomUUID()] })).status, 400)
})

test('what is refused is told, with its reason; the rest is done', async () => {
  const red = await team()
  const [manager, mine, theirs] = [await person('manager', red), await person('agent', red), await person('agent')]
  const own = await made({ assigned_to: mine.id })
  const foreign = await made({ assigned_to: theirs.id })
  const archived = await made({ assigned_to: mine.id })
  await api.delete(`/leads/${archived.id}`)
  const elsewhere = await (await newRihlaTenant()).person('admin')
  const { body: secret } = await elsewhere.api.post('/leads', { last_name: 'Secret' })
  const missing = randomUUID()
  const ids = [own.id, foreign.id, archived.id, secret.id, missing, own.id]
  const { status, body } = await act({ action: 'update', ids, changes: { city: 'Oujda' } }, manager.api)
  assert.equal(status, 200)
  assert.equal(body.done, 1)
  assert.deepEqual(Object.fromEntries(body.refused.map(({ id, code }: any) => [id, code])), {
    [foreign.id]: 'permission_denied',
    [archived.id]: 'archived',
    [secret.id]: 'lead.not_found',
    [missing]: 'lead.not_found',
  })
  for (const { message } of body.refused) assert.ok(message.length > 5)
  assert.equal((await find(own.id)).city, 'Oujda')
  assert.deepEqual([(await find(foreign.id)).version, (await find(archived.id)).city], [1, null])
  assert.equal((await elsewhere.api.get(`/leads/${secret.id}`)).body.version, 1)

  const agentSide = await act({ action: 'update', ids: [own.id], changes: { city: 'Rabat' } }, mine.api)
  assert.equal(agentSide.status, 403, 'agents have no bulk')
})

test('a rule that one lead breaks does not stop the others', async () => {
  const [free] = await many(1)
  const travelling = await made({ preferred_travel_date: '2026-05-10' })
  const { body } = await act({
    action: 'update',
    ids: [free.id, travelling.id],
    changes: { return_date: '2026-05-01' },
  })
  assert.equal(body.done, 1)
  assert.deepEqual(
    body.refused.map(({ id, code }: any) => [id, code]),
    [[travelling.id, 'validation_failed']],
  )
  const nobody = await act({ action: 'assign', ids: [free.id, travelling.id], assigned_to: randomUUID() })
  assert.deepEqual([nobody.body.done, nobody.body.refused.length], [0, 2])
  assert.equal((await find(free.id)).version, 2)
})

test('a filter stands for ids, in the grammar of the list', async () => {
  await many(3, { campaign: 'Spring', lead_status: 'new' })
  await many(2, { campaign: 'Spring', lead_status: 'callback', tags: ['Keep', 'Me'] })
  const filters: [filter: object, done: number][] = [
    [{ campaign: 'Spring', status: 'NEW' }, 3],
    [{ campaign: ['Spring'], tags: ['keep', 'me'] }, 2],
    [{ campaign: 'Spring', lead_score_min: 50.0, is_hot_lead: false }, 5],
    [{ campaign: 'Spring', search: 'bulk', lead_status_not: ['new'] }, 2],
    [{ campaign: 'Spring', lead_source: null, city: '' }, 5],
    [{ campaign: 'Autumn' }, 0],
  ]
  for (const [filter, done] of filters) {
    const { status, body } = await act({ action: 'add_tags', tags: ['x'], filter })
    assert.deepEqual([status, body.done], [200, done], JSON.stringify(filter))
  }
})

test('a bulk action that makes no sense is 400 before any lead is touched', async () => {
  const [lead] = await many(1)
  const ids = [lead.id]
  const bodies: object[] = [
    {},
    { action: 'archive' },
    { action: 'archive', ids: [] },
    { action: 'archive', ids: ['x'] },
    { action: 'archive', ids: 'all' },
    { action: 'archive', ids, filter: {} },
    { action: 'explode', ids },
    { action: 'update', ids },
    { action: 'update', ids, changes: { colour: 'red' } },
    { action: 'update', ids, changes: { created_at: '2020-01-01T00:00:00Z' } },
    { action: 'update', ids, changes: { lead_score: 500 } },
    { action: 'update_status', ids },
    { action: 'update_status', ids, lead_status: 'nowhere' },
    { action: 'assign', ids },
    { action: 'add_tags', ids },
    { action: 'remove_tags', ids, tags: [] },
    { action: 'archive', filter: { colour: 'red' } },
    { action: 'archive', filter: { lead_score_min: 'many' } },
    { action: 'archive', filter: { search: { toString: 1 } } },
    { action: 'archive', filter: [] },
    { action: 'archive', ids, colour: 'red' },
    { action: 'archive', ids, reason: 'a\0b' },
  ]
  for (const body of bodies) assert.equal((await act(body)).status, 400, JSON.stringify(body))
  assert.equal((await find(lead.id)).version, 1)
})

test('only who may purge deletes for good in bulk, and what hangs on the lead goes too', async () => {
  const [lead] = await many(1, { notes: 'Goes with it' })
  const manager = await person('manager')
  assert.equal((await act({ action: 'delete', ids: [lead.id] }, manager.api)).status, 403)
  const converted = await made({ notes: [{ content: 'Stays with the account', type: 'call' }] })
  const { body: conversion } = await api.post(`/leads/${converted.id}/convert`, {})
  const { body } = await act({ action: 'delete', ids: [lead.id, converted.id] })
  assert.deepEqual([body.done, body.refused], [2, []])
  const { body: story } = await api.get(`/accounts/${conversion.account.id}/timeline?type=notes`)
  assert.deepEqual(
    story.items.map(({ activity }: any) => activity.description),
    ['Stays with the account'],
  )
  assert.equal((await api.get(`/opportunities/${conversion.opportunity.id}`)).body.lead_id, null)
})
