// What was exported and comes back changes nothing; in an empty workspace it makes the same records.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { check, run } from '#test/importing.ts'
import { testRihla } from '#test/tenant.ts'

const { rihla, tenant } = await testRihla({ alone: true })
await rihla.start()
const made = await tenant()
const { api, token } = await made.person('admin')

const odd = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        "'",
        '"',
        ';',
        ',',
        '\t',
        '\n',
        '\r\n',
        '|',
        '؛',
        '،',
        'é',
        'ق',
        '1',
        '2,5',
        '[',
        ']',
        '{',
        '_x0041_',
        ' ',
        '*',
        ':::',
        'null',
        'true',
      ),
      { minLength: 1, maxLength: 8 },
    )
    .map((parts) => parts.join('')),
)
const text = odd.map((value) => value.replaceAll('\0', '').toWellFormed().trim()).filter(Boolean)
const tags = fc.uniqueArray(text.map((value) => value.slice(0, 60).trim()).filter(Boolean), {
  maxLength: 4,
  selector: (value) => value.toLowerCase(),
})
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

async function file(path: string): Promise<Buffer> {
  const { rawPayload, statusCode } = await rihla.app.inject({
    url: `/api/v1/tenants/${made.tenant.id}${path}`,
    headers: { authorization: `Bearer ${token}` },
  })
  assert.equal(statusCode, 200)
  return rawPayload
}
