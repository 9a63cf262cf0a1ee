import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { api, admin } = await testTenant()

const KNOWN = {
  first_name: 'John',
  last_name: 'Doe',
  title: 'Berlin fair',
  job_title: 'Director of events and incentives of the whole northern region, at large'.padEnd(120, '.'),
  email: 'john.doe@acme.example',
  phone: '+1-234-567-8900',
  company_name: 'Acme Travel Inc',
  website: 'https://acme.example',
  country: 'DE',
  city: 'Berlin',
  language: 'de',
  currency: 'EUR',
  description: 'Forty people',
  lead_source: 'referral',
  estimated_value: 15_000.5,
  destinations: ['Paris', 'Berlin'],
  preferred_travel_date: '2026-06-01',
  return_date: '2026-06-15',
  number_of_travelers: 40,
  budget_level: 'premium',
  expected_close_date: '2026-05-31',
  tags: ['VIP'],
}
const made = async (lead: object = KNOWN) => (await api.post('/leads', lead)).body
const convert = (id: string, body?: object, as = api) => as.post(`/leads/${id}/convert`, body)
const pick = (record: any, ...names: string[]) => names.map((name) => record[name])

test('{} makes all three of what the lead knows, and the lead is won', async () => {
  const lead = await made()
  const { status, body } = await convert(lead.id, {})
  assert.equal(status, 201, JSON.stringify(body))
  const { account, contact, opportunity } = body
  assert.deepEqual(
    pick(account, 'account_type', 'name', 'country', 'city', 'language', 'currency', 'website', 'tags'),
    ['business', 'Acme Travel Inc', 'DE', 'Berlin', 'de', 'EUR', 'https://acme.example', ['VIP']],
  )
  assert.deepEqual(pick(contact, 'first_name', 'last_name', 'email', 'phone', 'account_id', 'lead_source'), [
    'John',
    'Doe',
    'john.doe@acme.example',
    '+1-234-567-8900',
    account.id,
    'referral',
  ])
  assert.equal(contact.title, KNOWN.job_title.slice(0, 100))
  assert.deepEqual(
    pick(
      opportunity,
      'name',
      'stage',
      'status',
      'amount',
      'currency',
      'account_id',
      'contact_id',
      'lead_id',
      'destinations',
      'departure_date',
      'return_date',
      'number_of_adults',
      'budget_level',
      'expected_close_date',
      'description',
    ),
    [
      'Berlin fair',
      'prospecting',
      'open',
      15_000.5,
      'EUR',
      account.id,
      contact.id,
      lead.id,
      ['Paris', 'Berlin'],
      '2026-06-01',
      '2026-06-15',
      40,
      'premium',
      '2026-05-31',
      'Forty people',
    ],
  )
  for (const record of [account, contact, opportunity]) {
    assert.deepEqual(pick(record, 'assigned_to', 'created_by', 'version'), [admin.id, admin.id, 1])
  }
  assert.deepEqual(
    pick(
      body.lead,
      'lead_status',
      'converted_account_id',
      'converted_contact_id',
      'converted_opportunity_id',
      'version',
    ),
    ['won', account.id, contact.id, opportunity.id, 2],
  )
  assert.ok(body.lead.converted_at)
  assert.deepEqual((await api.get(`/leads/${lead.id}`)).body, body.lead)
  assert.deepEqual((await api.get(`/accounts/${account.id}`)).body, account)
  const { body: story } = await api.get(`/leads/${lead.id}/timeline`)
  assert.equal(story.items[0].type, 'lead.converted')
  assert.equal((await api.get('/leads?converted_at_empty=false')).body.total, 1)
})

test('again is 409 with the ids, and makes nothing', async () => {
  const lead = await made({ last_name: 'Once' })
  const { body: first } = await convert(lead.id)
  const before = (await api.get('/accounts')).body.total
  const { status, body } = await convert(lead.id, {})
  assert.deepEqual([status, body.code], [409, 'lead.converted'])
  assert.deepEqual(pick(body, 'account_id', 'contact_id', 'opportunity_id'), [
    first.account.id,
    first.contact.id,
    first.opportunity.id,
  ])
  assert.equal((await api.get('/accounts')).body.total, before)
})

test('a person without a company is an individual account, with themselves as contact', async () => {
  const lead = await made({ first_name: 'Amina', last_name: 'Fassi', email: 'amina@x.example', phone: '0661234567' })
  const { body } = await convert(lead.id, {})
  assert.deepEqual(pick(body.account, 'account_type', 'name', 'first_name', 'last_name', 'email', 'phone_e164'), [
    'individual',
    'Amina Fassi',
    'Amina',
    'Fassi',
    'amina@x.example',
    '+212661234567',
  ])
  assert.deepEqual(pick(body.contact, 'full_name', 'account_id'), ['Amina Fassi', body.account.id])
  assert.equal(body.opportunity.name, 'Amina Fassi')
})

