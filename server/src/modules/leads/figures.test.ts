import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { LEAD_STATUSES } from '@rihla/contracts/leads.ts'
import { testTenant } from '#test/tenant.ts'

const { api, admin, person, newRihlaTenant } = await testTenant()
const agent = await person('agent')

const SOWN: Record<string, unknown>[] = [
  {
    lead_status: 'new',
    lead_source: 'website',
    lead_score: 90,
    estimated_value: 100.25,
    currency: 'MAD',
    tags: ['VIP'],
  },
  { lead_status: 'new', lead_source: 'website', lead_score: 71, estimated_value: 50, tags: ['vip', 'b'] },
  { lead_status: 'new', lead_score: 70, estimated_value: 1000, currency: 'EUR' },
  { lead_status: 'won', lead_source: 'referral', lead_score: 100, estimated_value: 2000.5, currency: 'MAD' },
  { lead_status: 'won', lead_source: 'walk_in', lead_score: 10, assigned_to: null },
  { lead_status: 'lost', lead_source: 'website', lead_score: 0, assigned_to: null },
  { lead_status: 'qualified', lead_score: 33, assigned_to: agent.id, next_follow_up: '2020-01-01T00:00:00Z' },
  { lead_status: 'lost', lead_score: 33, next_follow_up: '2020-01-01T00:00:00Z', assigned_to: agent.id },
]
const ids: string[] = []
for (const [i, lead] of SOWN.entries())
  ids.push((await api.post('/leads', { last_name: `L${i}`, country: i % 2 ? 'MA' : 'FR', ...lead })).body.id)
const { db } = await admin.ctx()
await sql`update leads set created_at = '2025-01-15T12:00:00Z' where id = ${ids[3]}`.execute(db)

const stats = async (query = '') => {
  const { status, body } = await api.get(`/leads/stats?${query}`)
  assert.equal(status, 200, `${query} ${JSON.stringify(body)}`)
  return body
}

test('stats count, average and group every lead', async () => {
  assert.deepEqual(await stats(), {
    total_leads: 8,
    average_lead_score: 50.9,
    hot_leads_count: 3,
    conversion_rate: 25,
    leads_by_status: { new: 3, won: 2, lost: 2, qualified: 1 },
    leads_by_source: { website: 3, referral: 1, walk_in: 1, none: 3 },
    follow_ups_due: 1,
    unassigned_count: 2,
  })
})

test('stats take every filter of the list', async () => {
  const totals: [string, number][] = [
    [`assigned_to=${agent.id}`, 2],
    ['date_range_start=2025-01-01&date_range_end=2025-01-31', 1],
    ['date_range=this_year', new Date().getFullYear() === 2025 ? 8 : 7],
    ['created_at_from=-1d', 7],
    ['status=NEW,won', 5],
    ['source=website', 3],
    ['tags=vip', 2],
    ['is_hot_leads_only=true', 3],
    ['score_min=33&score_max=71', 4],
    ['search=L1', 1],
    ['country=Maroc', 4],
    ['archived=true', 0],
    ['lead_source_empty=true', 3],
  ]
  for (const [query, total] of totals) assert.equal((await stats(query)).total_leads, total, query)
  assert.deepEqual((await stats('source=website')).conversion_rate, 0)
  assert.equal((await stats('status=won')).conversion_rate, 100)
  assert.equal((await api.get('/leads/stats?colour=red')).status, 400)
})

test('without leads the figures are zero', async () => {
  assert.deepEqual(await stats('last_name=nobody'), {
    total_leads: 0,
    average_lead_score: 0,
    hot_leads_count: 0,
    conversion_rate: 0,
    leads_by_status: {},
    leads_by_source: {},
    follow_ups_due: 0,
    unassigned_count: 0,
  })
  const other = await newRihlaTenant()
  const owner = await other.person('admin')
  assert.equal((await owner.api.get('/leads/stats')).body.total_leads, 0)
})

test('a rate has one decimal', async () => {
  const { body } = await api.get(`/leads/stats?id=${ids[0]},${ids[1]},${ids[3]}`)
  assert.equal(body.conversion_rate, 33.3)
  assert.equal(body.average_lead_score, 87)
})

