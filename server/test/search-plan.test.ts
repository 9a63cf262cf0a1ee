// Search and deep pages of contacts go along the index that was made for them (`performance.md`, Search and Paging).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import type { Lanes } from '#platform/lanes.ts'
import { testDatabase } from './database.ts'
import { testTenant } from './tenant.ts'

const ROWS = 20_000
const { api, admin, person, team, tenant, rihla } = await testTenant()
const ctx = await admin.ctx()
await sql`
  insert into contacts (id, created_at, updated_at, version, first_name, last_name, email, tags, custom, search)
  select gen_random_uuid(), now() - i * interval '1 minute', now(), 1, first, last, mail, '{}', '{}',
    lower(first || ' ' || last || ' ' || coalesce(mail, ''))
  from generate_series(1, ${ROWS}) i, lateral (select
    (array['Amina','Youssef','Claire','Karim'])[1 + i % 4] as first,
    case when i % 1000 = 7 then 'Zouiten' else 'Person' || i end as last,
    case when i % 3 > 0 then 'mail' || i || '@example.com' end as mail) made`.execute(ctx.db)
const { admin: root } = await testDatabase()
const client = new pg.Client(root)
await client.connect()
await client.query(`vacuum analyze ${tenant.schema}.contacts`).finally(() => client.end())

type Plan = { 'Node Type': string; 'Index Name'?: string; 'Relation Name'?: string; Plans?: Plan[] }

/** Nodes of the plans of what a request asks of contacts. */
async function plansOf(path: string, as = api): Promise<string> {
  const { lanes } = rihla.platform
  const sent: Parameters<Lanes['readSlowly']>[0][] = []
  const { read, readSlowly } = lanes
  lanes.read = (statement, ...rest) => (sent.push(statement), read.call(lanes, statement, ...rest))
  lanes.readSlowly = (statement, ...rest) => (sent.push(statement), readSlowly.call(lanes, statement, ...rest))
  const { status } = await as.get(path).finally(() => Object.assign(lanes, { read, readSlowly }))
  assert.equal(status, 200)
  const told = (plan: Plan): string[] => [
    // A whole table that is read is named: of the few accounts there are here it is the quickest way.
    `${plan['Node Type']} ${plan['Index Name'] ?? (plan['Node Type'] === 'Seq Scan' ? plan['Relation Name'] : '')}`.trim(),
    ...(plan.Plans ?? []).flatMap(told),
  ]
  const about = sent.filter(({ text }) => /\bfrom "contacts"/.test(text) && !/^explain|count\(\*\) as total/.test(text))
  assert.ok(about.length, path)
  const plans = await Promise.all(
    about.map(async ({ text, values }) => {
      const { rows } = await lanes.readSlowly({ text: `explain (format json) ${text}`, values }, tenant)
      return told((rows[0] as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan).join(' > ')
    }),
  )
  return plans.join(' | ')
}

test('a search asks the trigram index, whatever it is sorted by', async (t) => {
  for (const more of ['', '&sort_by=last_name', '&sort_by=full_name&sort_order=desc', '&sort_by=email'])
    for (const q of ['zouiten', 'zouiten karim', 'mail777@', 'zouitne']) {
      const plan = await plansOf(`/contacts?search=${encodeURIComponent(q)}${more}`)
      t.diagnostic(`${q}${more}: ${plan}`)
      assert.match(plan, /contacts_search_idx/, `${q}${more}`)
      assert.doesNotMatch(
        plan,
        /Seq Scan contacts|last_name_idx|full_name_idx|email_order_idx|created_at_idx/,
        `${q}${more}`,
      )
    }
})

test('the one box asks it too', async () => {
  for (const q of ['zouiten', 'karim zouiten', 'zouitne']) {
    const plan = await plansOf(`/search?types=contact&q=${encodeURIComponent(q)}`)
    assert.match(plan, /contacts_search_idx/, q)
    assert.doesNotMatch(plan, /Seq Scan contacts/, q)
  }
})

test('so do those who find by what they may read of it alone', async () => {
  const agent = await person('agent', await team())
  for (const path of [
    '/contacts?search=zouiten',
    '/contacts?search=zouiten%20karim',
    '/search?types=contact&q=zouiten',
  ]) {
    const plan = await plansOf(path, agent.api)
    assert.match(plan, /contacts_search_idx/, path)
    assert.doesNotMatch(plan, /Seq Scan contacts/, path)
  }
})

test('a page goes on along the index of its sort, in both directions and past empty values', async () => {
  for (const [sort, index] of [
    ['created_at', 'contacts_created_at_idx'],
    ['updated_at', 'contacts_updated_at_idx'],
    ['last_name', 'contacts_last_name_idx'],
    ['first_name', 'contacts_first_name_idx'],
    ['full_name', 'contacts_full_name_idx'],
    ['email', 'contacts_email_order_idx'],
  ])
    for (const direction of ['asc', 'desc']) {
      const path = `/contacts?sort_by=${sort}&sort_order=${direction}&page_size=50`
      const { next_cursor } = (await api.get(path)).body
      const plan = await plansOf(`${path}&cursor=${next_cursor}`)
      assert.match(plan, new RegExp(`Index Scan ${index}`), `${sort} ${direction}: ${plan}`)
      assert.doesNotMatch(plan, /Sort|Seq Scan/, `${sort} ${direction}: ${plan}`)
    }
})

test('by name a list can be sought', async () => {
  for (const [sort, from, first] of [
    ['last_name', 'Z', 'Zouiten'],
    ['full_name', 'Karim Z', 'Zouiten'],
  ] as const) {
    const { body } = await api.get(`/contacts?sort_by=${sort}&seek=${encodeURIComponent(from)}&page_size=1`)
    assert.equal(body.items[0].last_name, first, sort)
  }
})

test('by e-mail each contact comes once, those without one last', async () => {
  const seen = new Set<string>()
  let last: string | null = ''
  for (let cursor: string | null | undefined; cursor !== null;) {
    const path = `/contacts?sort_by=email&sort_order=desc&page_size=200${cursor ? `&cursor=${cursor}` : ''}`
    const { body } = await api.get(path)
    for (const { id, email } of body.items) {
      seen.add(id)
      assert.ok(last !== null || email === null)
      last = email
    }
    cursor = body.next_cursor
  }
  assert.equal(seen.size, ROWS)
})
