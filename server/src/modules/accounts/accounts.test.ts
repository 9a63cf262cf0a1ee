// What an account holds, as the five systems it comes from write it, and what its timeline tells.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, testTenant } from '#test/tenant.ts'

const { api, admin, person, tenant } = await testTenant()
async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body, headers } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return { ...body, headers }
}
const account = async (body: object, who = admin) => ok(who.api.post('/accounts', body), 201)

test('everything a company is known by is kept as it was said', async () => {
  const body = {
    account_type: 'business',
    name: 'Atlas Textiles',
    email: 'office@atlas.example',
    phone: '+212 522-345678',
    website: 'https://atlas.example',
    size: '51-200',
    description: 'Fabrics',
    billing_address: { line1: '12 rue Ibn Batouta', city: 'Casablanca', country: 'MA', floor: 3 },
    shipping_address: { line1: 'Port', dock: { gate: 'B' } },
    region: 'Casablanca-Settat',
    city: 'Casablanca',
    country: 'MA',
    nationality: 'MA',
    language: 'fr',
    currency: 'MAD',
    tax_id: '001234567000089',
    notes: 'Pays late',
    preferred_channel: 'whatsapp',
    payment_method: 'bank_transfer',
    payment_terms_days: 30,
    credit_limit: 50_000.5,
    loyalty_status: 'gold',
    loyalty_locked: true,
    is_active: true,
    preferences: { form_of_address: 'Si', prayer_times: true, halal: true, ramadan_hours: false, coffee: 'black' },
    social_profiles: { linkedin: 'atlas', any: ['thing'] },
    tags: ['VIP', 'High Volume'],
  }
  const made = await account(body)
  assert.partialDeepStrictEqual(made, body)
  assert.partialDeepStrictEqual(made, {
    credit_used: 0,
    lifetime_value: 0,
    primary_contact_id: null,
    industry_id: null,
    version: 1,
    tenant_id: tenant.id,
  })
  assert.deepEqual((await ok(api.get(`/accounts/${made.id}`))).preferences, body.preferences)
})

test('other names and spellings mean the same', async () => {
  const made = await account({
    account_type: 'CORPORATE',
    name: 'Spelled',
    address: { city: 'Fès' },
    payment_method: 'Bank Transfer',
    loyalty_status: 'Gold',
    nationality: 'Moroccan',
    preferred_channel: 'phone',
  })
  assert.partialDeepStrictEqual(made, {
    account_type: 'business',
    billing_address: { city: 'Fès' },
    payment_method: 'bank_transfer',
    loyalty_status: 'gold',
    nationality: 'MA',
    preferred_channel: 'call',
  })
})

test('what cannot be is refused by name', async () => {
  const cases: [body: object, field: string, status?: number][] = [
    [{}, 'name'],
    [{ name: 'x', payment_terms_days: -1 }, 'payment_terms_days'],
    [{ name: 'x', credit_limit: -1 }, 'credit_limit'],
    [{ name: 'x', credit_used: 5 }, 'credit_used'],
    [{ name: 'x', lifetime_value: 5 }, 'lifetime_value'],
    [{ name: 'x', primary_contact_id: crypto.randomUUID() }, 'primary_contact_id'],
    [{ name: 'x', preferences: { halal: 'yes' } }, 'preferences.halal'],
    [{ name: 'x', preferences: { form_of_address: 'x'.repeat(61) } }, 'preferences.form_of_address'],
    [{ name: 'x', payment_method: 'gold' }, 'payment_method'],
    [{ name: 'x', parent_id: crypto.randomUUID() }, 'parent_id', 422],
    [{ name: 'x', industry_id: crypto.randomUUID() }, 'industry_id', 422],
    [{ account_type: 'business', first_name: 'Only', last_name: 'Names' }, 'name'],
    [{ account_type: 'individual', first_name: null, last_name: null, name: null }, 'name'],
  ]
  for (const [body, field, status = 400] of cases) {
    const answer = await ok(api.post('/accounts', body), status)
    assert.equal(answer.errors[0].field, field, JSON.stringify([body, answer.errors]))
  }
})

