import assert from 'node:assert/strict'
import { test } from 'node:test'
import { merging, ok } from '#test/merging.ts'
import { type Api, testTenant } from '#test/tenant.ts'

const { api, admin, person, team } = await testTenant()
const { contact, make, snapshot, undo } = merging({ api, admin })

test('what cannot be merged', async () => {
  const [a, b] = [await contact(), await contact()]
  const merge = (body: object, as: Api = api) => as.post('/contacts/merge', body)
  assert.equal((await merge({ keep: a.id, merge: [a.id] })).status, 422)
  assert.equal((await merge({ keep: a.id, merge: [] })).status, 400)
  assert.equal((await merge({ keep: a.id, merge: [crypto.randomUUID()] })).status, 422)
  assert.equal((await merge({ keep: a.id, merge: [b.id], values: { nickname: 'x' } })).status, 400)
  assert.equal((await merge({ keep: a.id, merge: [b.id], values: { account_id: crypto.randomUUID() } })).status, 422)
  assert.equal((await merge({ keep: a.id, merge: [b.id], version: 7 })).status, 412)
  assert.equal((await merge({ keep: a.id, merge: [b.id], values: { reports_to_id: b.id } })).status, 422)
  ok(await api.delete(`/contacts/${b.id}`), 204)
  const gone = await merge({ keep: a.id, merge: [b.id] })
  assert.deepEqual([gone.status, gone.body.code, gone.body.record_id], [409, 'merge_archived', b.id])
})

test('whoever merges must have the right to both; what follows may be anybody’s, and goes back with them', async () => {
  const ours = await team()
  const agent = await person('agent', ours)
  const other = await person('agent', await team())
  const [a, b] = [await contact({}, agent.api), await contact({}, agent.api)]
  const foreign = await contact({}, other.api)
  const deal = await make('opportunities', { name: 'Theirs', assigned_to: other.id, contact_id: b.id })
  const mate = await contact({}, (await person('agent', ours)).api)
  const before = await snapshot()
  const merge = (id: string) => agent.api.post('/contacts/merge', { keep: a.id, merge: [id] })
  assert.equal((await merge(foreign.id)).status, 422)
  assert.equal((await merge(mate.id)).status, 403)
  assert.deepEqual(await snapshot(), before)
  const done = await merge(b.id)
  ok(done, 200)
  assert.equal((await api.get(`/opportunities/${deal.id}`)).body.contact_id, a.id)
  await undo(done, agent.api)
  assert.deepEqual(await snapshot(), before)
})

test('of two merges of one pair at once, in whichever direction, one is done', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [a, b] = [await contact(), await contact()]
    const answers = await Promise.all([
      api.post('/contacts/merge', { keep: a.id, merge: [b.id] }),
      api.post('/contacts/merge', { keep: b.id, merge: [a.id] }),
      api.post('/contacts/merge', { keep: a.id, merge: [b.id] }),
    ])
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((x, y) => x - y),
      [200, 409, 409],
      JSON.stringify(answers.map(({ body }) => body)),
    )
  }
})

test('what the caller may not read is not told before, and follows all the same', async () => {
  const agent = await person('agent', await team())
  const other = await person('agent', await team())
  const [a, b] = [await contact({}, agent.api), await contact({}, agent.api)]
  const deal = await make('opportunities', { name: 'Theirs', assigned_to: other.id, contact_id: b.id })
  await make('opportunities', { name: 'Mine', assigned_to: agent.id, contact_id: b.id })
  const body = { keep: a.id, merge: [b.id] }
  const told = async (as: Api) => ok(await as.post('/contacts/merge/preview', body), 200).moves
  assert.deepEqual(await told(agent.api), [{ record_type: 'opportunity', field: 'contact_id', count: 1 }])
  assert.deepEqual(await told(api), [{ record_type: 'opportunity', field: 'contact_id', count: 2 }])
  ok(await agent.api.post('/contacts/merge', body), 200)
  assert.equal((await api.get(`/opportunities/${deal.id}`)).body.contact_id, a.id)
})
