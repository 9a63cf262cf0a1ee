import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readListText, writeListText } from '@rihla/contracts/listText.ts'
import { testTenant } from '#test/tenant.ts'

const { api, admin, person } = await testTenant()
const agent = await person('agent')

const LEADS = {
  amina: {
    first_name: 'Amina',
    last_name: 'Élouan',
    email: 'Amina@Atlas.example',
    phone: '+212 661-23 45 67',
    company_name: 'Atlas, Voyages & 50% Off',
    website: 'https://atlas.example/Path',
    description: 'Wants a QUIET riad_with pool',
    lead_status: 'new',
    lead_source: 'website',
    interest_level: 'high',
    country: 'MA',
    currency: 'MAD',
    lead_score: 80,
    estimated_value: 1000.5,
    conversion_probability: 0.25,
    number_of_travelers: 2,
    preferred_travel_date: '2026-06-15',
    next_follow_up: '2026-01-01T09:00:00Z',
    tags: ['VIP', 'Desert Tour'],
    travel_interests: ['Luxury'],
    assigned_to: admin.id,
    score_locked: true,
  },
  bruno: {
    first_name: 'Bruno',
    last_name: 'Zed',
    email: 'bruno@b.example',
    lead_status: 'callback',
    lead_source: 'walk_in',
    interest_level: 'low',
    country: 'FR',
    currency: 'EUR',
    lead_score: 20,
    estimated_value: 0,
    number_of_travelers: 10,
    preferred_travel_date: '2026-09-01',
    next_follow_up: '2026-02-01T09:00:00Z',
    tags: ['vip'],
    assigned_to: agent.id,
    score_locked: false,
  },
  empty: { title: 'Nothing else is known', assigned_to: null },
}
const ids: Record<string, string> = {}
for (const [name, lead] of Object.entries(LEADS)) ids[name] = (await api.post('/leads', lead)).body.id
const nameOf = Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name]))
const listed = async (query: string): Promise<string> => {
  const { status, body } = await api.get(`/leads?sort_by=full_name&${query}`)
  assert.equal(status, 200, `${query}: ${JSON.stringify(body)}`)
  assert.equal(body.total, body.items.length)
  return body.items.map(({ id }: { id: string }) => nameOf[id]).join(' ')
}

const both = 'amina bruno'
const all = 'amina bruno empty'
const CASES: Record<string, [query: string, found: string][]> = {
  'a value, several, and not': [
    ['lead_status=new', 'amina empty'],
    ['lead_status=new,callback', all],
    ['lead_status=new&lead_status=callback', all],
    ['lead_status_not=new', 'bruno'],
    ['lead_source=website', 'amina'],
    ['lead_source_not=website', 'bruno empty'],
    ['interest_level=LOW', 'bruno'],
    ['country=France', 'bruno'],
    ['country_not=MA', 'bruno empty'],
    ['currency=eur,mad', both],
    ['first_name=AMINA', 'amina'],
    ['first_name_not=amina', 'bruno empty'],
    [`company_name=${encodeURIComponent('Atlas, Voyages & 50% Off')}`, 'amina'],
    ['email=amina@atlas.example', 'amina'],
    ['email=amina@atlas.example,BRUNO@b.example', both],
    ['phone=0661234567', 'amina'],
    [`phone=${encodeURIComponent('+212 661-23 45 67')}`, 'amina'],
    ['number_of_travelers=2,10', both],
    ['lead_score=80', 'amina'],
    ['score_locked=true', 'amina'],
    ['is_hot_lead=true', 'amina'],
    ['is_hot_lead=false', 'bruno empty'],
    ['days_since_created=0', all],
    [`id=${ids.amina},${ids.empty}`, 'amina empty'],
    [`id_not=${ids.amina}`, 'bruno empty'],
    [`assigned_to=${agent.id}`, 'bruno'],
    ['assigned_to=me', 'amina'],
    [`assigned_to_not=${agent.id}`, 'amina empty'],
    [`created_by=${admin.id}`, all],
  ],
  'empty or not': [
    ['email_empty=true', 'empty'],
    ['email_empty=false', both],
    ['assigned_to_empty=true', 'empty'],
    ['tags_empty=true', 'empty'],
    ['tags_empty=false', both],
    ['description_empty=false', 'amina'],
    ['next_follow_up_empty=true', 'empty'],
    ['lead_source_empty=true', 'empty'],
    ['contact_id_empty=true', all],
    ['days_since_last_contact_empty=true', all],
  ],
  'part of a text': [
    ['last_name_contains=ÉLOU', 'amina'],
    ['description_contains=quiet', 'amina'],
    ['description_contains=riad_with', 'amina'],
    ['description_contains=riad%25with', ''],
    ['company_name_contains=50%25', 'amina'],
    ['company_name_contains=5_%25', ''],
    ['email_contains=@b', 'bruno'],
    ['website_contains=PATH', 'amina'],
    ['phone_contains=661-23', 'amina'],
    ['full_name_contains=nothing', 'empty'],
  ],
  'least and most': [
    ['lead_score_min=80', 'amina'],
    ['lead_score_min=79.2', 'amina'],
    ['lead_score_min=80.2', ''],
    ['lead_score_max=49', 'bruno'],
    ['lead_score_min=20&lead_score_max=50', 'bruno empty'],
    ['lead_score_max=9007199254740993', all],
    ['lead_score_min=-1e300', all],
    ['estimated_value_min=0.01', 'amina'],
    ['estimated_value_max=1000.49', 'bruno'],
    ['estimated_value_max=1e300', both],
    ['conversion_probability_min=0.25', 'amina'],
    ['number_of_travelers_min=3', 'bruno'],
    ['days_since_created_min=1', ''],
  ],
  'tags, all of them, in any case': [
    ['tags=vip', both],
    ['tags=VIP,desert%20tour', 'amina'],
    ['tags=vip&tags=desert%20tour', 'amina'],
    ['tags_not=desert%20tour', 'bruno empty'],
    ['travel_interests=luxury', 'amina'],
    ['tags=vip,other', ''],
  ],
  'empty values are absent, and filters add up': [
    ['lead_status=&search=&tags=&page=', all],
    ['lead_status=%20', all],
    ['lead_status=new&assigned_to_empty=true&lead_score_min=50', 'empty'],
    ['archived=false', all],
    ['archived=true', ''],
  ],
}
for (const [name, cases] of Object.entries(CASES))
  test(`filters: ${name}`, async () => {
    for (const [query, found] of cases) assert.equal(await listed(query), found, query)
  })

