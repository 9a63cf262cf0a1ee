// What was exported and comes back changes nothing; in an empty workspace it makes the same records.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { awkward as text, awkwardList as tags } from '#test/awkward.ts'
import { check, run } from '#test/importing.ts'
import { testRihla } from '#test/tenant.ts'

const { rihla, tenant } = await testRihla({ alone: true })
await rihla.start()
const made = await tenant()
const { api, token } = await made.person('admin')

const lead = fc.record(
  {
    last_name: text,
    description: text,
    company_name: text,
    city: text,
    tags,
    destinations: tags,
    estimated_value: fc.integer({ min: 0, max: 99_999_999 }).map((cents) => cents / 100),
    number_of_travelers: fc.integer({ min: 1, max: 200 }),
    conversion_probability: fc.constantFrom(0, 0.125, 0.5, 1),
    phone: fc.constantFrom('0661-23 45 67', '00212661234567', '+212 661 234567', '(0661) 234.567', '-0661234567'),
    preferred_travel_date: fc.constantFrom('2026-01-02', '2026-12-31'),
    next_follow_up: fc.constantFrom('2026-01-02T03:04:05.678Z'),
    lead_status: fc.constantFrom('new', 'lost', 'won'),
  },
  { requiredKeys: ['last_name'] },
)

const omitted = new Set([
  'tenant_id',
  'created_at',
  'updated_at',
  'version',
  'days_since_created',
  'created_by',
  'assigned_to',
])
const kept = (record: object) => Object.fromEntries(Object.entries(record).filter(([name]) => !omitted.has(name)))

for (const format of ['csv', 'xlsx'])
  test(`a ${format} export of awkward texts comes back as it went`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(lead, { minLength: 1, maxLength: 12 }), async (leads) => {
        const campaign = `c${Math.random()}`
        for (const one of leads) {
          const { status, body } = await api.post('/leads', { ...one, campaign })
          assert.equal(status, 201, JSON.stringify(body))
        }
        const exported = await file(`/leads/export?campaign=${campaign}&format=${format}`)
        const same = await check(api, 'lead', exported, { name: `leads.${format}` })
        const unchanged = { create: 0, update: 0, unchanged: leads.length, skip: 0, error: 0 }
        const { body } = await api.get(`/imports/${same.id}/faults`)
        assert.deepEqual([same.source, same.counts], ['rihla', unchanged], JSON.stringify(body.items))
        const other = await tenant().then((made) => made.person('admin'))
        const there = await run(other.api, 'lead', exported, {
          columns: same.columns
            .filter(({ field }) => field === 'assigned_to')
            .map(({ index }) => ({ index, field: null })),
        })
        assert.equal(there.counts!.create, leads.length)
        const list = '/leads?sort_by=created_at&page_size=50&campaign='
        const [before, after] = [await api.get(list + campaign), await other.api.get(list + campaign)]
        const byId = (items: any[]) => items.map(kept).toSorted((a, b) => (a.id < b.id ? -1 : 1))
        assert.deepEqual(byId(after.body.items), byId(before.body.items))
      }),
      { numRuns: 6 },
    )
  })

test('what rules made of a record is not taken for somebody’s word when it comes back', async () => {
  const done = async (answer: ReturnType<typeof api.post>) => {
    const { status, body } = await answer
    assert.ok(status < 300, JSON.stringify(body))
    return body
  }
  const account = await done(api.post('/accounts', { name: 'Loyal Dunes' }))
  const sale = (amount: number) =>
    done(api.post('/opportunities', { name: 'Trip', account_id: account.id, amount, stage: 'won' }))
  await sale(60_000)
  const lead = await done(api.post('/leads', { last_name: 'Followed' }))
  const accounts = await file('/accounts/export?columns=id,name,loyalty_status,loyalty_locked&name=Loyal Dunes')
  const leads = await file('/leads/export?columns=id,last_name,lead_score,score_locked&last_name=Followed')
  await sale(100_000)
  const { lead_score } = await done(api.patch(`/leads/${lead.id}`, { tags: ['urgent'] }))
  assert.notEqual(lead_score, lead.lead_score)
  const unchanged = { create: 0, update: 0, unchanged: 1, skip: 0, error: 0 }
  assert.deepEqual((await run(api, 'account', accounts)).counts, unchanged)
  assert.deepEqual((await run(api, 'lead', leads)).counts, unchanged)
  const loyal = (await api.get(`/accounts/${account.id}`)).body
  assert.deepEqual([loyal.loyalty_status, loyal.loyalty_locked], ['gold', false])
  const scored = (await api.get(`/leads/${lead.id}`)).body
  assert.deepEqual([scored.lead_score, scored.score_locked], [lead_score, false])
})

async function file(path: string): Promise<Buffer> {
  const { rawPayload, statusCode } = await rihla.app.inject({
    url: `/api/v1/tenants/${made.tenant.id}${path}`,
    headers: { authorization: `Bearer ${token}` },
  })
  assert.equal(statusCode, 200)
  return rawPayload
}