const summary = async (query: string) => {
  const { status, body } = await api.get(`/leads/summary?${query}`)
  assert.equal(status, 200, `${query} ${JSON.stringify(body)}`)
  return body
}

test('a summary counts, sums and averages by a field, for the filters of the list', async () => {
  const byStatus = await summary('group_by=status&sum=value&avg=lead_score')
  assert.deepEqual([byStatus.count, byStatus.sum, Math.round(byStatus.avg * 10) / 10], [8, 3150.75, 50.9])
  assert.deepEqual(
    byStatus.groups.map(({ key, count, sum }: any) => [key, count, sum]),
    [
      ['new', 3, 1150.25],
      ['lost', 2, null],
      ['won', 2, 2000.5],
      ['qualified', 1, null],
    ],
  )
  const hot = await summary('group_by=is_hot_lead&lead_status=new')
  assert.deepEqual(hot, {
    groups: [
      { key: true, count: 2 },
      { key: false, count: 1 },
    ],
    count: 3,
  })
  const members = await summary('group_by=assigned_to')
  assert.deepEqual(
    members.groups.map(({ key, count }: any) => [key, count]),
    [
      [admin.id, 4],
      [agent.id, 2],
      [null, 2],
    ].toSorted((a, b) => Number(b[1]) - Number(a[1]) || (a[0] === null ? 1 : -1)),
  )
  assert.deepEqual(await summary('sum=conversion_probability'), { groups: [], count: 8, sum: null })
  for (const group of ['lead_source', 'country', 'currency', 'city', 'number_of_travelers', 'lead_score', 'contact_id'])
    assert.equal((await summary(`group_by=${group}`)).count, 8, group)
})

test('every choice and every owner of a field is a group, and so is none; of a list, each of its values', async () => {
  for (const [group, expected] of [
    ['lead_status', { new: 3, won: 2, lost: 2, qualified: 1 }],
    ['lead_source', { website: 3, null: 3, referral: 1, walk_in: 1 }],
    ['interest_level', { null: 8 }],
    ['budget_level', { null: 8 }],
    ['language', { null: 8 }],
    ['country', { FR: 4, MA: 4 }],
    ['score_locked', { true: 8 }],
    ['assigned_to', { [admin.id]: 4, null: 2, [agent.id]: 2 }],
    ['contact_id', { null: 8 }],
    ['tags', { null: 6, VIP: 2, b: 1 }],
    ['destinations', { null: 8 }],
  ] as const) {
    const { groups, count } = await summary(`group_by=${group}`)
    const counts = Object.fromEntries(groups.map(({ key, count }: any) => [String(key).replace(/^vip$/, 'VIP'), count]))
    assert.deepEqual([count, counts], [8, expected], group)
  }
  const days = await summary('group_by=days_since_created&sum=days_since_created')
  for (const { key, count, sum } of days.groups) assert.equal(sum, key * count)
  assert.equal(days.groups[0].count, 7)
  const { groups, sums } = await summary('group_by=lead_status&sum=estimated_value')
  assert.deepEqual(sums, [
    { currency: 'MAD', sum: 2150.75 },
    { currency: 'EUR', sum: 1000 },
  ])
  assert.deepEqual(
    groups.map(({ key, sums }: any) => [key, ...sums.map(({ currency, sum }: any) => `${sum} ${currency}`)]),
    [
      ['new', '150.25 MAD', '1000 EUR'],
      ['lost', '0 MAD'],
      ['won', '2000.5 MAD'],
      ['qualified', '0 MAD'],
    ],
  )
  const tagged = await summary('group_by=tags&sum=value&tags_empty=false')
  assert.deepEqual(
    [tagged.sum, tagged.sums, tagged.groups.map(({ sums }: any) => sums[0].sum)],
    [150.25, [{ currency: 'MAD', sum: 150.25 }], [150.25, 50]],
  )
})

