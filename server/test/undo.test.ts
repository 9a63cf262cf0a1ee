import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { transaction } from '#platform/context.ts'
import { type Answer, type Api, testTenant } from '#test/tenant.ts'

const { api, admin, person, team, rihla, tenant } = await testTenant()
await rihla.start()
const { db } = await admin.ctx()

const TABLES = ['leads', 'accounts', 'contacts', 'opportunities', 'activities']
/** Every row of the records, without what counts and dates its changes. Archived rows are apart. */
async function snapshot() {
  const rows: Record<string, unknown>[] = []
  for (const table of TABLES) {
    const found = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(r) - 'version' - 'updated_at' || ${JSON.stringify({ table })}::jsonb as row
      from ${sql.table(table)} r order by id`.execute(db)
    rows.push(...found.rows.map(({ row }) => row))
  }
  return rows
}
const living = (rows: Record<string, unknown>[]) => rows.filter(({ archived_at }) => archived_at === null)

const operationOf = ({ headers }: Answer) => String(headers['x-operation-id'])
const undo = (id: string, as: Api = api) => as.post(`/events/${id}/undo`, {})
const made = async (fields: object = {}, as: Api = api) => {
  const { status, body } = await as.post('/leads', { last_name: 'Benali', ...fields })
  assert.equal(status, 201, JSON.stringify(body))
  return body
}
const manyLeads = async (count: number, fields: object): Promise<string[]> => {
  const model = await made(fields)
  await sql`insert into leads select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).*
    from leads l, generate_series(2, ${count}) where l.id = ${model.id}`.execute(db)
  const { rows } = await sql<{ id: string }>`select id from leads where campaign = ${model.campaign}`.execute(db)
  return rows.map(({ id }) => id)
}
const ok = (answer: Answer) => {
  assert.ok(answer.status < 300, JSON.stringify(answer.body))
  return answer
}

/** Does it, takes it back, does it again by taking that back, and takes it back once more. */
async function thereAndBack(work: () => Promise<Answer>, changes: number) {
  const before = await snapshot()
  const done = ok(await work())
  const after = await snapshot()
  assert.notDeepEqual(after, before)
  const undone = ok(await undo(operationOf(done)))
  assert.equal(undone.body.undone, changes)
  assert.equal(undone.body.operation_id, operationOf(undone))
  assert.deepEqual(living(await snapshot()), living(before))
  const redone = ok(await undo(undone.body.operation_id))
  assert.deepEqual(living(await snapshot()), living(after))
  ok(await undo(redone.body.operation_id))
  assert.deepEqual(living(await snapshot()), living(before))
  // Taking back what is taken back is refused, and says which fields are in the way.
  const again = await undo(operationOf(done))
  assert.deepEqual([again.status, again.body.code], [409, 'undo_conflict'])
  assert.ok(again.body.fields.length)
  return done
}

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

async function jobEnded(id: string) {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
    const { body } = await api.get(`/jobs/${id}`)
    if (body.state === 'done' || body.state === 'failed') return body
  }
  assert.fail('The job does not end.')
}

test('an operation of more than 1,000 changes is undone as one by a job', async () => {
  const ids = await manyLeads(1201, { campaign: 'many' })
  const before = await snapshot()
  const done = ok(await api.post('/leads/bulk-action', { action: 'update', changes: { title: 'Many' }, ids }))
  assert.equal(done.status, 202)
  const early = await undo(operationOf(done))
  assert.deepEqual([early.status, early.body.code], [409, 'undo_unfinished'])
  assert.equal((await jobEnded(done.body.id)).result.done, 1201)

  // One of them was changed: nothing is begun, and the job says what is in the way.
  ok(await api.patch(`/leads/${ids[1000]}`, { title: 'Other' }))
  const changed = await snapshot()
  const refused = ok(await undo(operationOf(done)))
  assert.equal(refused.status, 202)
  const failed = await jobEnded(refused.body.id)
  assert.deepEqual([failed.state, failed.error, failed.done], ['failed', 'undo_conflict', 0])
  assert.deepEqual(
    failed.result.refused.map(({ id, code }: { id: string; code: string }) => [id, code]),
    [[ids[1000], 'undo_conflict']],
  )
  assert.match(failed.result.refused[0].message, /title/)
  assert.deepEqual(await snapshot(), changed)

  ok(await api.patch(`/leads/${ids[1000]}`, { title: 'Many' }))
  const undone = ok(await undo(operationOf(done)))
  assert.deepEqual([undone.status, undone.body.total, undone.body.operation_id], [202, 1201, operationOf(undone)])
  const ended = await jobEnded(undone.body.id)
  assert.deepEqual([ended.state, ended.result.done, ended.result.refused], ['done', 1201, []])
  assert.deepEqual(await snapshot(), before)

  const redone = ok(await undo(operationOf(undone)))
  assert.equal((await jobEnded(redone.body.id)).result.done, 1201)
  assert.equal((await api.get('/leads?title=Many')).body.total, 1201)
})

test('a step of a job is done by one worker only', async () => {
  const ctx = await admin.ctx()
  const ids = await manyLeads(1001, { campaign: 'workers' })
  const done = ok(await api.post('/leads/bulk-action', { action: 'add_tags', tags: ['w'], ids }))
  const { type } = done.body
  const work = rihla.platform.jobs.get(type)!
  await Promise.all([work(ctx, done.body.id), work(ctx, done.body.id)])
  const ended = await jobEnded(done.body.id)
  assert.deepEqual([ended.done, ended.result.done, ended.result.refused], [1001, 1001, []])
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from events where operation_id = ${operationOf(done)} and type = 'lead.updated'`.execute(db)
  assert.equal(rows[0]!.n, 1001)
  await transaction(ctx, async () => assert.equal(ctx.tenant.id, tenant.id))
})
