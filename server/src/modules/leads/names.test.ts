import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LEAD_SOURCES, LEAD_STATUSES } from '@rihla/contracts/leads.ts'
import { testTenant } from '#test/tenant.ts'

const { api } = await testTenant()
const ids = (body: any): string[] => body.items.map(({ id }: { id: string }) => id)
const made = async (lead: object) => (await api.post('/leads', { last_name: 'N', ...lead })).body

test('enum values are taken in any spelling, and answered in ours', async () => {
  const spelled: [string, string, string][] = [
    ...LEAD_STATUSES.map((value): [string, string, string] => ['lead_status', value.toUpperCase(), value]),
    ...LEAD_SOURCES.map((value): [string, string, string] => ['lead_source', ` ${value.toUpperCase()} `, value]),
    ['lead_source', 'Walk-In', 'walk_in'],
    ['lead_source', 'walk in', 'walk_in'],
    ['lead_source', 'telephone', 'phone'],
    ['lead_status', 'Qualification', 'qualified'],
    ['interest_level', 'URGENT', 'urgent'],
    ['budget_level', 'Luxury', 'luxury'],
    ['language', 'FR', 'fr'],
    ['currency', 'mad', 'MAD'],
    ['country', 'Marocaine', 'MA'],
  ]
  for (const [name, sent, kept] of spelled) {
    const lead = await made({ [name]: sent })
    assert.equal(lead[name], kept, `${name}: ${sent}`)
    const { status, body } = await api.get(`/leads?${name}=${encodeURIComponent(sent)}&page_size=200`)
    assert.equal(status, 200, `${name}=${sent}`)
    assert.ok(ids(body).includes(lead.id), `${name}=${sent}`)
  }
})

const ALIASES: [other: string, sent: unknown, ours: string, kept: unknown][] = [
  ['status', 'CONTACTED', 'lead_status', 'contacted'],
  ['stage', 'proposal', 'lead_status', 'proposal'],
  ['source', 'REFERRAL', 'lead_source', 'referral'],
  ['company', 'Acme Travel Inc', 'company_name', 'Acme Travel Inc'],
  ['score', 42, 'lead_score', 42],
  ['value', 1234.5, 'estimated_value', 1234.5],
  ['probability', 35, 'conversion_probability', 0.35],
]

test('other names of a field are ours in bodies, filters and sorts', async () => {
  for (const [other, sent, ours, kept] of ALIASES) {
    const lead = await made({ [other]: sent })
    assert.equal(lead[ours], kept, other)
    assert.ok(!(other in lead), `${other} is not answered`)
    const changed = await api.patch(`/leads/${lead.id}`, { [other]: sent })
    assert.deepEqual([changed.status, changed.body[ours]], [200, kept])
    for (const query of [
      `${other}=${encodeURIComponent(String(sent))}`,
      `${other}_not=nothing`.replace(
        'nothing',
        typeof sent === 'number' ? '7' : ours === 'company_name' ? 'x' : 'other',
      ),
      `sort_by=${other}&sort_order=DESC&page_size=200`,
    ].filter((query) => !/status_not=other|stage_not=other/.test(query))) {
      const { status, body } = await api.get(`/leads?${query}`)
      assert.equal(status, 200, query)
      assert.ok(ids(body).includes(lead.id), query)
    }
  }
})

test('suffixes go with other names, and probability is divided by 100 in all of them', async () => {
  const low = await made({ probability: 7 })
  const high = await made({ probability: 90 })
  const none = await made({})
  const asked: [string, string[], string[]][] = [
    ['probability_min=50', [high.id], [low.id, none.id]],
    ['probability_max=50', [low.id], [high.id, none.id]],
    ['probability=7,90', [low.id, high.id], [none.id]],
    ['probability=7&probability=90', [low.id, high.id], [none.id]],
    ['probability_not=90', [low.id, none.id], [high.id]],
    ['probability_empty=true', [none.id], [low.id, high.id]],
    ['probability_empty=false', [low.id, high.id], [none.id]],
    ['score_min=49.5&score_max=50.5', [low.id, high.id, none.id], []],
    ['value_empty=true', [low.id], []],
    ['company_contains=zzz', [], [low.id, high.id, none.id]],
    ['status_not=lost', [low.id], []],
  ]
  for (const [query, there, absent] of asked) {
    const { status, body } = await api.get(`/leads?${query}&last_name=N&page_size=200`)
    assert.equal(status, 200, `${query}: ${JSON.stringify(body.errors)}`)
    for (const id of there) assert.ok(ids(body).includes(id), `${query} has it`)
    for (const id of absent) assert.ok(!ids(body).includes(id), `${query} leaves it out`)
  }
})

test('is_hot_leads_only and date_range_start/_end are filters', async () => {
  const hot = await made({ score: 71 })
  const cold = await made({ score: 70 })
  for (const value of ['true', 'True', '1']) {
    const { body } = await api.get(`/leads?is_hot_leads_only=${value}&page_size=200`)
    assert.ok(ids(body).includes(hot.id) && !ids(body).includes(cold.id), value)
  }
  const now = Date.now()
  const at = (shift: number) => encodeURIComponent(new Date(now + shift).toISOString())
  const inside = await api.get(`/leads?date_range_start=${at(-60_000)}&date_range_end=${at(60_000)}&page_size=200`)
  assert.ok(ids(inside.body).includes(hot.id))
  assert.equal((await api.get(`/leads?date_range_start=${at(60_000)}`)).body.total, 0)
  assert.equal((await api.get(`/leads?date_range_end=${at(-60_000)}`)).body.total, 0)
})

test('two names of a field with different values are 400; with one value they agree', async () => {
  const pairs: [Record<string, unknown>, boolean][] = [
    [{ status: 'NEW', lead_status: 'new' }, true],
    [{ status: 'new', stage: 'NEW' }, true],
    [{ status: 'new', lead_status: 'won' }, false],
    [{ stage: 'won', status: 'lost' }, false],
    [{ probability: 50, conversion_probability: 0.5 }, true],
    [{ probability: 50, conversion_probability: 0.6 }, false],
    [{ value: 10, estimated_value: 10.0 }, true],
    [{ value: 10, estimated_value: 11 }, false],
    [{ company: 'A', company_name: 'B' }, false],
  ]
  for (const [body, agree] of pairs) {
    const answer = await api.post('/leads', { last_name: 'Two', ...body })
    assert.equal(answer.status, agree ? 201 : 400, JSON.stringify(body))
    if (!agree) assert.equal(answer.body.errors[0].code, 'contradiction')
    const query = new URLSearchParams(body as Record<string, string>)
    const listed = await api.get(`/leads?${query.toString()}`)
    assert.equal(listed.status, agree ? 200 : 400, query.toString())
  }
  const dates = 'date_range_start=2026-01-01&created_at_from=2026-02-01'
  assert.equal((await api.get(`/leads?${dates}`)).status, 400)
})

test('tags and places keep their spelling, compare without case, and stand once', async () => {
  const lead = await made({ tags: ['VIP', 'Été', 'vip'], destinations: ['Al Hoceïma'] })
  assert.deepEqual(lead.tags, ['VIP', 'Été'])
  for (const tag of ['vip', 'VIP', 'été', 'ÉTÉ', 'Vip,ÉtÉ'])
    assert.deepEqual(ids((await api.get(`/leads?tags=${encodeURIComponent(tag)}`)).body), [lead.id], tag)
  assert.deepEqual(ids((await api.get(`/leads?destinations=${encodeURIComponent('AL HOCEÏMA')}`)).body), [lead.id])
})
