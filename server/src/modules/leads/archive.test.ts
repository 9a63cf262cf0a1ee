import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testTenant } from '#test/tenant.ts'

const { api, admin, person } = await testTenant()
const made = async (lead: object = {}) => (await api.post('/leads', { last_name: 'Kept', ...lead })).body
const find = async (id: string) => (await api.get(`/leads/${id}`)).body
const total = async (query: string) => (await api.get(`/leads?${query}`)).body.total

test('delete archives: lost, tagged, out of every list, and still there by id', async () => {
  const lead = await made({ city: 'Archiveville', lead_status: 'proposal', tags: ['VIP'] })
  const { status, body } = await api.delete(`/leads/${lead.id}`)
  assert.deepEqual([status, body], [204, ''])
  const archived = await find(lead.id)
  assert.deepEqual(
    [archived.lead_status, archived.lost_reason, archived.tags, archived.version],
    ['lost', 'unspecified', ['VIP', 'archived'], 2],
  )
  assert.ok(archived.archived_at)
  assert.equal(await total('city=archiveville'), 0)
  assert.equal(await total('city=archiveville&archived=true'), 1)
  assert.equal((await api.get('/leads/stats?city=archiveville')).body.total_leads, 0)
  assert.equal((await api.get('/leads/summary?city=archiveville')).body.count, 0)
  const { body: board } = await api.get('/leads/pipeline?city=archiveville')
  assert.ok(board.columns.every(({ count }: { count: number }) => count === 0))
  assert.equal((await api.delete(`/leads/${lead.id}`)).status, 204, 'again is done already')
  assert.equal((await find(lead.id)).version, 2)
})

test('restore brings back the status before, drops the tag, and keeps its own version', async () => {
  for (const before of [
    { lead_status: 'negotiation', tags: ['a', 'b'] },
    { lead_status: 'lost', lost_reason: 'Price', tags: [] },
    { lead_status: 'won', tags: Array.from({ length: 50 }, (_, i) => `t${i}`) },
    { lead_status: 'new', tags: ['archived'] },
  ]) {
    const lead = await made(before)
    await api.delete(`/leads/${lead.id}`)
    assert.ok((await find(lead.id)).tags.length <= 50)
    const { status, body } = await api.post(`/leads/${lead.id}/restore`)
    assert.deepEqual(
      [status, body.lead_status, body.lost_reason, body.tags, body.archived_at, body.version],
      [200, lead.lead_status, lead.lost_reason, lead.tags, null, 3],
    )
    assert.equal((await api.post(`/leads/${lead.id}/restore`, {})).body.version, 3, 'again is done already')
  }
})

test('an archived lead is not changed until it is restored', async () => {
  const lead = await made()
  await api.delete(`/leads/${lead.id}`)
  const writes = [
    api.patch(`/leads/${lead.id}`, { city: 'Fès' }),
    api.put(`/leads/${lead.id}`, { city: 'Fès' }),
    api.put(`/leads/${lead.id}/stage`, { stage: 'won' }),
    api.post(`/leads/${lead.id}/tags`, { tags: ['x'] }),
    api.post(`/leads/${lead.id}/call-attempts`),
    api.post(`/leads/${lead.id}/convert`, {}),
  ]
  for (const { status } of await Promise.all(writes)) assert.equal(status, 409)
  assert.equal((await find(lead.id)).version, 2)
})

test('hard delete removes for good, and is the administrator’s alone', async () => {
  const lead = await made({ notes: 'Nobody reads this again' })
  for (const role of ['manager', 'agent', 'viewer'] as const) {
    const { api: theirs } = await person(role)
    const { status } = await theirs.delete(`/leads/${lead.id}?hard=true`)
    assert.equal(status, 403, role)
  }
  assert.equal((await find(lead.id)).version, 1)
  assert.equal((await api.delete(`/leads/${lead.id}?hard=maybe`)).status, 400)
  assert.equal((await api.delete(`/leads/${lead.id}?hard=true`, undefined, { 'if-match': '"9"' })).status, 412)
  for (const [name, value] of [
    ['hard', 'true'],
    ['hard_delete', 'True'],
  ]) {
    const gone = await made({ notes: 'Gone' })
    assert.equal((await api.delete(`/leads/${gone.id}?${name}=${value}`)).status, 204)
    assert.equal((await api.get(`/leads/${gone.id}`)).status, 404)
    assert.equal((await api.post(`/leads/${gone.id}/restore`)).status, 404)
    assert.equal((await api.delete(`/leads/${gone.id}?hard=true`)).status, 404)
  }
  const soft = await made()
  assert.equal((await api.delete(`/leads/${soft.id}?hard_delete=false`)).status, 204)
  assert.ok((await find(soft.id)).archived_at)
})

test('what came of a lead lets go of it when it is removed for good, and says so', async () => {
  const lead = await made()
  const { opportunity } = (await api.post(`/leads/${lead.id}/convert`, {})).body
  assert.equal((await api.delete(`/leads/${lead.id}?hard=true`)).status, 204)
  const { body: kept } = await api.get(`/opportunities/${opportunity.id}`)
  assert.deepEqual([kept.lead_id, kept.version], [null, opportunity.version + 1])
  const { db } = await admin.ctx()
  const { rows } =
    await sql`select changes from events where record_id = ${kept.id} order by record_version desc limit 1`.execute(db)
  assert.deepEqual(rows, [{ changes: { lead_id: [lead.id, null] } }])
})

test('an archived lead can be removed for good, and a stale archive is 412', async () => {
  const lead = await made()
  await api.patch(`/leads/${lead.id}`, { city: 'X' })
  assert.equal((await api.delete(`/leads/${lead.id}`, undefined, { 'if-match': '"1"' })).status, 412)
  assert.equal((await api.delete(`/leads/${lead.id}`, undefined, { 'if-match': '"2"' })).status, 204)
  assert.equal((await api.delete(`/leads/${lead.id}?hard=true`)).status, 204)
  assert.equal((await api.get(`/leads/${lead.id}`)).status, 404)
})
