import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { DEFAULT_RULES } from './score.ts'
import { leads } from './service.ts'
import { transaction } from '#platform/context.ts'
import { writeRules } from '#test/rules.ts'
import { testTenant } from '#test/tenant.ts'

const { api, person, rihla, newRihlaTenant } = await testTenant()
await rihla.start()

const made = async (lead: object = {}) => (await api.post('/leads', { last_name: 'Scored', ...lead })).body
const find = async (id: string) => (await api.get(`/leads/${id}`)).body
const why = async (id: string) => (await api.get(`/leads/${id}/score`)).body

test('a score follows its inputs, with the reasons of the moment', async () => {
  const lead = await made({ lead_source: 'whatsapp' })
  assert.equal(lead.lead_score, 55)
  const steps: [object, number][] = [
    [{ lead_source: 'referral' }, 70],
    [{ company: 'Acme' }, 80],
    [{ email: 'a@acme.example' }, 90],
    [{ tags: ['Urgent'] }, 100],
    [{ company_name: null }, 95],
    [{ email: 'a@gmail.com' }, 85],
    [{ city: 'Fès' }, 85],
    [{ source: null, tags: [] }, 50],
  ]
  for (const [change, score] of steps)
    assert.equal((await api.patch(`/leads/${lead.id}`, change)).body.lead_score, score, JSON.stringify(change))
  await api.post(`/leads/${lead.id}/tags`, { tags: ['HOT'] })
  assert.deepEqual(await why(lead.id), {
    lead_id: lead.id,
    lead_score: 65,
    computed_score: 65,
    score_locked: false,
    reasons: [
      { rule: 'base', points: 50, detail: null },
      { rule: 'hot_tag', points: 15, detail: 'HOT' },
    ],
  })
  assert.equal((await api.delete(`/leads/${lead.id}/tags/hot`)).body.lead_score, 50)
})

test('a written score is kept, locked and logged; unlocking lets the rules decide again', async () => {
  const lead = await made({ lead_source: 'referral' })
  const { body: written } = await api.patch(`/leads/${lead.id}`, { lead_score: 12 })
  assert.deepEqual([written.lead_score, written.score_locked], [12, true])
  assert.match(written.notes[0].content, /lead_score: 70 → 12/)
  const { body: kept } = await api.patch(`/leads/${lead.id}`, { company_name: 'Acme', tags: ['hot'] })
  assert.deepEqual([kept.lead_score, kept.score_locked], [12, true])
  const { reasons, ...explained } = await why(lead.id)
  assert.deepEqual(explained, { lead_id: lead.id, lead_score: 12, computed_score: 95, score_locked: true })
  assert.equal(reasons.length, 4)
  const { body: free } = await api.patch(`/leads/${lead.id}`, { score_locked: false })
  assert.deepEqual([free.lead_score, free.score_locked], [95, false])
  const { body: held } = await api.patch(`/leads/${lead.id}`, { score_locked: true })
  assert.deepEqual([held.lead_score, held.score_locked], [95, true])
  for (const lead_score of [-1, 101, 1.5, '90', null])
    assert.equal((await api.patch(`/leads/${lead.id}`, { lead_score })).status, 400)
})

test('what is taken back leaves the score that follows from what remains', async () => {
  const lead = await made()
  const change = (body: object) => api.patch(`/leads/${lead.id}`, body)
  const undo = async (done: Awaited<ReturnType<typeof change>>) => {
    const undone = await api.post(`/events/${String(done.headers['x-operation-id'])}/undo`, {})
    assert.equal(undone.status, 200, JSON.stringify(undone.body))
    const { lead_score, computed_score, score_locked } = await why(lead.id)
    return { undone, is: [lead_score, computed_score, score_locked] }
  }
  const hot = await change({ tags: ['Hot'] })
  await change({ lead_source: 'website' })
  assert.equal((await find(lead.id)).lead_score, 80)
  const { undone, is } = await undo(hot)
  assert.deepEqual(is, [65, 65, false])
  assert.deepEqual((await undo(undone)).is, [80, 80, false])
  const written = await change({ lead_score: 12 })
  await change({ company_name: 'Acme' })
  const freed = await undo(written)
  assert.deepEqual(freed.is, [90, 90, false])
  assert.deepEqual((await undo(freed.undone)).is, [12, 90, true])
})

test('a lead is hot above 70', async () => {
  const lead = await made({ lead_score: 70 })
  assert.equal(lead.is_hot_lead, false)
  assert.equal((await api.patch(`/leads/${lead.id}`, { score: 71 })).body.is_hot_lead, true)
})

