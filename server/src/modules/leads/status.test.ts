import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LEAD_STATUSES } from '@rihla/contracts/leads.ts'
import { testTenant } from '#test/tenant.ts'

const { api, admin } = await testTenant()
const made = async (lead: object = {}) => (await api.post('/leads', { last_name: 'Moves', ...lead })).body
const history = async (id: string) => (await api.get(`/leads/${id}/timeline?type=changes`)).body.items

test('every status may follow every other, and each move keeps who, when, from, to and why', async () => {
  const lead = await made()
  let from = 'new'
  for (const to of [...LEAD_STATUSES.slice(1), ...LEAD_STATUSES.toReversed().slice(1)]) {
    const before = Date.now()
    const { status, body } = await api.put(`/leads/${lead.id}/stage`, { stage: to, notes: `Because of ${to}` })
    assert.deepEqual([status, body.lead_status], [200, to])
    const [latest] = await history(lead.id)
    assert.equal(latest.type, 'lead.status_changed')
    assert.deepEqual(latest.changes.lead_status, [from, to])
    assert.equal(latest.note, `Because of ${to}`)
    assert.deepEqual(latest.actor, { id: admin.id, type: 'member', name: 'Test admin' })
    assert.ok(Date.parse(latest.at) >= before - 1)
    from = to
  }
})

test('a reason comes from reason, lost_reason or notes, in every way a lead is lost', async () => {
  const ways: [name: string, lose: (id: string) => Promise<any>, reason: string][] = [
    ['reason', (id) => api.put(`/leads/${id}/stage`, { lead_status: 'lost', reason: 'Price' }), 'Price'],
    ['lost_reason', (id) => api.put(`/leads/${id}/stage`, { stage: 'LOST', lost_reason: 'Dates' }), 'Dates'],
    ['notes', (id) => api.put(`/leads/${id}/stage`, { status: 'lost', notes: 'Went to a friend' }), 'Went to a friend'],
    ['patched', (id) => api.patch(`/leads/${id}`, { status: 'lost', reason: 'Visa' }), 'Visa'],
    ['patched note', (id) => api.patch(`/leads/${id}`, { status: 'lost', notes: 'No answer' }), 'No answer'],
    [
      'patched notes',
      (id) => api.patch(`/leads/${id}`, { status: 'lost', notes: [{ content: 'Hung up', type: 'call' }] }),
      'Hung up',
    ],
    [
      'the lost_reason before the rest',
      (id) => api.patch(`/leads/${id}`, { status: 'lost', lost_reason: 'Cost', reason: 'Long story', notes: 'x' }),
      'Cost',
    ],
    ['none', (id) => api.put(`/leads/${id}/stage`, { stage: 'lost' }), 'unspecified'],
    ['null', (id) => api.patch(`/leads/${id}`, { status: 'lost', lost_reason: null }), 'unspecified'],
    [
      'bulk',
      async (id) => {
        await api.post('/leads/bulk-action', { action: 'update_status', ids: [id], status: 'lost', reason: 'Bulk' })
        return api.get(`/leads/${id}`)
      },
      'Bulk',
    ],
  ]
  for (const [name, lose, reason] of ways) {
    const { body } = await lose((await made()).id)
    assert.deepEqual([body.lead_status, body.lost_reason], ['lost', reason], name)
  }
  assert.equal((await made({ lead_status: 'lost' })).lost_reason, 'unspecified')
  assert.equal((await made({ lead_status: 'lost', reason: 'Known' })).lost_reason, 'Known')
})

test('a lost lead never loses its reason, and one that comes back has none', async () => {
  const lead = await made({ lead_status: 'lost', lost_reason: 'Price' })
  assert.equal((await api.patch(`/leads/${lead.id}`, { lost_reason: 'Time' })).body.lost_reason, 'Time')
  assert.equal((await api.patch(`/leads/${lead.id}`, { lost_reason: null })).body.lost_reason, 'unspecified')
  assert.equal((await api.put(`/leads/${lead.id}/stage`, { stage: 'new' })).body.lost_reason, null)
})

test('a move keeps the whole story: reason and notes, and a note without a move', async () => {
  const lead = await made()
  const story = 'They asked for a second quote. '.repeat(40).trim()
  await api.put(`/leads/${lead.id}/stage`, { stage: 'lost', reason: 'Price', notes: story })
  const [moved] = await history(lead.id)
  assert.ok(moved.note.includes('Price') && moved.note.includes(story))
  const { status, body } = await api.put(`/leads/${lead.id}/stage`, { stage: 'lost', notes: 'Still lost' })
  assert.deepEqual([status, body.version, body.lost_reason], [200, 2, 'Price'])
  assert.ok(body.notes.some(({ content }: { content: string }) => content === 'Still lost'))
})

test('a move of a stale card is 412 with the present lead', async () => {
  const lead = await made()
  await api.put(`/leads/${lead.id}/stage`, { stage: 'contacted' })
  for (const stale of [
    await api.put(`/leads/${lead.id}/stage`, { stage: 'won', version: 1 }),
    await api.put(`/leads/${lead.id}/stage`, { stage: 'won' }, { 'if-match': '"1"' }),
  ]) {
    assert.deepEqual([stale.status, stale.body.current.lead_status, stale.headers.etag], [412, 'contacted', '"2"'])
  }
  assert.equal((await api.put(`/leads/${lead.id}/stage`, { stage: 'won', version: 2 })).body.version, 3)
})

test('moves that make no sense are 400', async () => {
  const lead = await made()
  const bodies = [
    {},
    { stage: 'nowhere' },
    { stage: null },
    { stage: 'won', colour: 'red' },
    { stage: 'won', status: 'lost' },
  ]
  for (const body of bodies) assert.equal((await api.put(`/leads/${lead.id}/stage`, body)).status, 400)
  assert.equal((await api.get(`/leads/${lead.id}`)).body.version, 1)
})

test('conversion_rate counts the won among all', async () => {
  const { body } = await api.get('/leads/stats')
  const won = body.leads_by_status.won ?? 0
  assert.equal(body.conversion_rate, Math.round((won / body.total_leads) * 1000) / 10)
})