test('a lead of little makes what it can', async () => {
  const company = await convert((await made({ company_name: 'Only Co' })).id, {})
  assert.deepEqual(
    [company.body.account.name, company.body.contact, company.body.opportunity.name],
    ['Only Co', null, 'Only Co'],
  )
  const single = await convert((await made({ first_name: 'Zidane' })).id, {})
  assert.deepEqual([single.body.account.name, single.body.contact.last_name], ['Zidane', 'Zidane'])
  const title = await convert((await made({ title: 'A wedding in Essaouira' })).id, {})
  assert.deepEqual(
    [title.body.account.account_type, title.body.opportunity.name],
    ['individual', 'A wedding in Essaouira'],
  )
  const long = await convert((await made({ first_name: 'x'.repeat(100), last_name: 'y'.repeat(100) })).id, {})
  assert.equal(long.body.account.name.length, 201)
})

test('fields say it otherwise, in our names and others', async () => {
  const lead = await made()
  const { status, body } = await convert(lead.id, {
    account: { name: 'Acme Holding', account_type: 'CORPORATE', address: { city: 'Köln', floor: 3 } },
    contact: { first_name: 'Jane', title: 'CEO' },
    // The John of before has the e-mail that Jane gets of this lead.
    allow_duplicate: true,
    opportunity: { name: 'Two fairs', value: 30_000, stage: 'Negotiation', travel_type: 'MICE' },
  })
  assert.equal(status, 201, JSON.stringify(body))
  assert.deepEqual(pick(body.account, 'name', 'account_type', 'city'), ['Acme Holding', 'business', 'Berlin'])
  assert.deepEqual(body.account.billing_address, { city: 'Köln', floor: 3 })
  assert.deepEqual(pick(body.contact, 'first_name', 'last_name', 'title'), ['Jane', 'Doe', 'CEO'])
  assert.deepEqual(pick(body.opportunity, 'name', 'amount', 'stage', 'travel_type'), [
    'Two fairs',
    30_000,
    'negotiation',
    'mice',
  ])
})

test('{id} links what is there, null leaves out', async () => {
  const { body: account } = await api.post('/accounts', { name: 'Known Co' })
  const { body: contact } = await api.post('/contacts', {
    first_name: 'Known',
    last_name: 'One',
    account_id: account.id,
  })
  const lead = await made()
  const { status, body } = await convert(lead.id, {
    account: { id: account.id },
    contact: { id: contact.id },
    opportunity: null,
  })
  assert.deepEqual([status, body.account.id, body.contact.id, body.opportunity], [201, account.id, contact.id, null])
  assert.equal(body.lead.converted_opportunity_id, null)
  assert.deepEqual([body.account.version, body.contact.version], [1, 1])
  const none = await convert((await made()).id, { account: null, contact: null, opportunity: null })
  assert.deepEqual([none.status, none.body.account, none.body.lead.lead_status], [201, null, 'won'])
})

test('the contact a lead belongs to is linked', async () => {
  const { body: contact } = await api.post('/contacts', { first_name: 'Known', last_name: 'Two' })
  const { body } = await convert((await made({ contact_id: contact.id, title: 'Second trip' })).id, {})
  assert.deepEqual(
    [body.contact.id, body.opportunity.contact_id, body.opportunity.name],
    [contact.id, contact.id, 'Second trip'],
  )
  const other = await convert((await made({ contact_id: contact.id, last_name: 'New' })).id, {
    contact: { first_name: 'New' },
  })
  assert.notEqual(other.body.contact.id, contact.id)
})

test('what was said and done stands on the new records’ timelines too', async () => {
  const lead = await made({
    last_name: 'Told',
    notes: [{ content: 'First call', type: 'call' }, { content: 'A note' }],
  })
  const { body } = await convert(lead.id, {})
  for (const path of [
    `/accounts/${body.account.id}`,
    `/contacts/${body.contact.id}`,
    `/opportunities/${body.opportunity.id}`,
    `/leads/${lead.id}`,
  ]) {
    const { body: story } = await api.get(`${path}/timeline?type=notes`)
    assert.deepEqual(
      story.items.map(({ activity }: any) => activity.description),
      ['A note', 'First call'],
      path,
    )
  }
})