test('the numbers are the tenant’s: changing them scores again what is not locked, as a job', async () => {
  assert.deepEqual((await api.get('/leads/scoring')).body, DEFAULT_RULES)
  const free = await made({ lead_source: 'event', tags: ['gold'] })
  const locked = await made({ lead_score: 33 })
  const rules = { ...DEFAULT_RULES, base: 20, source: { event: 45 }, hot_tags: ['Gold '], hot_tag: 30 }
  const { status, body } = await api.put('/leads/scoring', rules)
  assert.deepEqual([status, body], [200, { ...rules, hot_tags: ['gold'] }])
  assert.deepEqual((await api.get('/leads/scoring')).body, body)
  assert.equal((await made({ lead_source: 'event' })).lead_score, 65, 'new leads follow at once')
  assert.equal((await why(free.id)).computed_score, 95)

  const job = await finished()
  assert.deepEqual([job.state, job.type], ['done', 'leads.rescore'])
  assert.ok(job.done > 0 && job.done === job.total)
  const rescored = await find(free.id)
  assert.deepEqual([rescored.lead_score, rescored.version, rescored.notes.length], [95, 1, 0], 'no version, no event')
  assert.equal((await find(locked.id)).lead_score, 33)
})

test('what is written follows the rules as they are, whatever this process remembers of them', async () => {
  const { person } = await newRihlaTenant()
  const boss = await person('admin')
  const score = async (lead: object) => (await boss.api.post('/leads', { last_name: 'Now', ...lead })).body.lead_score
  assert.equal((await boss.api.get('/leads/scoring')).body.base, 50)
  await writeRules(await boss.ctx(), 'lead_score', { ...DEFAULT_RULES, base: 7 })
  assert.equal(await score({}), 7)
  assert.equal(await score({ company_name: 'Acme' }), 17)
})

test('new rules wait for who writes by the old ones, so that no lead is left behind', async () => {
  const { person } = await newRihlaTenant()
  const boss = await person('admin')
  let changed: Promise<Awaited<ReturnType<typeof boss.api.put>>> | undefined
  const { id } = await transaction(await boss.ctx(), async (ctx) => {
    const lead = await leads.create(ctx, { last_name: 'Between' } as never)
    changed = boss.api.put('/leads/scoring', { ...DEFAULT_RULES, base: 9 })
    await wait(200)
    return lead
  })
  assert.equal((await changed!).status, 200)
  const scored = async () => (await boss.api.get(`/leads/${id}`)).body.lead_score
  for (let i = 0; i < 200 && (await scored()) !== 9; i += 1) await wait(50)
  assert.equal(await scored(), 9)
})

/** The job that was started last, once it is done. */
async function finished() {
  const { body } = await api.get('/events?record_type=job&take=1')
  const id = body.items[0].record_id
  for (let i = 0; i < 200; i += 1) {
    const { body: job } = await api.get(`/jobs/${id}`)
    if (job.state === 'done' || job.state === 'failed') return job
    await wait(50)
  }
  throw new Error('The job does not end.')
}

test('who changed the rules is known, all hear of it, and taking it back scores again', async () => {
  const { person } = await newRihlaTenant()
  const boss = await person('admin')
  const [agent, other] = [await person('agent'), await person('admin')]
  const put = async (rules: object) => {
    const { status, headers, body } = await boss.api.put('/leads/scoring', { ...DEFAULT_RULES, ...rules })
    assert.equal(status, 200, JSON.stringify(body))
    return headers['x-operation-id'] as string
  }
  const undo = (operation: string, as = boss) => as.api.post(`/events/${operation}/undo`, {})
  const logged = async (as = boss) => (await as.api.get('/events?record_type=score_rule')).body.items
  const rules = async () => (await boss.api.get('/leads/scoring')).body
  const { id } = (await boss.api.post('/leads', { last_name: 'Scored', lead_source: 'referral' })).body
  const scored = async (expected: number) => {
    const now = async () => (await boss.api.get(`/leads/${id}`)).body.lead_score
    for (let i = 0; i < 200 && (await now()) !== expected; i += 1) await wait(50)
    assert.equal(await now(), expected)
  }

  const source = { referral: 5 }
  const changed = await put({ base: 30, source })
  const [event, ...none] = await logged()
  assert.deepEqual([event.type, event.actor.id, none], ['score_rule.updated', boss.id, []])
  assert.deepEqual(event.changes, { base: [50, 30], source: [DEFAULT_RULES.source, source] })
  await scored(35)
  // What differs in nothing changes nothing.
  await put({ base: 30, source })
  assert.equal((await logged()).length, 1)
  assert.deepEqual(await logged(agent), [])
  assert.equal((await undo(changed, agent)).status, 404)

  // What somebody else changed since stays, as long as it is another number.
  await other.api.put('/leads/scoring', { ...DEFAULT_RULES, base: 30, source, company: 1 })
  const undone = await undo(changed)
  assert.equal(undone.status, 200, JSON.stringify(undone.body))
  assert.deepEqual(await rules(), { ...DEFAULT_RULES, company: 1 })
  await scored(70)
  assert.equal((await undo(undone.body.operation_id)).status, 200)
  assert.deepEqual(await rules(), { ...DEFAULT_RULES, base: 30, source, company: 1 })
  await scored(35)
  await put({ base: 31 })
  const conflict = await undo(changed)
  assert.deepEqual([conflict.status, conflict.body.fields], [409, ['base', 'source']])
  const versions = (await logged()).map(({ record_id }: { record_id: string }) => record_id)
  assert.deepEqual(new Set(versions).size, 1)
})

