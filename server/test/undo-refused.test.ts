import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, testTenant } from '#test/tenant.ts'
import { ok, operationOf, undoing } from './undoing.ts'

const { api, admin, person, rihla, team } = await testTenant()
await rihla.start()
const { db } = await admin.ctx()
const { made, manyLeads, snapshot, undo } = undoing({ api, db })

test('what was changed since is named, and nothing is half undone', async () => {
  const ids = await manyLeads(20, { campaign: 'conflict' })
  const done = ok(
    await api.post('/leads/bulk-action', { action: 'update', ids, changes: { title: 'A', country: 'MA' } }),
  )
  ok(await api.patch(`/leads/${ids[7]}`, { title: 'B', city: 'Fès' }))
  const before = await snapshot()
  const refused = await undo(operationOf(done))
  assert.deepEqual(
    [refused.status, refused.body.code, refused.body.record_id, refused.body.fields],
    [409, 'undo_conflict', ids[7], ['title']],
  )
  assert.match(refused.body.detail, /title/)
  assert.deepEqual(await snapshot(), before)
  // Another field of the record is not in the way.
  ok(await api.patch(`/leads/${ids[7]}`, { title: 'A' }))
  assert.equal(ok(await undo(operationOf(done))).body.undone, 20)
  const { body: lead } = await api.get(`/leads/${ids[7]}`)
  assert.deepEqual([lead.title, lead.country, lead.city], [null, null, 'Fès'])
})

test('a record archived since is closed; a creation that was built upon stays', async () => {
  const lead = await made()
  const edited = ok(await api.patch(`/leads/${lead.id}`, { title: 'New' }))
  ok(await api.delete(`/leads/${lead.id}`))
  const refused = await undo(operationOf(edited))
  assert.deepEqual([refused.status, refused.body.fields], [409, ['archived_at']])

  const created = ok(await api.post('/leads', { last_name: 'Built' }))
  ok(await api.patch(`/leads/${created.body.id}`, { title: 'Upon' }))
  const built = await undo(operationOf(created))
  assert.deepEqual([built.status, built.body.fields], [409, ['title']])
})

test('what is gone for good stays gone', async () => {
  const lead = await made()
  const edited = ok(await api.patch(`/leads/${lead.id}`, { title: 'New' }))
  const erased = ok(await api.delete(`/leads/${lead.id}?hard=true`))
  for (const answer of [erased, edited]) {
    const refused = await undo(operationOf(answer))
    assert.deepEqual([refused.status, refused.body.code], [422, 'undo_impossible'])
  }
  const ids = await manyLeads(3, { campaign: 'erased' })
  const tagged = ok(await api.post('/leads/bulk-action', { action: 'add_tags', tags: ['x'], ids }))
  ok(await api.delete(`/leads/${ids[1]}?hard=true`))
  const before = await snapshot()
  assert.equal((await undo(operationOf(tagged))).status, 422)
  assert.deepEqual(await snapshot(), before)
})

test('an unknown id, an event of a neighbour and one out of sight get one answer', async () => {
  const strip = ({ status, body }: Answer) => ({ status, body: { ...body, request_id: '' } })
  const unknown = strip(await undo(crypto.randomUUID()))
  assert.equal(unknown.status, 404)
  assert.equal((await undo('nonsense')).status, 404)
  const agent = await person('agent')
  const lead = await made()
  const edited = ok(await api.patch(`/leads/${lead.id}`, { title: 'Mine' }))
  assert.deepEqual(strip(await undo(operationOf(edited), agent.api)), strip(await undo(crypto.randomUUID(), agent.api)))
  ok(await api.delete(`/leads/${lead.id}?hard=true`))
  assert.equal((await undo(operationOf(edited), agent.api)).status, 404)
})

test('undo needs the right to change each record', async () => {
  const team_id = await team()
  const [one, other] = [await person('agent', team_id), await person('agent', team_id)]
  const viewer = await person('viewer')
  const manager = await person('manager', team_id)
  const lead = await made({ assigned_to: one.id })
  const edited = ok(await one.api.patch(`/leads/${lead.id}`, { title: 'Own' }))
  for (const stranger of [viewer, other]) {
    const refused = await undo(operationOf(edited), stranger.api)
    assert.deepEqual([refused.status, refused.body.code], [403, 'permission_denied'])
  }
  ok(await undo(operationOf(edited), one.api))

  // One of many is not theirs any more: none is undone.
  const mine = await Promise.all([1, 2, 3].map(() => made({ assigned_to: one.id })))
  const ids = mine.map(({ id }) => id)
  const tagged = ok(await manager.api.post('/leads/bulk-action', { action: 'add_tags', tags: ['team'], ids }))
  ok(await api.patch(`/leads/${ids[1]}`, { assigned_to: admin.id }))
  const before = await snapshot()
  assert.equal((await undo(operationOf(tagged), manager.api)).status, 403)
  assert.deepEqual(await snapshot(), before)

  // Giving it back to who had it is assigning, unless one took it oneself.
  const assigned = ok(await manager.api.patch(`/leads/${ids[0]}`, { assigned_to: other.id }))
  const back = await undo(operationOf(assigned), other.api)
  assert.deepEqual([back.status, back.body.permission], [403, 'leads:assign'])
  ok(await undo(operationOf(assigned), manager.api))
  const free = await made({ assigned_to: null })
  const taken = ok(await one.api.patch(`/leads/${free.id}`, { assigned_to: one.id }))
  ok(await undo(operationOf(taken), one.api))
  assert.equal((await api.get(`/leads/${free.id}`)).body.assigned_to, null)
})

test('two undos of one operation at once undo it once', async () => {
  const ids = await manyLeads(50, { campaign: 'twice' })
  const done = ok(await api.post('/leads/bulk-action', { action: 'add_tags', tags: ['x'], ids }))
  const answers = await Promise.all([1, 2].map(() => undo(operationOf(done))))
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409],
  )
})
