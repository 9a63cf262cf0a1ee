// Filters on fields of one's own ask an index, and find what they would find without it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import pg from 'pg'
import type { Lanes } from '#platform/lanes.ts'
import { testDatabase } from './database.ts'
import { testTenant } from './tenant.ts'

const ROWS = 20_000
const { api, admin, tenant, rihla } = await testTenant()
const define = async (label: string, type: string, more: object = {}) => {
  const { status, body } = await api.post('/custom-fields', { record_type: 'contact', label, type, ...more })
  assert.equal(status, 201, JSON.stringify(body))
  return body as { key: string; options: { value: string }[] }
}
const badge = await define('Badge', 'text')
const level = await define('Level', 'choice', { options: [{ label: 'Alpha' }, { label: 'Beta' }, { label: 'Rare' }] })
const mail = await define('Second mail', 'email')
const [alpha, beta, rare] = level.options.map(({ value }) => value)
const { db } = await admin.ctx()
await sql`
  insert into contacts (id, created_at, updated_at, version, first_name, last_name, tags, custom, search)
  select gen_random_uuid(), now() - i * interval '1 minute', now(), 1, 'Amina', 'Person' || i, '{}',
    jsonb_build_object(${badge.key}::text, 'Badge ' || i, ${mail.key}::text, 'Mail' || i || '@Example.com', ${level.key}::text,
      case when i % 5000 = 7 then ${rare}::text when i % 2 = 0 then ${alpha}::text else ${beta}::text end),
    'amina person' || i || ' badge ' || i || ' mail' || i || '@example.com'
  from generate_series(1, ${ROWS}) i`.execute(db)
const { admin: root } = await testDatabase()
const client = new pg.Client(root)
await client.connect()
await client.query(`vacuum analyze ${tenant.schema}.contacts`).finally(() => client.end())

type Plan = { 'Node Type': string; 'Index Name'?: string; Plans?: Plan[] }
const told = (plan: Plan): string[] => [
  `${plan['Node Type']} ${plan['Index Name'] ?? ''}`.trim(),
  ...(plan.Plans ?? []).flatMap(told),
]

/** The plans of what a list asks of contacts. */
async function plansOf(path: string): Promise<string> {
  const { lanes } = rihla.platform
  const sent: Parameters<Lanes['readSlowly']>[0][] = []
  const { read, readSlowly } = lanes
  lanes.read = (statement, ...rest) => (sent.push(statement), read.call(lanes, statement, ...rest))
  lanes.readSlowly = (statement, ...rest) => (sent.push(statement), readSlowly.call(lanes, statement, ...rest))
  const { status, body } = await api.get(path).finally(() => Object.assign(lanes, { read, readSlowly }))
  assert.equal(status, 200, JSON.stringify(body))
  const about = sent.filter(({ text }) => /\bfrom "contacts"/.test(text))
  assert.ok(about.length, path)
  const plans = about.map(async ({ text, values }) => {
    const { rows } = await lanes.readSlowly({ text: `explain (format json) ${text}`, values }, tenant)
    return told((rows[0] as { 'QUERY PLAN': [{ Plan: Plan }] })['QUERY PLAN'][0].Plan).join(' > ')
  })
  return (await Promise.all(plans)).join(' | ')
}

test('texts ask the trigram index, choices the one on custom', async (t) => {
  for (const [path, index] of [
    [`custom.${badge.key}=BADGE%20777`, 'contacts_search_idx'],
    [`custom.${badge.key}=badge%20777,badge%20778`, 'contacts_search_idx'],
    [`custom.${badge.key}_contains=adge%20777`, 'contacts_search_idx'],
    [`custom.${mail.key}=mail777@example.com&sort_by=last_name`, 'contacts_search_idx'],
    [`custom.${level.key}=${rare}`, 'contacts_custom_idx'],
  ] as const) {
    const plan = await plansOf(`/contacts?${path}`)
    t.diagnostic(`${path}: ${plan}`)
    assert.match(plan, new RegExp(index), path)
    assert.doesNotMatch(plan, /Seq Scan/, path)
  }
})

test('they find what comparing every value finds', async () => {
  const texts = [
    'Straße',
    'STRASSE',
    'ΟΔΟΣ',
    'οδος',
    'İstanbul',
    'istanbul',
    'Ünïted',
    'a  b c',
    '100%_x',
    'فُنْدُق',
    '١٢٣٤',
    'ﬁlm',
  ]
  const field = await define('Anything', 'text')
  const filter = (value: string, operator = '') =>
    `/contacts?custom.${field.key}${operator}=${encodeURIComponent(value)}&page_size=200`
  for (const text of texts) {
    const body = { first_name: 'T', last_name: 'T', custom: { [field.key]: text } }
    const answer = await api.post('/contacts?allow_duplicate=true', body)
    assert.equal(answer.status, 201)
  }
  const found = async (path: string) => {
    const { status, body } = await api.get(path)
    assert.equal(status, 200, path)
    return new Set(body.items.map(({ id }: { id: string }) => id))
  }
  const column = sql`(custom ->> ${field.key}::text) collate "und-x-icu"`
  const truth = async (condition: ReturnType<typeof sql>) => {
    const { rows } = await sql<{ id: string }>`select id from contacts where ${condition}`.execute(db)
    return new Set(rows.map(({ id }) => id))
  }
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...texts),
      fc.nat(6),
      fc.nat(12),
      fc.boolean(),
      async (text, from, length, upper) => {
        const part = text.slice(from % text.length, (from % text.length) + 1 + length)
        for (const value of [upper ? text.toUpperCase() : text, part].filter((one) => one.trim() === one && one)) {
          const escaped = `%${value.replace(/[\\%_]/g, '\\$&')}%`
          assert.deepEqual(
            await found(filter(value)),
            await truth(sql`lower(${column}) = ${value.toLowerCase()}`),
            value,
          )
          assert.deepEqual(await found(filter(value, '_contains')), await truth(sql`${column} ilike ${escaped}`), value)
        }
      },
    ),
    { numRuns: 60, seed: 4 },
  )
})
