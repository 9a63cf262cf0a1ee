import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leadsWithFields } from '#test/customFields.ts'
import { testTenant } from '#test/tenant.ts'

const { person, api } = await testTenant()
const agent = await person('agent')
const { lead, names } = await leadsWithFields(api, agent.id)

test('a list sorts by every type that has an order, page by page, empty values last', async () => {
  const tag = 'sorted'
  const values: Record<string, unknown>[] = [
    { nights: 3, deposit: 20, travels_on: '2026-05-01', cabin: 'first', nickname: 'éléa', visa: true },
    { nights: 10, deposit: 3.5, travels_on: '2025-12-31', cabin: 'economy', nickname: 'Zoé', visa: false },
    {},
    { nights: 3, deposit: 20, travels_on: '2026-05-01', cabin: 'economy', nickname: 'amal' },
    {},
    { nights: -1, deposit: 100, travels_on: '2027-01-01', nickname: 'Badr', second_email: 'b@x.example' },
  ]
  for (const [i, custom] of values.entries()) await api.post('/leads', { last_name: `S${i}`, custom, tags: [tag] })
  for (const [field, value] of [
    ['nights', (v: any) => v.nights],
    ['deposit', (v: any) => v.deposit],
    ['travels_on', (v: any) => v.travels_on],
    ['cabin', (v: any) => (v.cabin ? ['economy', 'first'].indexOf(v.cabin) : undefined)],
    ['visa', (v: any) => v.visa],
    ['nickname', (v: any) => v.nickname],
    ['second_email', (v: any) => v.second_email],
    ['guide', (v: any) => v.guide],
  ] as const)
    for (const order of ['asc', 'desc']) {
      const seen: string[] = []
      let cursor = ''
      do {
        const query = `tags=${tag}&sort_by=custom.${field}&sort_order=${order}&take=1${cursor && `&cursor=${cursor}`}`
        const { status, body } = await api.get(`/leads?${query}`)
        assert.equal(status, 200, JSON.stringify(body))
        seen.push(...body.items.map((item: { last_name: string }) => item.last_name))
        cursor = body.next_cursor ?? ''
      } while (cursor && seen.length < 20)
      assert.equal(new Set(seen).size, 6, `${field} ${order}: ${seen.join()}`)
      const sorted = seen.map((name) => value(values[Number(name.slice(1))]!))
      const filled = sorted.filter((one) => one !== undefined)
      assert.ok(
        sorted.slice(0, filled.length).every((one) => one !== undefined),
        `${field} ${order}: empty values come last`,
      )
      const compare = (a: any, b: any) => (typeof a === 'string' ? a.localeCompare(b, 'und') : Number(a) - Number(b))
      const expected = filled.toSorted((a, b) => (order === 'asc' ? compare(a, b) : compare(b, a)))
      assert.deepEqual(filled, expected, `${field} ${order}`)
    }
})

test('sums, groups, exports and bulk actions know the fields', async () => {
  const ids: string[] = []
  for (const [cabin, deposit] of [
    ['economy', 10],
    ['economy', 5.5],
    ['first', 100],
  ] as const)
    ids.push((await lead('Sum', { cabin, deposit, speaks: ['arabic', 'english'], guide: agent.id })).id)
  const filter = 'last_name=Sum'
  const { body: sums } = await api.get(`/leads/summary?${filter}&group_by=custom.cabin&sum=custom.deposit`)
  assert.deepEqual(
    sums.groups.map(({ key, count, sum }: any) => [key, count, sum]),
    [
      ['economy', 2, 15.5],
      ['first', 1, 100],
    ],
  )
  assert.equal((await api.get(`/leads/summary?${filter}&group_by=custom.speaks`)).body.groups.length, 2)
  assert.equal((await api.get(`/leads/summary?${filter}&avg=custom.deposit`)).body.avg.toFixed(1), '38.5')
  assert.equal((await api.get(`/leads/summary?group_by=custom.unknown`)).status, 400)

  const { body: csv } = await api.get(
    `/leads/export?${filter}&columns=last_name,custom.cabin,custom.speaks,custom.deposit&sort_by=custom.deposit`,
  )
  assert.deepEqual(String(csv).replace('\ufeff', '').trim().split(/\r?\n/), [
    'last_name,custom.cabin,custom.speaks,custom.deposit',
    'Sum,economy,arabic; english,5.5',
    'Sum,economy,arabic; english,10',
    'Sum,first,arabic; english,100',
  ])
  const whole = String((await api.get(`/leads/export?${filter}`)).body)
    .split(/\r?\n/)[0]!
    .split(',')
  assert.ok(whole.includes('custom.nights') && !whole.includes('custom'))

  const { body: page } = await api.get(`/leads?${filter}&include=custom.guide`)
  assert.equal(page.items[0].included['custom.guide'].id, agent.id)

  const bulk = await api.post('/leads/bulk-action', {
    action: 'update',
    filter: { last_name: 'Sum', 'custom.cabin': 'economy' },
    changes: { custom: { cabin: 'First class' } },
  })
  assert.equal(bulk.body.done, 2, JSON.stringify(bulk.body))
  assert.equal((await names(`${filter}&custom.cabin=first`)).length, 3)
  assert.equal((await api.post(`/events/${bulk.body.operation_id}/undo`, {})).status, 200)
  assert.equal((await names(`${filter}&custom.cabin=first`)).length, 1)
  const each = await api.post('/leads/bulk-action', {
    action: 'set',
    items: [
      { id: ids[0], changes: { 'custom.nights': 12 } },
      { id: ids[1], changes: { custom: { nights: 'many' } } },
    ],
  })
  assert.equal(each.body.done, 1)
  assert.deepEqual(each.body.refused[0].errors[0].field, 'custom.nights')
})

test('a view filters and sorts by a field, and the field knows of it', async () => {
  const view = await api.post('/views', {
    record_type: 'lead',
    name: 'Long stays',
    query: { 'custom.nights_min': '5', sort_by: 'custom.nights', cols: 'full_name,custom.nights:120' },
  })
  assert.equal(view.status, 201, JSON.stringify(view.body))
  assert.equal((await api.get(`/leads?view=${view.body.id}`)).status, 200)
  assert.equal(
    (await api.post('/views', { record_type: 'lead', name: 'No', query: { 'custom.none': '5' } })).status,
    400,
  )
  const { body } = await api.get('/custom-fields?record_type=lead')
  const nights = body.items.find(({ key }: { key: string }) => key === 'nights')
  const usage = (await api.get(`/custom-fields/${nights.id}/usage`)).body
  assert.equal(usage.views, 1)
  assert.ok(usage.filled > 0 && usage.records > usage.filled)
})