test('of two who change the rules at once, both are told of', async () => {
  const { person } = await newRihlaTenant()
  const boss = await person('admin')
  const bases = [10, 20, 30, 40]
  await Promise.all(bases.map((base) => boss.api.put('/leads/scoring', { ...DEFAULT_RULES, base })))
  const { body } = await boss.api.get('/events?record_type=score_rule')
  const steps = body.items.map(({ changes }: any) => changes.base).toReversed()
  assert.deepEqual(
    steps.map(([before]: number[]) => before),
    [50, ...steps.map(([, after]: number[]) => after).slice(0, -1)],
    'each goes over the one before',
  )
  assert.equal((await boss.api.get('/leads/scoring')).body.base, steps.at(-1)[1])
})

test('rules that make no sense are 400, and only an administrator changes them', async () => {
  const before = (await api.get('/leads/scoring')).body
  const wrong = [
    {},
    { ...DEFAULT_RULES, base: 101 },
    { ...DEFAULT_RULES, company: 1000 },
    { ...DEFAULT_RULES, company: 1.5 },
    { ...DEFAULT_RULES, source: { pigeon: 1 } },
    { ...DEFAULT_RULES, hot_tags: [''] },
    { ...DEFAULT_RULES, formula: 'process.exit()' },
  ]
  for (const rules of wrong) assert.equal((await api.put('/leads/scoring', rules)).status, 400, JSON.stringify(rules))
  for (const role of ['manager', 'agent', 'viewer'] as const) {
    const { api: theirs } = await person(role)
    assert.equal((await theirs.put('/leads/scoring', DEFAULT_RULES)).status, 403, role)
    assert.equal((await theirs.get('/leads/scoring')).status, 200, role)
  }
  assert.deepEqual((await api.get('/leads/scoring')).body, before)
})

test('another tenant keeps its own rules', async () => {
  const other = await newRihlaTenant()
  const { api: theirs } = await other.person('admin')
  assert.deepEqual((await theirs.get('/leads/scoring')).body, DEFAULT_RULES)
})

test('a preview says what rules would do to the latest open leads, and does nothing', async () => {
  const { person } = await newRihlaTenant()
  const { api } = await person('admin')
  const preview = async (rules: object, status = 200) => {
    const answer = await api.post('/leads/scoring/preview', rules)
    assert.equal(answer.status, status, JSON.stringify(answer.body))
    return answer.body
  }
  const none = Array.from({ length: 10 }, () => 0)
  const tenths = (...leads: [tenth: number, count: number][]) => none.map((_, i) => new Map(leads).get(i) ?? 0)
  assert.deepEqual(await preview(DEFAULT_RULES), { sample: 0, changed: 0, before: none, after: none })

  const make = async (lead: object) => (await api.post('/leads', { last_name: 'Previewed', ...lead })).body
  await make({ lead_source: 'referral' })
  await make({ lead_source: 'referral', company_name: 'Acme', email: 'a@acme.example', tags: ['hot'] })
  await make({})
  await make({ lead_score: 97 })
  await make({ lead_source: 'referral', lead_status: 'won' })
  const gone = await make({ lead_source: 'referral' })
  await api.delete(`/leads/${gone.id}`)
  const before = tenths([7, 1], [9, 2], [5, 1])
  assert.deepEqual(await preview(DEFAULT_RULES), { sample: 4, changed: 0, before, after: before })
  const rules = { ...DEFAULT_RULES, base: 0, source: { referral: 5 } }
  const { body: log } = await api.get('/events?take=1')
  assert.deepEqual(await preview(rules), { sample: 4, changed: 3, before, after: tenths([0, 2], [4, 1], [9, 1]) })
  assert.deepEqual((await api.get('/leads/scoring')).body, DEFAULT_RULES)
  assert.deepEqual((await api.get('/leads/stats')).body.total_leads, 5)
  assert.deepEqual((await api.get('/events?take=1')).body.items, log.items)

  await preview({ ...rules, base: 101 }, 400)
  await preview({ base: 5 }, 400)
  for (const role of ['manager', 'agent', 'viewer'] as const)
    assert.equal((await (await person(role)).api.post('/leads/scoring/preview', rules)).status, 403, role)
  const ctx = await (await person('admin')).ctx()
  for (let i = 0; i < 205; i += 1) await leads.create(ctx, { last_name: `N${i}` } as never)
  assert.deepEqual(await preview(rules), {
    sample: 200,
    changed: 200,
    before: tenths([5, 200]),
    after: tenths([0, 200]),
  })
})