const REFUSED: [query: string, field: string][] = [
  ['lead_status=open', 'lead_status'],
  ['lead_score_min=many', 'lead_score_min'],
  ['lead_score_min=1e400', 'lead_score_min'],
  ['lead_score_min=1&lead_score_min=2', 'lead_score_min'],
  ['created_at_from=2026-02-30', 'created_at_from'],
  ['created_at_to=2026-13-01T00:00:00Z', 'created_at_to'],
  ['created_at_to=2026-01-01T99:00:00Z', 'created_at_to'],
  ['created_at_from=soon', 'created_at_from'],
  ['created_at_from=0000-00-00', 'created_at_from'],
  ['created_at_from=%2B999999d', 'created_at_from'],
  ['preferred_travel_date=2026-02-30', 'preferred_travel_date'],
  ['preferred_travel_date_to=9999-99-99T00:00:00Z', 'preferred_travel_date_to'],
  ['assigned_to=nobody', 'assigned_to'],
  ['is_hot_lead=maybe', 'is_hot_lead'],
  ['archived=x', 'archived'],
  ['archived=true&archived=false', 'archived'],
  ['date_range=someday', 'date_range'],
  ['lead_status_empty=true', 'lead_status_empty'],
  ['lead_status_contains=new', 'lead_status_contains'],
  ['tenant_id=x', 'tenant_id'],
  ['notes=x', 'notes'],
  ['view=x', 'view'],
  ['colour=red', 'colour'],
  ['search=a&search=b', 'search'],
  ['first_name=a%00b', 'first_name'],
  ['first_name_contains=%00', 'first_name_contains'],
  ['search=%00', 'search'],
]
test('what cannot be a filter is 400 and named', async () => {
  for (const [query, field] of REFUSED) {
    const { status, body } = await api.get(`/leads?${query}`)
    assert.equal(status, 400, `${query} → ${status}`)
    const named = body.errors.map(({ field }: { field: string }) => field.replace(/\[\d+\]$/, ''))
    assert.deepEqual([...new Set(named)], [field], query)
  }
})

test('a tag that holds a comma or quotes is asked for in quotes', async () => {
  const tags = ['Fès, médina', '5" screen', '"quoted"', 'plain']
  const { body } = await api.post('/leads', { last_name: 'Comma', tags })
  const found = async (asked: string) => {
    const { status, body: list } = await api.get(`/leads?tags=${encodeURIComponent(asked)}`)
    assert.equal(status, 200, JSON.stringify(list))
    return list.items.map(({ id }: { id: string }) => id)
  }
  const all = [
    '"Fès, médina"',
    'plain, "fès, MÉDINA"',
    '5" screen',
    '"5"" screen",plain',
    '"""quoted"""',
    writeListText(tags),
  ]
  for (const asked of all) assert.deepEqual(await found(asked), [body.id], asked)
  for (const asked of ['Fès, médina', '"Fès', '"plain,5" screen"']) assert.deepEqual(await found(asked), [], asked)
  const { body: without } = await api.get(
    `/leads?last_name=Comma&tags_not=${encodeURIComponent(writeListText([tags[0]!]))}`,
  )
  assert.equal(without.total, 0)
})

test('any list of values is the same list behind its text', () => {
  const value = fc.stringMatching(/^[a ",]*[a",][a ",]*$/).map((text) => text.trim())
  fc.assert(
    fc.property(fc.array(value.filter(Boolean)), (values) =>
      assert.deepEqual(readListText(writeListText(values)), values),
    ),
  )
})