test('the company of s3 and the accounts of s0, as they are written there', async () => {
  await ok(api.post('/industries', { name: 'Hospitality' }), 201)
  const made = await ok(
    api.post('/api/crm/companies/', {
      name: 'Riad Group',
      industry: 'hospitality',
      size: '11-50',
      website: 'riad.example',
      phone: '+1-555-0123',
      address: { street: 'Derb Moulay', city: 'Marrakesh' },
      description: 'Twelve riads',
      tags: ['customer'],
      assigned_to: admin.id,
    }),
    201,
  )
  assert.deepEqual(made.billing_address, { street: 'Derb Moulay', city: 'Marrakesh' })
  const { included } = await ok(api.get(`/api/crm/companies/${made.id}/?include=industry,parent`))
  assert.deepEqual([included.industry.name, included.parent], ['Hospitality', null])
  const contact = { first_name: 'John', last_name: 'Doe', company_id: made.id, title: 'CEO', tags: ['prospect'] }
  const { id } = await ok(api.post('/api/crm/contacts/', contact), 201)
  const people = await ok(api.get(`/api/crm/contacts/?company_id=${made.id}`))
  assert.deepEqual(
    people.items.map((one: { id: string }) => one.id),
    [id],
  )
  const base = `/api/v1/tenants/${tenant.id}/accounts`
  await ok(api.put(`${base}/${made.id}`, { size: '51-200' }))
  assert.equal((await ok(api.get(`${base}?industry_id=${made.industry_id}`))).total, 1)
  assert.ok((await ok(api.get(`${base}/stats`))).total_accounts >= 1)
  assert.equal((await ok(api.get(`/api/crm/companies/?search=riad`))).total, 1)
})

test('s0: every endpoint of accounts', async () => {
  const base = `/api/v1/tenants/${tenant.id}/accounts`
  const { id } = await ok(
    api.post(base, { name: 'Acme Travel Inc', account_type: 'business', credit_limit: 5000 }),
    201,
  )
  const listed = await ok(
    api.get(`${base}?account_type=business&page=1&page_size=20&sort_by=created_at&sort_order=desc`),
  )
  assert.deepEqual([listed.items[0].id, listed.page_size], [id, 20])
  assert.equal((await ok(api.get(`${base}/${id}`))).credit_limit, 5000)
  assert.equal((await ok(api.put(`${base}/${id}`, { payment_terms_days: 30 }))).payment_terms_days, 30)
  const { total_accounts: before } = await ok(api.get(`${base}/stats`))
  await ok(api.delete(`${base}/${id}`), 204)
  assert.equal((await ok(api.get(`${base}/stats`))).total_accounts, before - 1)
})

test('companies belong to companies, never to themselves, also when twenty are moved at once', async () => {
  const [a, b] = [await account({ name: 'Above' }), await account({ name: 'Below' })]
  await ok(api.patch(`/accounts/${b.id}`, { parent_id: a.id }))
  for (const parent_id of [a.id, b.id]) {
    const { errors } = await ok(api.patch(`/accounts/${a.id}`, { parent_id }), 422)
    assert.deepEqual([errors[0].field, errors[0].code], ['parent_id', 'cycle'])
  }
  const ring = await Promise.all(Array.from({ length: 20 }, (_, i) => account({ name: `Ring ${i}` })))
  const answers = await Promise.all(
    ring.map(({ id }, i) => api.patch(`/accounts/${id}`, { parent_id: ring[(i + 1) % ring.length]!.id })),
  )
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [...Array(19).fill(200), 422],
  )
  // Nor by undo: what was below comes above, and the old place would close a ring.
  const moved = await ok(api.patch(`/accounts/${b.id}`, { parent_id: null }))
  await ok(api.patch(`/accounts/${a.id}`, { parent_id: b.id }))
  await ok(api.post(`/events/${moved.headers['x-operation-id']}/undo`), 422)
})

test('who points to a company must be able to read it', async () => {
  const other = await account({ name: 'Hidden parent' })
  const agent = await person('agent')
  const { errors } = await ok(agent.api.post('/accounts', { name: 'Mine', parent_id: other.id }), 422)
  assert.equal(errors[0].field, 'parent_id')
})

