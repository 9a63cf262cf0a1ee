import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { LEAD_STATUSES } from '@rihla/contracts/leads.ts'
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/context.ts'
import { type Answer, testTenant } from '#test/tenant.ts'

const { api, admin, person, rihla, newRihlaTenant } = await testTenant()
const { lanes } = rihla.platform

const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)))
/** `{ 201: 1, 409: 49 }` */
const statuses = (answers: Answer[]) => {
  const counted: Record<number, number> = {}
  for (const { status } of answers) counted[status] = (counted[status] ?? 0) + 1
  return counted
}
const newLead = async (fields: object = {}) => {
  const { status, body } = await api.post('/leads', { last_name: 'Benali', ...fields })
  assert.equal(status, 201)
  return body
}
const story = async (id: string) => {
  const { db } = await admin.ctx()
  return db.selectFrom('events').selectAll().where('record_id', '=', id).orderBy('record_version').execute()
}

test('50 clicks on convert make one account, one contact and one opportunity', async () => {
  const lead = await newLead({ first_name: 'Amina', company_name: 'Atlas Voyages', estimated_value: 12_000 })
  const answers = await times(50, () => api.post(`/leads/${lead.id}/convert`, {}))
  assert.deepEqual(statuses(answers), { 201: 1, 409: 49 })
  const { body: made } = answers.find(({ status }) => status === 201)!
  for (const { status, body } of answers)
    if (status === 409) {
      assert.equal(body.code, 'lead.converted')
      assert.equal(body.account_id, made.account.id)
      assert.equal(body.contact_id, made.contact.id)
      assert.equal(body.opportunity_id, made.opportunity.id)
    }
  for (const resource of ['accounts', 'contacts', 'opportunities'])
    assert.equal((await api.get(`/${resource}`)).body.total, 1, resource)
})

test('the first conversions of a new tenant share one pipeline', async () => {
  const { person } = await newRihlaTenant()
  const { api } = await person('admin')
  const leads = await times(10, (i) => api.post('/leads', { last_name: `Lead ${i}` }))
  const answers = await times(10, (i) => api.post(`/leads/${leads[i]!.body.id}/convert`, {}))
  assert.deepEqual(statuses(answers), { 201: 10 })
  assert.equal(new Set(answers.map(({ body }) => body.opportunity.pipeline_id)).size, 1)
})

test('100 moves at once make one chain: each starts where the last one ended', async () => {
  const lead = await newLead()
  const answers = await times(100, (i) =>
    api.put(`/leads/${lead.id}/stage`, { lead_status: LEAD_STATUSES[i % LEAD_STATUSES.length], reason: `move ${i}` }),
  )
  assert.deepEqual(statuses(answers), { 200: 100 })
  const events = await story(lead.id)
  assert.deepEqual(
    events.map(({ record_version }) => record_version),
    events.map((_, i) => i + 1),
  )
  const moves = events.flatMap(({ changes }) => {
    const { lead_status } = changes as unknown as Record<string, [string, string]>
    return lead_status ? [lead_status] : []
  })
  let last: string | null = 'new'
  for (const [from, to] of moves) {
    assert.equal(from, last)
    last = to
  }
  const { body: now } = await api.get(`/leads/${lead.id}`)
  assert.equal(now.lead_status, last)
  assert.equal(now.version, events.length)
  // Time goes the way of the versions, so the timeline tells the same story.
  const { body: timeline } = await api.get(`/leads/${lead.id}/timeline?take=200&type=changes`)
  assert.deepEqual(
    timeline.items.map(({ id }: { id: string }) => id),
    events.map(({ id }) => id).toReversed(),
  )
})

test('of two changes made to one version, one is told that it is stale', async () => {
  const lead = await newLead()
  const change = (title: string) => api.patch(`/leads/${lead.id}`, { title }, { 'if-match': `"${lead.version}"` })
  const answers = await Promise.all([change('one'), change('other')])
  assert.deepEqual(statuses(answers), { 200: 1, 412: 1 })
  const done = answers.find(({ status }) => status === 200)!
  const stale = answers.find(({ status }) => status === 412)!
  assert.equal(stale.body.current.title, done.body.title)
  assert.equal(stale.headers.etag, done.headers.etag)
  const twice = await Promise.all([1, 2].map((n) => api.patch(`/leads/${lead.id}`, { title: `v${n}`, version: 2 })))
  assert.deepEqual(statuses(twice), { 200: 1, 412: 1 })
})

