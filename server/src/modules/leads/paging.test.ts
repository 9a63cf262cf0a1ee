import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leadResource } from '@rihla/contracts/leads.ts'
import { testTenant } from '#test/tenant.ts'

const { api, admin } = await testTenant()
type Items = { items: { id: string }[]; next_cursor: string | null; total: number }
const ids = (body: Items): string[] => body.items.map(({ id }) => id)

const names = ['Zoé', 'amina', 'Élodie', 'zoe', 'Bruno', 'سعيد', 'أمينة', 'Amina']
const statuses = ['lost', 'new', 'won', 'contacted', 'new', 'proposal', 'callback', 'new']
const days = ['2026-01-01', '2026-05-05', '2026-03-03']
for (let i = 0; i < 24; i += 1) {
  const often = i % 3 !== 0
  await api.post('/leads', {
    last_name: names[i % names.length],
    ...(often && {
      first_name: `F${i % 4}`,
      title: names[(i * 5) % names.length],
      job_title: `J${i % 5}`,
      email: `p${i % 6}@x.example`,
      phone: `06${String(10_000_000 + (i % 7))}`,
      mobile: `07${String(10_000_000 + (i % 2))}`,
      country: ['MA', 'FR', 'AE'][i % 3],
      city: names[(i * 3) % names.length],
      company_name: `Co ${i % 4}`,
      lead_source: ['website', 'other', 'facebook'][i % 3],
      interest_level: ['high', 'low', 'urgent', 'medium'][i % 4],
      budget_level: ['luxury', 'economy'][i % 2],
      preferred_travel_date: days[i % 3],
      next_follow_up: `2026-0${1 + (i % 4)}-01T10:00:00.123Z`,
      estimated_value: (i % 5) * 1000.25,
      currency: ['MAD', 'EUR'][i % 2],
      number_of_travelers: 1 + (i % 4),
      conversion_probability: (i % 4) / 7,
      lost_reason: `r${i % 2}`,
    }),
    lead_status: statuses[i % statuses.length],
    lead_score: (i * 13) % 101,
    assigned_to: i % 4 === 0 ? null : admin.id,
  })
}
const { body: everything } = await api.get('/leads?page_size=200')

/** Empty values last in both directions, and every value in its order. */
function inOrder(items: Record<string, any>[], field: string, descending: boolean) {
  const declared = leadResource.fields[field as 'lead_status'] as { kind: string; values?: readonly string[] }
  const collator = new Intl.Collator('und')
  const compare = (a: any, b: any): number => {
    if (declared.values) return declared.values.indexOf(a) - declared.values.indexOf(b)
    if (typeof a !== 'string') return Number(a) - Number(b)
    const latin = [
      'email',
      'phone',
      'phone_e164',
      'mobile',
      'mobile_e164',
      'country',
      'currency',
      'assigned_to',
      'created_by',
    ]
    return latin.includes(field) || declared.kind !== 'text' ? (a < b ? -1 : a > b ? 1 : 0) : collator.compare(a, b)
  }
  items.slice(1).forEach((item, i) => {
    const [a, b] = [items[i]![field], item[field]]
    if (b === null) return
    assert.notEqual(a, null, `${field}: an empty value before ${b}`)
    const order = compare(a, b) * (descending ? -1 : 1)
    assert.ok(order <= 0, `${field} ${descending ? 'desc' : 'asc'}: ${a} before ${b}`)
  })
}

test('every sort, in both directions, walked by cursor, gives each lead once and in order', async () => {
  assert.equal(everything.total, 24)
  for (const field of leadResource.sorts)
    for (const order of ['asc', 'desc']) {
      const items: any[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const { status, body } = await api.get(
          `/leads?sort_by=${field}&sort_order=${order}&page_size=13&cursor=${cursor}`,
        )
        assert.equal(status, 200, `${field} ${JSON.stringify(body)}`)
        assert.equal(body.total, 24)
        items.push(...body.items)
        cursor = body.next_cursor
      }
      assert.equal(new Set(items.map(({ id }) => id)).size, 24, `${field} ${order}`)
      inOrder(items, field, order === 'desc')
    }
})

test('the three ways to page agree, and the newest come first when nothing is said', async () => {
  const all = ids(everything)
  assert.equal(everything.page, 1)
  const { body: first } = await api.get('/leads')
  assert.deepEqual([ids(first), first.page_size, first.page], [all.slice(0, 20), 20, 1])
  const { body: second } = await api.get('/leads?page=2')
  assert.deepEqual([ids(second), second.next_cursor], [all.slice(20), null])
  for (const query of ['skip=5&take=6', 'skip=5&limit=6', 'take=6&skip=5&limit=6'])
    assert.deepEqual(ids((await api.get(`/leads?${query}`)).body), all.slice(5, 11), query)
  const { body: page } = await api.get('/leads?page=2&page_size=6')
  assert.deepEqual(ids(page), all.slice(6, 12))
  const { body: further } = await api.get(`/leads?page_size=6&cursor=${page.next_cursor}`)
  assert.deepEqual(ids(further), all.slice(12, 18))
  const { body: beyond } = await api.get('/leads?page=900&page_size=200')
  assert.deepEqual([beyond.items, beyond.total, beyond.next_cursor], [[], 24, null])
  const { body: exact } = await api.get('/leads?count=exact&lead_status=new')
  assert.equal(exact.total, statuses.filter((status) => status === 'new').length * 3)
  const oldest = await api.get('/leads?sort_order=asc&page_size=200')
  assert.deepEqual(ids(oldest.body), all.toReversed())
})