test('texts that differ in case are two groups with sums of their own, tags are one', async () => {
  const { api } = await (await newRihlaTenant()).person('admin')
  for (const [city, value] of [
    ['Fes', 100],
    ['fes', 20],
    ['Fes', 3],
  ] as const)
    await api.post('/leads', { last_name: 'x', city, tags: [city], value })
  for (const [group, expected] of [
    [
      'city',
      [
        ['Fes', 2, 103],
        ['fes', 1, 20],
      ],
    ],
    ['tags', [['fes', 3, 123]]],
  ] as const) {
    const { body } = await api.get(`/leads/summary?group_by=${group}&sum=value`)
    const told = body.groups.map(({ key, count, sums }: any) => [
      group === 'tags' ? key.toLowerCase() : key,
      count,
      sums[0].sum,
    ])
    assert.deepEqual(told, expected)
  }
})

test('what cannot be grouped or summed is 400', async () => {
  for (const query of [
    'group_by=custom',
    'group_by=email',
    'group_by=nothing',
    'group_by=constructor',
    'sum=last_name',
    'avg=lead_status',
    'sum=__proto__',
    'avg=created_at',
    'group_by=description',
  ]) {
    const { status, body } = await api.get(`/leads/summary?${query}`)
    assert.deepEqual([status, body.errors[0]?.field], [400, query.split('=')[0]], query)
  }
})

const pipeline = async (query = '') => {
  const { status, body } = await api.get(`/leads/pipeline?${query}`)
  assert.equal(status, 200, `${query} ${JSON.stringify(body)}`)
  return body.columns
}

test('the pipeline has a column for every status, with counts and sums of the server', async () => {
  const columns = await pipeline()
  assert.deepEqual(
    columns.map(({ key }: any) => key),
    [...LEAD_STATUSES],
  )
  // A sum is of one currency: the tenant's.
  const figures = Object.fromEntries(columns.map(({ key, count, sum, currency }: any) => [key, [count, sum, currency]]))
  assert.deepEqual(figures.new, [3, 150.25, 'MAD'])
  assert.deepEqual(figures.won, [2, 2000.5, 'MAD'])
  assert.deepEqual(figures.proposal, [0, 0, 'MAD'])
  assert.deepEqual(columns[0].sums, [
    { currency: 'MAD', sum: 150.25 },
    { currency: 'EUR', sum: 1000 },
  ])
  for (const { key, items, count } of columns) {
    assert.equal(items.length, count)
    for (const { lead_status } of items) assert.equal(lead_status, key)
  }
})

test('the pipeline takes every filter, and a stage under its other names', async () => {
  const counts = async (query: string) =>
    Object.fromEntries((await pipeline(query)).map(({ key, count }: any) => [key, count]))
  assert.deepEqual(await counts('stage=qualification'), { qualified: 1 })
  assert.deepEqual(await counts(`stage=NEW,lost&assigned_to=${agent.id}`), { new: 0, lost: 1 })
  assert.equal((await counts('date_range=this_month')).won, 1)
  assert.equal((await counts('tags=vip')).new, 2)
  assert.equal((await counts('search=L7')).lost, 1)
  assert.equal((await counts('archived=true')).new, 0)
})

test('further cards of a column come by its cursor, in the order asked', async () => {
  for (const sort of ['', 'sort_by=lead_score&sort_order=desc&', 'sort_by=last_name&']) {
    const [first] = await pipeline(`${sort}column=new&take=2`)
    assert.deepEqual([first.items.length, first.count, typeof first.next_cursor], [2, 3, 'string'])
    const [more, ...others] = await pipeline(`${sort}column=new&take=2&cursor=${first.next_cursor}`)
    assert.deepEqual([others.length, more.items.length, more.next_cursor, more.count], [0, 1, null, 3])
    const { body: list } = await api.get(`/leads?${sort}lead_status=new`)
    assert.deepEqual([...first.items, ...more.items], list.items)
  }
  assert.equal((await api.get('/leads/pipeline?column=new&cursor=x')).status, 400)
  assert.equal((await api.get('/leads/pipeline?column=nothing')).status, 400)
})
