import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { LEAD_SOURCES, LEAD_STATUSES } from '@rihla/contracts/leads.ts'
import { sql } from 'kysely'
import { transaction } from '#platform/context.ts'
import { asLogged, blank, loggedFields } from '#platform/events.ts'
import type { Event, Row } from '#platform/context.ts'
import { type Answer, testTenant } from '#test/tenant.ts'

const { api, admin, person, rihla } = await testTenant()
const colleague = await person('agent')
const { db } = await admin.ctx()
const WRITES = 1000
/** Writers at once. */
const WRITERS = 4

/** Mulberry32: the same numbers on every run. */
function randomOf(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (n: number) => Math.floor(next() * n)
  return { below, of: <T>(list: readonly T[]): T => list[below(list.length)]!, chance: (p: number) => next() < p }
}
type Random = ReturnType<typeof randomOf>

const leads: string[] = []
const operations: string[] = []

/** Some fields of every kind, some of them emptied. */
function fields({ below, of, chance }: Random): Record<string, unknown> {
  const all: Record<string, unknown> = {
    first_name: of(['Amina', 'Élodie', 'سعيد', 'John']),
    title: `Trip ${below(100)}`,
    email: `p${below(50)}@${of(['gmail.com', 'riad.example'])}`,
    phone: `06${10_000_000 + below(1000)}`,
    company_name: of(['Riad Atlas', 'Sahara Lines']),
    lead_source: of(LEAD_SOURCES),
    country: of(['MA', 'FR']),
    travel_interests: [`i${below(5)}`, 'désert'],
    destinations: [of(['Fès', 'مراكش', 'Agadir'])],
    preferred_travel_date: `2027-0${1 + below(6)}-15`,
    return_date: `2027-0${7 + below(3)}-01`,
    number_of_travelers: 1 + below(9),
    estimated_value: below(1_000_000) / 100,
    currency: of(['MAD', 'EUR']),
    conversion_probability: below(100) / 100,
    next_follow_up: new Date(1_800_000_000_000 + below(1e9)).toISOString(),
    interest_level: of(['low', 'high']),
    lead_score: below(101),
    score_locked: chance(0.5),
  }
  return Object.fromEntries(
    Object.entries(all)
      .filter(() => chance(0.4))
      .map(([name, value]) => {
        const clear = chance(0.2) && !['lead_score', 'score_locked', 'travel_interests', 'destinations'].includes(name)
        return [name, clear ? null : value]
      }),
  )
}

type Write = (random: Random, id: string) => Promise<Answer>
const writes: [weight: number, Write][] = [
  [18, (random) => api.post('/leads', { last_name: 'Benali', ...fields(random) })],
  [2, (random) => api.post('/leads', { last_name: 'Noted', notes: [{ content: 'Hello' }], ...fields(random) })],
  [25, (random, id) => api.patch(`/leads/${id}`, fields(random))],
  [14, ({ of }, id) => api.put(`/leads/${id}/stage`, { lead_status: of(LEAD_STATUSES), reason: 'Because' })],
  [6, ({ of }, id) => api.post(`/leads/${id}/tags`, { tags: [of(['vip', 'hot', 'Enterprise'])] })],
  [3, ({ of }, id) => api.delete(`/leads/${id}/tags/${of(['vip', 'HOT'])}`)],
  [5, ({ of }, id) => api.patch(`/leads/${id}`, { assigned_to: of([null, admin.id, colleague.id]) })],
  [6, (_, id) => api.post(`/leads/${id}/call-attempts`, { note: 'No answer' })],
  [5, (_, id) => api.delete(`/leads/${id}`)],
  [4, (_, id) => api.post(`/leads/${id}/restore`, {})],
  [1, (_, id) => api.delete(`/leads/${id}?hard=true`)],
  [3, (_, id) => api.post(`/leads/${id}/notes`, { content: 'Called back', type: 'call' })],
  [3, (_, id) => api.post(`/leads/${id}/convert`, {})],
  [
    1,
    (random) =>
      api.post('/leads/bulk-action', { action: 'add_tags', tags: [`b${random.below(9)}`], ids: some(random) }),
  ],
  [1, (random) => api.post('/leads/bulk-action', { action: 'archive', ids: some(random) })],
  [1, (random) => api.post('/leads/bulk-action', { action: 'update', changes: fields(random), ids: some(random) })],
  [5, ({ of }) => api.post(`/events/${of(operations)}/undo`, {})],
]
const some = ({ of, below }: Random) => [...new Set(Array.from({ length: 1 + below(8) }, () => of(leads)))]