test('pages that make no sense are 400', async () => {
  const { next_cursor } = (await api.get('/leads?page_size=3')).body
  const queries = [
    'page=0',
    'page=-1',
    'page=1.5',
    'page=one',
    'page=1000001',
    'page_size=0',
    'page_size=201',
    'page_size=1000000000',
    'skip=-1',
    'take=0',
    'take=201',
    'take=5&limit=6',
    'page=2&skip=3',
    'page=1&page=2',
    'sort_by=search',
    'sort_by=description',
    'sort_by=tags',
    'sort_by=nothing',
    'sort_by=constructor',
    'sort_by=id;drop table leads',
    'sort_order=up',
    `cursor=${next_cursor}&page=2`,
    `cursor=${next_cursor}&skip=2`,
    `cursor=${next_cursor}&sort_by=lead_score`,
    `cursor=${next_cursor}&sort_order=asc`,
    'cursor=nonsense',
    'include=nothing',
    'include=constructor',
  ]
  for (const query of queries) {
    const { status, body } = await api.get(`/leads?${query}`)
    assert.deepEqual([status, body.code], [400, 'validation_failed'], query)
  }
})

test('seek starts the list at a value, and the empty ones still come', async () => {
  const cases: [sort: string, seek: string, holds: (item: any) => boolean][] = [
    ['sort_by=lead_score', '50', ({ lead_score }) => lead_score >= 50],
    ['sort_by=lead_score&sort_order=desc', '49.5', ({ lead_score }) => lead_score <= 49],
    ['sort_by=lead_status', 'Qualification', ({ lead_status }) => ['proposal', 'won', 'lost'].includes(lead_status)],
    [
      'sort_by=interest_level&sort_order=desc',
      'medium',
      ({ interest_level: level }) => !['high', 'urgent'].includes(level),
    ],
    ['sort_by=last_name', 'e', ({ last_name }) => !/^(amina|bruno)$/i.test(last_name)],
    ['sort_by=preferred_travel_date', '2026-03-03', ({ preferred_travel_date: d }) => d === null || d >= '2026-03-03'],
    ['sort_by=next_follow_up', '2026-03-01', ({ next_follow_up: at }) => at === null || at >= '2026-03'],
    ['sort_by=estimated_value', '1000.25', ({ estimated_value: value }) => value === null || value >= 1000],
    ['sort_by=score_locked', 'false', () => true],
    ['sort_by=created_at&sort_order=desc', 'today', () => true],
    ['sort_by=assigned_to', admin.id, () => true],
  ]
  for (const [sort, seek, holds] of cases) {
    const { status, body } = await api.get(`/leads?${sort}&seek=${encodeURIComponent(seek)}&page_size=200`)
    assert.equal(status, 200, `${sort} ${seek}`)
    assert.deepEqual(
      ids(body).toSorted(),
      ids({ ...everything, items: everything.items.filter(holds) }).toSorted(),
      sort,
    )
  }
  const refused = [
    'lead_score',
    'lead_status',
    'preferred_travel_date',
    'next_follow_up',
    'assigned_to',
    'score_locked',
  ]
  for (const field of refused) {
    const { status, body } = await api.get(`/leads?sort_by=${field}&seek=nonsense`)
    assert.deepEqual([status, body.errors[0].field], [400, 'seek'], field)
  }
})

test('include embeds small summaries in lists and in one record', async () => {
  const { body: contact } = await api.post('/contacts', { first_name: 'Known', last_name: 'Person' })
  const { body: lead } = await api.post('/leads', { contact_id: contact.id })
  const { body: one } = await api.get(`/leads/${lead.id}?include=contact,assigned_to,created_by,converted_account`)
  assert.deepEqual(one.included, {
    contact: { id: contact.id, name: 'Known Person' },
    assigned_to: { id: admin.id, name: 'Test admin' },
    created_by: { id: admin.id, name: 'Test admin' },
    converted_account: null,
  })
  const { body: list } = await api.get('/leads?include=contact,assigned_to&page_size=200')
  for (const { id, assigned_to, included } of list.items) {
    assert.equal(included.contact?.name, id === lead.id ? 'Known Person' : undefined)
    assert.deepEqual(included.assigned_to, assigned_to && { id: admin.id, name: 'Test admin' })
  }
})
