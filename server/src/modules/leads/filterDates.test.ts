import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testTenant } from '#test/tenant.ts'

const { api, admin, tenant, newRihlaTenant } = await testTenant()

/** Day `n` days from today in the tenant's zone. */
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: tenant.timezone }).format()
const day = (n: number) => new Date(Date.parse(`${today}T12:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10)
const at = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString()

const LEADS = {
  amina: { first_name: 'Amina', preferred_travel_date: day(30), next_follow_up: at(-1) },
  bruno: { first_name: 'Bruno', preferred_travel_date: day(100), next_follow_up: at(5) },
  empty: { title: 'Nothing else is known' },
}
const ids: Record<string, string> = {}
for (const [name, lead] of Object.entries(LEADS)) ids[name] = (await api.post('/leads', lead)).body.id
// Long ago, half an hour before a midnight of UTC.
const { db } = await admin.ctx()
await sql`update leads set created_at = '2025-03-09T23:30:00+00' where id = ${ids.bruno}`.execute(db)

const nameOf = Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name]))
const listed = async (query: string): Promise<string> => {
  const { status, body } = await api.get(`/leads?sort_by=full_name&${query}`)
  assert.equal(status, 200, `${query}: ${JSON.stringify(body)}`)
  return body.items.map(({ id }: { id: string }) => nameOf[id]).join(' ')
}

const both = 'amina bruno'
const all = 'amina bruno empty'
const CASES: [query: string, found: string][] = [
  [`preferred_travel_date=${day(30)}`, 'amina'],
  ['preferred_travel_date=%2B30d,%2B100d', both],
  [`preferred_travel_date_from=${day(31)}`, 'bruno'],
  [`preferred_travel_date_to=${day(30)}`, 'amina'],
  ['preferred_travel_date_from=%2B31d', 'bruno'],
  ['preferred_travel_date_from=today&preferred_travel_date_to=%2B90d', 'amina'],
  ['preferred_travel_date_empty=true', 'empty'],
  ['next_follow_up_to=today', 'amina'],
  ['next_follow_up_from=today', 'bruno'],
  ['created_at_from=-7d', 'amina empty'],
  ['created_at_to=-1d', 'bruno'],
  ['created_at_from=2025-03-09&created_at_to=2025-03-09', 'bruno'],
  ['created_at_from=2025-03-09T23:30:00Z&created_at_to=2025-03-09T23:30:00Z', 'bruno'],
  ['created_at_from=2025-03-09T23:30:00.001Z&created_at_to=2025-03-10', ''],
  ['created_at_from=2025-03-09T23:30:00&created_at_to=2025-03-09T23:30:00.123456', 'bruno'],
  ['created_at_from=2025-03-10T00:30:00%2B01:00&created_at_to=2025-03-10T00:30:00%2B0100', 'bruno'],
  ['updated_at_from=today', all],
  ['archived_at_empty=true', all],
]
test('from and to include their days, and may be relative', async () => {
  for (const [query, found] of CASES) assert.equal(await listed(query), found, query)
})

test('named ranges are of the creation, in the zone of the tenant', async () => {
  for (const range of ['today', 'this_week', 'this_month', 'this_quarter', 'this_year', 'last_7_days', 'last_90_days'])
    assert.equal(await listed(`date_range=${range}`), 'amina empty', range)
  for (const range of ['yesterday', 'last_week', 'last_month', 'last_quarter', 'last_30_days'])
    assert.equal(await listed(`date_range=${range}`), range === 'last_30_days' ? 'amina empty' : '', range)
  const year = new Date().getFullYear()
  assert.equal(await listed('date_range=last_year'), year === 2026 ? 'bruno' : '')
})

test('the edge of a day is midnight where the tenant is, on the day its clocks change too', async () => {
  const paris = await newRihlaTenant({ timezone: 'Europe/Paris' })
  const { api, ctx } = await paris.person('admin')
  const { db } = await ctx()
  const { body: lead } = await api.post('/leads', { last_name: 'Sunday' })
  // 23 hours long: 29 March 2026.
  const instants: [at: string, on: boolean][] = [
    ['2026-03-28T22:59:59.999Z', false],
    ['2026-03-28T23:00:00Z', true],
    ['2026-03-29T21:59:59.999Z', true],
    ['2026-03-29T22:00:00Z', false],
  ]
  for (const [at, on] of instants) {
    await sql`update leads set created_at = ${at} where id = ${lead.id}`.execute(db)
    const { body } = await api.get('/leads?created_at_from=2026-03-29&created_at_to=2026-03-29')
    assert.equal(body.total, on ? 1 : 0, at)
  }
  await api.patch(`/leads/${lead.id}`, { preferred_travel_date: '2026-03-29' })
  for (const [at, on] of instants) {
    const { body } = await api.get(`/leads?preferred_travel_date=${at}`)
    assert.equal(body.total, on ? 1 : 0, `the day of ${at}`)
  }
})