test('one idempotency key sent 20 times at once makes one lead, and every answer is the same', async () => {
  const key = { 'idempotency-key': crypto.randomUUID() }
  const body = { last_name: 'Once', email: 'once@test.example' }
  async function send(): Promise<Answer> {
    const answer = await api.post('/leads', body, key)
    if (answer.status !== 409) return answer
    assert.equal(answer.body.code, 'idempotency_in_flight')
    assert.ok(Number(answer.headers['retry-after']) >= 1)
    await sleep(20)
    return send()
  }
  const answers = await times(20, send)
  assert.deepEqual(statuses(answers), { 201: 20 })
  for (const { body, headers } of answers) {
    assert.deepEqual(body, answers[0]!.body)
    assert.equal(headers.etag, answers[0]!.headers.etag)
    assert.equal(headers.location, answers[0]!.headers.location)
  }
  assert.equal(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true').length, 19)
  assert.equal((await api.get('/leads?email=once@test.example')).body.total, 1)

  const other = await api.post('/leads', { ...body, last_name: 'Twice' }, key)
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused'])
  const colleague = await person('manager')
  const theirs = await colleague.api.post('/leads', { last_name: 'Other' }, key)
  assert.equal(theirs.status, 201)
  assert.equal((await api.post('/leads', body, { 'idempotency-key': 'k'.repeat(256) })).status, 400)
})

test('what failed under a key runs again', async () => {
  const key = { 'idempotency-key': crypto.randomUUID() }
  const id = crypto.randomUUID()
  const refused = await api.post(`/leads/${id}/convert`, {}, key)
  assert.equal(refused.status, 404)
  await newLead({ id })
  assert.equal((await api.post(`/leads/${id}/convert`, {}, key)).status, 201)
  const again = await api.post(`/leads/${id}/convert`, {}, key)
  assert.deepEqual([again.status, again.headers['idempotent-replayed']], [201, 'true'])
})

test('100 call attempts at once count 100', async () => {
  const lead = await newLead()
  const answers = await times(100, () => api.post(`/leads/${lead.id}/call-attempts`, {}))
  assert.deepEqual(statuses(answers), { 200: 100 })
  assert.deepEqual(
    answers.map(({ body }) => body.call_attempts).toSorted((a, b) => a - b),
    answers.map((_, i) => i + 1),
  )
  const { body: now } = await api.get(`/leads/${lead.id}`)
  assert.deepEqual([now.call_attempts, now.version], [100, 101])
})

test('two bulk actions that cross are both done', async () => {
  const leads = await times(100, () => newLead())
  const ids = leads.map(({ id }) => id)
  const bulk = (tag: string, ids: string[]) => api.post('/leads/bulk-action', { action: 'add_tags', tags: [tag], ids })
  const answers = await Promise.all([bulk('there', ids), bulk('back', ids.toReversed())])
  for (const { status, body } of answers) assert.deepEqual([status, body.done], [200, 100])
  const { body } = await api.get('/leads?tags=there,back&take=200')
  assert.equal(body.total, 100)
  assert.deepEqual(new Set(body.items.map(({ version }: { version: number }) => version)), new Set([3]))
})

test('a deadlock is tried again inside, and both are done', async () => {
  const ctx = await admin.ctx()
  const [one, other] = await times(2, () => newLead())
  let tries = 0
  const met = Promise.withResolvers<void>()
  let arrived = 0
  const cross = (first: string, second: string) =>
    transaction(ctx, async (ctx) => {
      tries += 1
      await hold(ctx, first)
      if ((arrived += 1) === 2) met.resolve()
      await met.promise
      await hold(ctx, second)
      await sql`update leads set call_attempts = call_attempts + 1 where id in (${first}, ${second})`.execute(ctx.db)
    })
  const hold = (ctx: Ctx, id: string) => sql`select from leads where id = ${id} for update`.execute(ctx.db)
  await Promise.all([cross(one!.id, other!.id), cross(other!.id, one!.id)])
  assert.equal(tries, 3)
  for (const { id } of [one!, other!]) assert.equal((await api.get(`/leads/${id}`)).body.call_attempts, 2)
})

test('a record that another transaction holds too long answers 503, and nothing is written', async () => {
  const lead = await newLead()
  const done = Promise.withResolvers<void>()
  const held = Promise.withResolvers<void>()
  const holder = transaction(await admin.ctx(), async (ctx) => {
    await sql`select from leads where id = ${lead.id} for update`.execute(ctx.db)
    held.resolve()
    await done.promise
  })
  await held.promise
  const started = Date.now()
  const answer = await api.patch(`/leads/${lead.id}`, { title: 'too late' })
  assert.deepEqual([answer.status, answer.body.code, answer.headers['retry-after']], [503, 'busy', '1'])
  assert.ok(Date.now() - started < 12_000)
  done.resolve()
  await holder
  assert.equal((await story(lead.id)).length, 1)
  assert.equal((await api.patch(`/leads/${lead.id}`, { title: 'in time' })).status, 200)
})

test('an edit waits for a bulk action that holds its record, and more of them keep nobody else waiting', async () => {
  const [lead, other] = [await newLead(), await newLead()]
  const held = Promise.withResolvers<void>()
  const bulk = transaction(await admin.ctx(), async (ctx) => {
    await sql`select from leads where id = ${lead.id} for update`.execute(ctx.db)
    held.resolve()
    await sleep(4000)
  })
  await held.promise
  const waiting = times(lanes.size + 5, () => api.post(`/leads/${lead.id}/tags`, { tags: ['patient'] }))
  await sleep(100)
  assert.equal((await api.patch(`/leads/${other.id}`, { title: 'not in the way' })).status, 200)
  assert.deepEqual(statuses(await waiting), { 200: lanes.size + 5 })
  await bulk
  assert.equal((await story(lead.id)).length, 2)
})

test('when every connection is taken, callers are told to come back; afterwards all is as before', async () => {
  const { tenant } = await admin.ctx()
  await api.get('/leads')
  const taken = await times(lanes.size, () => lanes.acquire(tenant))
  const started = Date.now()
  // Reads that are meant to be quick have connections of their own.
  assert.equal((await api.get('/leads')).status, 200)
  const waiting = times(600, () => api.post('/leads', { last_name: 'Patient' }))
  const answers = await waiting
  assert.deepEqual(statuses(answers), { 503: 600 })
  for (const { body, headers } of answers) {
    assert.equal(body.code, 'overloaded')
    assert.ok(Number(headers['retry-after']) >= 1)
  }
  assert.ok(Date.now() - started < 20_000)
  for (const connection of taken) lanes.release(connection)
  assert.deepEqual(statuses(await times(50, () => api.post('/leads', { last_name: 'Patient' }))), { 201: 50 })
  assert.equal((await api.get('/leads?last_name=Patient')).body.total, 50)
  // The dispatcher may still be numbering what was written, and telling of it.
  while (Object.values(lanes.usage).some((count) => count > 0)) await sleep(10)
  assert.deepEqual(lanes.usage, { in_use: 0, waiting: 0, reads: 0 })
})
