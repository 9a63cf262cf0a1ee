import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { LEAD_SOURCES, LEAD_STATUSES, leadResource } from '@rihla/contracts/leads.ts'
import { recordFields } from '@rihla/contracts/recordFields.ts'
import { resource } from '@rihla/contracts/resource.ts'
import { leadQueries } from '#modules/leads/queries.ts'
import { leads as service } from '#modules/leads/service.ts'
import type { Lanes } from '#platform/lanes.ts'
import { recordQueries } from '#platform/recordQueries.ts'
import { testDatabase } from '#test/database.ts'
import { testTenant } from '#test/tenant.ts'

const ROWS = 10_000
/** Leads that are changed while others read. */
const BUSY = 100
const DAY = 86_400_000

const { api, admin, person, tenant, rihla } = await testTenant()
const agent = await person('agent')
const ctx = await admin.ctx()

/** The i-th of ten thousand: every value is shared by many, every optional one is missing in some. */
function leadRow(i: number): Record<string, unknown> {
  const often = <T>(value: T) => (i % 4 === 3 ? null : value)
  const one = <T>(list: readonly T[], step = 1): T => list[Math.floor(i / step) % list.length]!
  const row: Record<string, unknown> = {
    id: crypto.randomUUID(),
    created_at: new Date(ctx.now.getTime() - (i % 300) * DAY - (i % 997) * 60_000),
    updated_at: new Date(ctx.now.getTime() - (i % 500) * 60_000),
    created_by: one([admin.id, agent.id]),
    archived_at: null,
    version: 1 + (i % 5),
    first_name: often(one(['Amina', 'Élodie', 'سعيد', 'John', 'zoë'])),
    last_name: one(['Benali', 'Martin', 'الإدريسي', 'Öz', 'benali', 'Tazi'], 3),
    title: often(`Trip ${i % 50}`),
    job_title: often(`Job ${i % 9}`),
    email: often(`person${i % 2500}@${one(['riad.example', 'gmail.com'])}`),
    phone: often(`06${String(10_000_000 + (i % 3000))}`),
    mobile: i % 5 ? null : `+2126${String(20_000_000 + i)}`,
    website: often(`https://site${i % 20}.example`),
    country: often(one(['MA', 'FR', 'ES'])),
    city: often(one(['Fès', 'Marrakech', 'Agadir', 'الرباط'])),
    language: often(one(['ar', 'fr', 'en'])),
    company_name: i % 3 ? null : `Company ${i % 800}`,
    // One in fifty is proposal, one in five hundred negotiation.
    lead_status: i % 500 === 1 ? 'negotiation' : i % 50 === 2 ? 'proposal' : one(LEAD_STATUSES.slice(0, 4), 7),
    lead_source: often(one(LEAD_SOURCES)),
    campaign: often(`Campaign ${i % 12}`),
    interest_level: often(one(['low', 'medium', 'high', 'urgent'])),
    travel_interests: [],
    destinations: [],
    preferred_travel_date: often(`2027-0${1 + (i % 9)}-15`),
    return_date: null,
    number_of_travelers: often(1 + (i % 8)),
    budget_level: often(one(['economy', 'luxury'])),
    estimated_value: often((i % 400) * 100.25),
    currency: often(one(['MAD', 'EUR'])),
    lead_score: i % 101,
    score_locked: i % 2 === 0,
    conversion_probability: often((i % 11) / 11),
    expected_close_date: often(`2026-1${i % 3}-20`),
    last_contact_date: often(new Date(ctx.now.getTime() - (i % 90) * DAY - (i % 991) * 60_000)),
    next_follow_up: often(new Date(ctx.now.getTime() + (i % 60) * DAY)),
    call_attempts: i % 6,
    lost_reason: i % 9 ? null : `Reason ${i % 3}`,
    assigned_to: i % 4 === 1 ? null : one([admin.id, agent.id], 5),
    tags: i % 10 ? [] : ['vip'],
    tags_folded: i % 10 ? [] : ['vip'],
    custom: {},
  }
  return { ...row, ...service.rules.derive!(row, ctx) }
}

const ids: string[] = []
for (let start = 0; start < ROWS; start += 1000) {
  const rows = Array.from({ length: 1000 }, (_, i) => leadRow(start + i))
  ids.push(...rows.map(({ id }) => id as string))
  await sql`insert into leads select * from jsonb_populate_recordset(null::leads, ${JSON.stringify(rows)}::jsonb)`.execute(
    ctx.db,
  )
}
const busy = new Set(ids.filter((_, i) => i % (ROWS / BUSY) === 0))