async function writer(random: Random, count: number): Promise<Answer[]> {
  const answers: Answer[] = []
  const weights = writes.reduce((sum, [weight]) => sum + weight, 0)
  while (answers.length < count) {
    let at = random.below(weights)
    const [, write] = writes.find(([weight]) => (at -= weight) < 0)!
    const answer = await write(random, random.of(leads))
    // Busy: somebody else holds the record too long. Nothing was written.
    assert.ok(answer.status < 500 || answer.status === 503, JSON.stringify(answer.body))
    if (answer.status >= 300) continue
    if (answer.headers.location) leads.push(answer.body.id)
    operations.push(String(answer.headers['x-operation-id']))
    answers.push(answer)
  }
  return answers
}

type Logged = Event & { actor_id: string | null; sequence: number | null }
const allEvents = async () =>
  (await sql<Logged>`select * from events where record_type <> 'job' order by record_id, record_version`.execute(db))
    .rows

test(`the events of ${WRITES} random writes tell every row, field by field`, async (t) => {
  const begun = randomOf(20_261_121)
  for (let i = 0; i < 20; i += 1)
    leads.push((await api.post('/leads', { last_name: 'First', ...fields(begun) })).body.id)
  operations.push(String((await api.post('/leads', { last_name: 'First' })).headers['x-operation-id']))
  const answers = await Promise.all(
    Array.from({ length: WRITERS }, (_, i) => writer(randomOf(i + 1), WRITES / WRITERS)),
  ).then((all) => all.flat())

  const events = await allEvents()
  const told = Map.groupBy(events, ({ record_type }) => record_type)
  t.diagnostic(`${answers.length} writes, ${events.length} events of ${[...told.keys()].join(', ')}`)
  assert.deepEqual([...told.keys()].toSorted(), ['account', 'activity', 'contact', 'lead', 'member', 'opportunity'])
  assert.ok(new Set(events.map(({ type }) => type)).size >= 12)

  for (const [record_type, { resource }] of rihla.platform.records) {
    // Jobs have no story of their own, and nothing happened here to teams and invitations.
    if (!told.has(record_type)) continue
    const { rows } = await sql<Row>`select * from ${sql.table(resource.name)}`.execute(db)
    const left = new Map(rows.map((row) => [row.id, row]))
    for (const [id, story] of Map.groupBy(told.get(record_type) ?? [], ({ record_id }) => record_id)) {
      const state: Record<string, unknown> = {}
      for (const [name, field] of loggedFields(resource)) state[name] = asLogged(blank(field))
      for (const [index, { record_version, type, changes }] of story.entries()) {
        assert.equal(record_version, index + 1, `${record_type} ${id}: its versions have no gap`)
        if (index > 0) assert.ok(story[index - 1]!.at < story[index]!.at, 'times go the way of the versions')
        assert.equal(type.endsWith('.created'), index === 0)
        if (!type.endsWith('.deleted')) assert.ok(index === 0 || Object.keys(changes).length, 'an event says something')
        for (const [name, [old, now]] of Object.entries(changes)) {
          if (index > 0) assert.deepEqual(old, state[name], `${record_type}.${name} in version ${record_version}`)
          assert.notDeepEqual(old, now)
          state[name] = now
        }
      }
      const row = left.get(id)
      left.delete(id)
      const [first, last] = [story[0]!, story.at(-1)!]
      assert.equal(row === undefined, last.type.endsWith('.deleted'))
      if (!row) continue
      const stored = Object.fromEntries(loggedFields(resource).map(([name]) => [name, asLogged(row[name])]))
      assert.deepEqual(stored, state)
      assert.equal(row.version, last.record_version)
      assert.deepEqual(row.created_at, first.at)
      // A member's row holds neither who made it nor when it changed last: the log alone knows.
      if (record_type !== 'member') assert.deepEqual([row.updated_at, row.created_by], [last.at, first.actor_id])
    }
    assert.deepEqual([...left.keys()], [], `every ${record_type} has its events`)
  }
})