test('its timeline tells what was said to its contacts, to who may read those', async () => {
  const agent = await person('agent')
  const company = await account({ name: 'Told', assigned_to: agent.id })
  const make = (name: string, assigned_to: string) =>
    ok(api.post('/contacts', { first_name: name, last_name: 'Told', account_id: company.id, assigned_to }), 201)
  const [mine, theirs] = [await make('Mine', agent.id), await make('Theirs', admin.id)]
  await ok(api.post(`/accounts/${company.id}/notes`, { content: 'To the company' }), 201)
  await ok(api.post(`/contacts/${mine.id}/notes`, { content: 'To mine', type: 'call' }), 201)
  await ok(api.post(`/contacts/${theirs.id}/notes`, { content: 'To theirs', type: 'email' }), 201)
  const told = async (who: typeof admin, query = '') =>
    (await ok(who.api.get(`/accounts/${company.id}/timeline${query}`))).items
      .filter(({ activity }: any) => activity)
      .map(({ activity }: any) => activity.description)
  assert.deepEqual(await told(admin), ['To theirs', 'To mine', 'To the company'])
  assert.deepEqual(await told(agent), ['To mine', 'To the company'])
  assert.deepEqual(await told(admin, '?type=email'), ['To theirs'])
  assert.deepEqual(await told(admin, '?type=changes'), [])
  // A page at a time, nothing twice.
  const first = await ok(api.get(`/accounts/${company.id}/timeline?type=notes&take=2`))
  const second = await ok(api.get(`/accounts/${company.id}/timeline?type=notes&take=2&cursor=${first.next_cursor}`))
  assert.equal(new Set([...first.items, ...second.items].map(({ id }: any) => id)).size, 3)
  // A contact who leaves takes their story along.
  await ok(api.patch(`/contacts/${theirs.id}`, { account_id: null }))
  assert.deepEqual(await told(admin), ['To mine', 'To the company'])
})

test('being in touch with it or its contacts moves last_interaction_at, a note does not', async () => {
  const company = await account({ name: 'Touched' })
  const contact = await ok(
    api.post('/contacts', { first_name: 'A', last_name: 'Touched', account_id: company.id }),
    201,
  )
  const at = async () => (await ok(api.get(`/accounts/${company.id}`))).last_interaction_at
  await ok(api.post(`/accounts/${company.id}/notes`, { content: 'To myself' }), 201)
  assert.equal(await at(), null)
  await ok(api.post(`/contacts/${contact.id}/notes`, { content: 'Hello', type: 'call' }), 201)
  const first = await at()
  assert.ok(first)
  await ok(api.post(`/accounts/${company.id}/notes`, { content: 'Again', type: 'email' }), 201)
  assert.ok((await at()) > first)
  assert.equal((await ok(api.get(`/accounts/${company.id}`))).version, 1)
})

test('one that is removed for good is let go of by what hung on it, with an event of each', async () => {
  const company = await account({ name: 'Going' })
  const child = await account({ name: 'Staying', parent_id: company.id })
  const contact = await ok(
    api.post('/contacts', { first_name: 'S', last_name: 'Staying', account_id: company.id }),
    201,
  )
  const sale = await ok(api.post('/opportunities', { name: 'Staying', account_id: company.id, amount: 5 }), 201)
  const lead = await ok(api.post('/leads', { company_name: 'Going too' }), 201)
  const converted = await ok(
    api.post(`/leads/${lead.id}/convert`, { account: { id: company.id }, opportunity: null }),
    201,
  )
  assert.equal(converted.account.id, company.id)
  await ok(api.post(`/accounts/${company.id}/notes`, { content: 'Gone with it' }), 201)
  const { headers } = await ok(api.delete(`/accounts/${company.id}?hard=true`), 204)
  assert.equal((await ok(api.get(`/accounts/${child.id}`))).parent_id, null)
  assert.equal((await ok(api.get(`/contacts/${contact.id}`))).account_id, null)
  assert.equal((await ok(api.get(`/opportunities/${sale.id}`))).account_id, null)
  assert.equal((await ok(api.get(`/leads/${lead.id}`))).converted_account_id, null)
  await ok(api.get(`/accounts/${company.id}`), 404)
  await ok(api.post(`/events/${headers['x-operation-id']}/undo`), 422)
})

test('a list finds those whose structures say something, and those whose say nothing', async () => {
  await ok(api.post('/accounts', { name: 'Sayeth Much', preferences: { halal: true } }), 201)
  await ok(api.post('/accounts', { name: 'Sayeth Little', preferences: {} }), 201)
  await ok(api.post('/accounts', { name: 'Sayeth Nothing' }), 201)
  const found = async (query: string) =>
    (await ok(api.get(`/accounts?search=sayeth&sort_by=name&${query}`))).items.map(({ name }: { name: string }) => name)
  assert.deepEqual(await found('preferences_empty=true'), ['Sayeth Little', 'Sayeth Nothing'])
  assert.deepEqual(await found('preferences_empty=false'), ['Sayeth Much'])
  assert.equal((await api.get('/accounts?custom_empty=true')).status, 400)
})