/** Leads come in and others are changed until `work` is done. */
async function underWrites<T>(work: () => Promise<T>): Promise<{ result: T; writes: number }> {
  let writes = 0
  let done = false
  const write = async (count: number) => {
    const made = await api.post('/leads', {
      last_name: 'New',
      lead_score: count % 101,
      city: 'Fès',
      lead_status: 'lost',
    })
    assert.equal(made.status, 201)
    const changed = await api.patch(`/leads/${[...busy][count % BUSY]}`, { description: `${count}` })
    assert.equal(changed.status, 200)
  }
  const writer = async () => {
    for (; !done; writes += 2) {
      await write(writes)
      await sleep(5)
    }
  }
  const writing = Promise.all([writer(), writer()])
  const result = await work().finally(() => {
    done = true
    return writing
  })
  return { result, writes }
}

type Page = { items: { id: string }[]; next_cursor: string | null; total: number }
async function walk(read: (cursor: string | undefined) => Promise<Page>): Promise<string[]> {
  const seen: string[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page: Page = await read(cursor)
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.next_cursor
  }
  return seen
}

/** Every lead that was there is seen once; one that came meanwhile at most once. */
function expectEachOnce(seen: string[], told: string, except: ReadonlySet<string> = new Set()) {
  const counted = new Map<string, number>()
  for (const id of seen) counted.set(id, (counted.get(id) ?? 0) + 1)
  const there = new Set(ids)
  const wrong = [...ids, ...counted.keys()].filter((id) => {
    const count = counted.get(id) ?? 0
    return !except.has(id) && (there.has(id) ? count !== 1 : count > 1)
  })
  assert.equal(wrong.length, 0, `${told}: ${wrong.length} leads are seen not at all or twice, such as ${wrong[0]}`)
}

test('walking 10,000 leads over HTTP while others write shows each once', async (t) => {
  const walks = [
    '',
    'sort_by=lead_score&sort_order=desc&',
    'sort_by=last_name&',
    'sort_by=lead_status&sort_order=desc&',
  ]
  const { result, writes } = await underWrites(async () => {
    const seen: string[][] = []
    for (const sort of walks)
      seen.push(
        await walk(async (cursor) => {
          const { status, body } = await api.get(`/leads?${sort}take=200${cursor ? `&cursor=${cursor}` : ''}`)
          assert.equal(status, 200, JSON.stringify(body))
          return body
        }),
      )
    return seen
  })
  t.diagnostic(`${writes} writes meanwhile`)
  assert.ok(writes > 50)
  for (const [i, seen] of result.entries()) expectEachOnce(seen, walks[i]!)
})

/** Lists of leads that read little besides the field they are sorted by: fifty columns a row would be most of the work. */
const thinQueries = (sort: string) =>
  recordQueries(
    resource({
      name: 'leads',
      record_type: 'lead',
      fields: { ...recordFields, [sort]: leadResource.fields[sort as 'city'] } as typeof recordFields,
    }),
  )

test('so does every sort, in both directions', async (t) => {
  const moving = new Set(['updated_at', 'version'])
  const { writes } = await underWrites(async () => {
    for (const sort_by of leadResource.sorts)
      for (const sort_order of ['asc', 'desc']) {
        // Two pages are hours apart, as far as the leads know.
        let now = ctx.now.getTime() - 200 * DAY
        const { list } = leadResource.fields[sort_by as 'city'].computed ? leadQueries : thinQueries(sort_by)
        const seen = await walk(async (cursor) => {
          const query = { sort_by, sort_order, take: 1999, ...(cursor && { cursor }) }
          return list({ ...ctx, now: new Date((now += 5 * 3_600_000)) }, query)
        })
        expectEachOnce(seen, `${sort_by} ${sort_order}`, moving.has(sort_by) ? busy : undefined)
      }
  })
  t.diagnostic(`${leadResource.sorts.length} sorts, ${writes} writes meanwhile`)
})