test('what is derived follows the fields, whatever wrote them', async () => {
  const { leads: service } = await import('#modules/leads/service.ts')
  const { rows } = await sql<Row>`select * from leads`.execute(db)
  const ctx = await admin.ctx()
  for (const row of rows) {
    const derived = service.rules.derive!(row, ctx)
    assert.deepEqual(Object.fromEntries(Object.keys(derived).map((name) => [name, row[name]])), derived)
  }
})

test('a write that changes nothing has no event; one that fails has none either', async () => {
  const { body: lead } = await api.post('/leads', { last_name: 'Same', tags: ['vip'] })
  const count = async () => (await allEvents()).length
  const before = await count()
  const same = [
    await api.patch(`/leads/${lead.id}`, { last_name: 'Same', lead_score: undefined }),
    await api.patch(`/leads/${lead.id}`, {}),
    await api.post(`/leads/${lead.id}/tags`, { tags: ['VIP'] }),
    await api.put(`/leads/${lead.id}/stage`, { lead_status: 'new' }),
    await api.post(`/leads/${lead.id}/restore`, {}),
  ]
  for (const { status, body } of same)
    assert.deepEqual([status, body.version, body.updated_at], [200, 1, lead.updated_at])
  const failed = [
    await api.post('/leads', { id: lead.id, last_name: 'Twice' }),
    await api.patch(`/leads/${lead.id}`, { title: 'Stale', version: 9 }),
    await api.patch(`/leads/${lead.id}`, { contact_id: crypto.randomUUID() }),
    await api.post(`/leads/${lead.id}/convert`, { account: { id: crypto.randomUUID() } }),
    await api.patch(`/leads/${lead.id}`, { preferred_travel_date: '2027-02-01', return_date: '2027-01-01' }),
  ]
  for (const { status } of failed) assert.ok(status >= 400 && status < 500)
  assert.equal(await count(), before)
})

test('nobody changes the log: its own role may only number it', async () => {
  const ctx = await admin.ctx()
  const attempt = (statement: string) => transaction(ctx, (ctx) => sql.raw(statement).execute(ctx.db))
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = 'events'::regclass and attnum > 0 and not attisdropped`.execute(
    db,
  )
  const free = new Set(['sequence', 'published_at'])
  for (const { name } of rows) {
    const update = attempt(`update events set ${name} = ${name} where false`)
    if (free.has(name)) await update
    else await assert.rejects(update, { code: '42501' }, name)
  }
  const others = [
    'delete from events',
    'truncate events',
    `insert into events select * from events limit 1 on conflict (id) do update set note = 'other'`,
    `merge into events e using leads l on e.record_id = l.id when matched then delete`,
  ]
  for (const statement of others) await assert.rejects(attempt(statement), { code: '42501' }, statement)
})

test('the dispatcher numbers every event once, each record in order of its versions', async () => {
  await rihla.start()
  for (let events = await allEvents(); events.some(({ sequence }) => sequence === null); events = await allEvents())
    await sleep(50)
  const { rows } = await sql<{ sequence: number; record_id: string; record_version: number }>`
    select sequence, record_id, record_version from events order by sequence`.execute(db)
  assert.deepEqual(
    rows.map(({ sequence }) => sequence),
    rows.map((_, i) => i + 1),
  )
  const seen = new Map<string, number>()
  for (const { record_id, record_version } of rows) {
    assert.equal(record_version, (seen.get(record_id) ?? 0) + 1)
    seen.set(record_id, record_version)
  }
})