test('page, skip and cursor agree while nobody writes', async () => {
  const take = 199
  for (const sort of ['', 'sort_by=city&sort_order=desc&', 'sort_by=estimated_value&', 'lead_status=qualified,lost&']) {
    const get = async (rest: string) => (await api.get(`/leads?${sort}${rest}`)).body
    const { total, total_is_estimate: estimated } = await get('count=exact&take=1')
    assert.equal(estimated, undefined)
    const whole = await walk((cursor) => get(`take=${take}${cursor ? `&cursor=${cursor}` : ''}`))
    assert.equal(whole.length, total)
    assert.equal(new Set(whole).size, total)
    const pages = Math.ceil(total / take)
    for (const page of [1, 2, Math.ceil(pages / 2), pages]) {
      const start = (page - 1) * take
      const expected = whole.slice(start, start + take)
      const answers = [await get(`page=${page}&page_size=${take}`), await get(`skip=${start}&take=${take}`)]
      for (const { items } of answers)
        assert.deepEqual(
          items.map(({ id }: { id: string }) => id),
          expected,
        )
      assert.equal(answers[0].next_cursor === null, page === pages)
    }
    assert.deepEqual((await get(`page=${pages + 1}&page_size=${take}`)).items, [])
  }
})

type Plan = { 'Node Type': string; 'Index Name'?: string; 'Relation Name'?: string; Plans?: Plan[]; Filter?: string }

/** The plans of the statements that `ask` sends, as PostgreSQL makes them for these values. */
async function plansOf(ask: () => Promise<unknown>): Promise<Plan[][]> {
  const { lanes } = rihla.platform
  const sent: Parameters<Lanes['readSlowly']>[0][] = []
  const { read, readSlowly } = lanes
  lanes.read = (statement, ...rest) => (sent.push(statement), read.call(lanes, statement, ...rest))
  lanes.readSlowly = (statement, ...rest) => (sent.push(statement), readSlowly.call(lanes, statement, ...rest))
  try {
    await ask()
  } finally {
    Object.assign(lanes, { read, readSlowly })
  }
  const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]
  // What was asked of the planner itself has no plan.
  const about = sent.filter(({ text }) => /\bfrom "leads"/.test(text) && !text.startsWith('explain'))
  assert.ok(about.length)
  return Promise.all(
    about.map(async ({ text, values }) => {
      const { rows } = await lanes.readSlowly({ text: `explain (format json) ${text}`, values }, tenant)
      return nodes((rows[0] as { 'QUERY PLAN': { Plan: Plan }[] })['QUERY PLAN'][0]!.Plan)
    }),
  )
}
const told = (plan: Plan[]) => plan.map((node) => `${node['Node Type']} ${node['Index Name'] ?? ''}`.trim()).join(' > ')

test('lists and search use their indexes at more than 10,000 leads', async (t) => {
  const { admin: root } = await testDatabase()
  const client = new pg.Client(root)
  await client.connect()
  await client.query(`vacuum analyze ${tenant.schema}.leads`).finally(() => client.end())

  const cases: [query: string, rows: RegExp, not?: RegExp][] = [
    ['', /Index Scan leads_created_at_idx/, /Sort|Seq Scan/],
    ['cursor', /Index Scan leads_created_at_idx/, /Sort|Seq Scan/],
    ['lead_status=negotiation', /leads_lead_status_idx/, /Seq Scan|leads_created_at_idx/],
    ['lead_status=new', /leads_(lead_status|created_at)_idx/, /Seq Scan/],
    ['lead_status=negotiation,proposal', /leads_lead_status_idx|leads_created_at_idx/, /Seq Scan/],
    ['assigned_to=me', /leads_(assigned_to|created_at)_idx/, /Seq Scan/],
    ['email=person7@riad.example', /leads_email_idx/, /Seq Scan/],
    ['search=person1234', /leads_search_idx/, /created_at_idx|Seq Scan/],
    ['search=0610001234', /leads_search_idx/, /created_at_idx|Seq Scan/],
    ['search=nobody', /leads_search_idx/, /created_at_idx|Seq Scan/],
    ['search=company+555', /leads_search_idx/, /created_at_idx|Seq Scan/],
    ['search=tazi+person1234', /leads_search_idx/, /created_at_idx|Seq Scan/],
    ['search=person1234&sort_by=last_name', /leads_search_idx/, /Seq Scan/],
    ['search=nobody&lead_status=new', /leads_search_idx/, /created_at_idx|Seq Scan/],
  ]
  const failed: string[] = []
  for (const [asked, wanted, unwanted] of cases) {
    const { body } = await api.get('/leads?take=20')
    const query = asked === 'cursor' ? `cursor=${body.next_cursor}` : asked
    const plans = await plansOf(() => api.get(`/leads?${query}`))
    const list = plans.find((plan) => plan[0]!['Node Type'] === 'Limit') ?? plans[0]!
    const text = told(list)
    t.diagnostic(`${asked || 'all'}: ${plans.map(told).join('  |  ')}`)
    if (!wanted.test(text) || unwanted?.test(text)) failed.push(`${asked || 'all'}: ${text}`)
  }
  assert.deepEqual(failed, [])
})
