import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { api, admin, tenant, person } = await testTenant()
const fields = (body: any): string[] => body.errors.map(({ field }: { field: string }) => field)

test('a lead is made with every field, and read, changed and listed as it was written', async () => {
  const sent = {
    first_name: 'Amina',
    last_name: 'El Fassi',
    title: 'Sahara tour for two families',
    job_title: 'Head of travel',
    description: 'Line one\nline two',
    email: 'Amina.ElFassi@voyages.example',
    phone: '+212 (0)661-23.45.67',
    mobile: '0700 11 22 33',
    website: 'https://voyages.example',
    country: 'MA',
    city: 'Fès',
    language: 'fr',
    company_name: 'Voyages El Fassi',
    lead_status: 'contacted',
    lead_source: 'walk_in',
    campaign: 'Ramadan 2026',
    utm_source: 'newsletter',
    utm_medium: 'email',
    utm_campaign: 'spring',
    interest_level: 'urgent',
    travel_interests: ['desert', 'Luxury'],
    destinations: ['Merzouga', 'Aït Ben Haddou'],
    preferred_travel_date: '2026-04-01',
    return_date: '2026-04-09',
    number_of_travelers: 9,
    budget_level: 'luxury',
    estimated_value: 48_250.75,
    currency: 'EUR',
    lead_score: 88,
    conversion_probability: 0.35,
    expected_close_date: '2026-03-15',
    next_follow_up: '2026-02-01T09:30:00.000Z',
    call_attempts: 3,
    assigned_to: admin.id,
    tags: ['VIP', 'Family'],
    custom: {},
  }
  const { status, body: lead, headers } = await api.post('/leads', sent)
  assert.equal(status, 201)
  assert.equal(headers.location, `/api/v1/tenants/${tenant.id}/leads/${lead.id}`)
  assert.equal(headers.etag, '"1"')
  for (const [name, value] of Object.entries(sent)) assert.deepEqual(lead[name], value, name)
  assert.equal(lead.full_name, 'Amina El Fassi')
  assert.equal(lead.mobile_e164, '+212700112233')
  assert.equal(lead.days_since_created, 0)
  assert.equal(lead.days_since_last_contact, null)
  assert.equal(lead.is_hot_lead, true)
  assert.equal(lead.score_locked, true)
  assert.deepEqual([lead.created_by, lead.tenant_id, lead.version], [admin.id, tenant.id, 1])
  assert.match(lead.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/)
  assert.equal(lead.created_at, lead.updated_at)

  const found = await api.get(headers.location as string)
  assert.deepEqual(found.body, lead)
  const { notes: _, ...row } = lead
  const { body: list } = await api.get(`/leads?email=${sent.email.toLowerCase()}`)
  assert.deepEqual(list.items, [row])
  assert.equal(list.total, 1)

  const changed = await api.put(`/leads/${lead.id}`, { city: 'Rabat', description: null, tags: [] })
  assert.deepEqual([changed.status, changed.headers.etag], [200, '"2"'])
  assert.deepEqual([changed.body.city, changed.body.description, changed.body.tags], ['Rabat', null, []])
  assert.equal(changed.body.estimated_value, 48_250.75)
  assert.ok(changed.body.updated_at >= lead.updated_at)
  const patched = await api.patch(`/leads/${lead.id}`, { first_name: 'Amal' })
  assert.deepEqual([patched.body.full_name, patched.body.version], ['Amal El Fassi', 3])
})

test('a lead of one field gets the defaults of the rest', async () => {
  const { status, body: lead } = await api.post('/leads', { last_name: 'Alone' })
  assert.equal(status, 201)
  const expected = {
    lead_status: 'new',
    lead_source: null,
    lead_score: 50,
    score_locked: false,
    is_hot_lead: false,
    call_attempts: 0,
    tags: [],
    travel_interests: [],
    destinations: [],
    custom: {},
    notes: [],
    assigned_to: admin.id,
    archived_at: null,
    converted_at: null,
    last_contact_date: null,
  }
  for (const [name, value] of Object.entries(expected)) assert.deepEqual(lead[name], value, name)
  const { body: pooled } = await api.post('/leads', { last_name: 'Pool', assigned_to: null })
  assert.equal(pooled.assigned_to, null)
})

test('one of first_name, last_name, company_name, title and contact_id must be there', async () => {
  const { body: contact } = await api.post('/contacts', { first_name: 'Known', last_name: 'Person' })
  const known: [string, string][] = [
    ['first_name', 'A'],
    ['last_name', 'B'],
    ['company_name', 'C'],
    ['title', 'D'],
    ['contact_id', contact.id],
  ]
  for (const [name, value] of known) {
    const { status, body } = await api.post('/leads', { [name]: value })
    assert.equal(status, 201, name)
    assert.equal(body.full_name, name === 'contact_id' ? null : value)
  }
  for (const body of [{}, { email: 'a@b.example' }, { first_name: null }, { first_name: '  ' }, { title: '' }]) {
    const refused = await api.post('/leads', body)
    assert.equal(refused.status, 400, JSON.stringify(body))
    assert.deepEqual(fields(refused.body), ['first_name'])
  }
})

test('a caller may send an id of any version; the second lead with it is a conflict', async () => {
  const id = randomUUID().toUpperCase()
  const { status, body } = await api.post('/leads', { id, last_name: 'Offline' })
  assert.deepEqual([status, body.id], [201, id.toLowerCase()])
  assert.equal((await api.get(`/leads/${id}`)).status, 200)
  const again = await api.post('/leads', { id, last_name: 'Offline' })
  assert.deepEqual([again.status, again.body.code, fields(again.body)], [409, 'duplicate_id', ['id']])
  assert.equal((await api.post('/leads', { id: 'mine', last_name: 'X' })).status, 400)
})

test('empty text is no value, and null clears what may be empty', async () => {
  const { body: lead } = await api.post('/leads', { last_name: 'Clear', email: '', company_name: '', country: '' })
  assert.deepEqual([lead.email, lead.company_name, lead.country], [null, null, null])
  const { body: full } = await api.patch(`/leads/${lead.id}`, { email: 'c@c.example', lead_source: 'event' })
  assert.equal(full.lead_source, 'event')
  const { body: cleared } = await api.patch(`/leads/${lead.id}`, { email: null, lead_source: '' })
  assert.deepEqual([cleared.email, cleared.lead_source], [null, null])
  assert.equal((await api.patch(`/leads/${lead.id}`, { lead_status: null })).status, 400)
})

test('a change that changes nothing leaves version and history alone', async () => {
  const { body: lead } = await api.post('/leads', { last_name: 'Same', tags: ['a'] })
  const { status, body } = await api.put(`/leads/${lead.id}`, { last_name: 'Same', tags: ['a'] })
  assert.deepEqual([status, body.version], [200, 1])
  const { body: story } = await api.get(`/leads/${lead.id}/timeline`)
  assert.deepEqual(
    story.items.map(({ type }: { type: string }) => type),
    ['lead.created'],
  )
})

test('what only the server writes is refused by name, and nothing is stored', async () => {
  const { body: lead } = await api.post('/leads', { last_name: 'Strict' })
  const forbidden = {
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2020-01-01T00:00:00Z',
    created_by: admin.id,
    archived_at: null,
    converted_at: '2020-01-01T00:00:00Z',
    converted_account_id: randomUUID(),
    registry_customer_id: 'x',
    last_contact_date: '2020-01-01T00:00:00Z',
    full_name: 'Other',
    is_hot_lead: true,
    days_since_created: 4,
    phone_e164: '+212661234567',
    role: 'admin',
    is_admin: true,
  }
  for (const [name, value] of Object.entries(forbidden))
    for (const refused of [
      await api.post('/leads', { last_name: 'Never', [name]: value }),
      await api.patch(`/leads/${lead.id}`, { first_name: 'Never', [name]: value }),
    ]) {
      assert.deepEqual([refused.status, refused.body.code, fields(refused.body)], [400, 'unknown_field', [name]])
    }
  assert.equal((await api.patch(`/leads/${lead.id}`, { id: randomUUID() })).status, 400)
  assert.equal((await api.post('/leads', { last_name: 'Never', custom: { a: 1 } })).status, 400)
  assert.equal((await api.get('/leads?last_name=Never')).body.total, 0)
  assert.equal((await api.get(`/leads/${lead.id}`)).body.version, 1)
})

test('tenant_id in a body is accepted when it is the tenant, else 403', async () => {
  assert.equal((await api.post('/leads', { last_name: 'T', tenant_id: tenant.id })).status, 201)
  assert.equal((await api.post('/leads', { last_name: 'T', tenant_id: tenant.slug })).status, 201)
  const { status, body } = await api.post('/leads', { last_name: 'T', tenant_id: randomUUID() })
  assert.deepEqual([status, body.code], [403, 'tenant_mismatch'])
})

test('a lead that is not there is 404, whatever is asked of it', async () => {
  const id = randomUUID()
  const answers = await Promise.all([
    api.get(`/leads/${id}`),
    api.put(`/leads/${id}`, {}),
    api.patch(`/leads/${id}`, { city: 'X' }),
    api.delete(`/leads/${id}`),
    api.delete(`/leads/${id}?hard=true`),
    api.post(`/leads/${id}/restore`),
    api.post(`/leads/${id}/convert`, {}),
    api.post(`/leads/${id}/notes`, { content: 'x' }),
    api.post(`/leads/${id}/tags`, { tags: ['x'] }),
    api.delete(`/leads/${id}/tags/x`),
    api.post(`/leads/${id}/call-attempts`),
    api.put(`/leads/${id}/stage`, { stage: 'won' }),
    api.get(`/leads/${id}/score`),
    api.get(`/leads/${id}/timeline`),
  ])
  for (const { status, body } of answers) assert.deepEqual([status, body.code], [404, 'lead.not_found'])
})

test('an agent takes a free lead with the version that they saw; who comes later is told whose it is', async () => {
  const [agent, mate] = [await person('agent'), await person('agent')]
  const { body: free } = await api.post('/leads', { last_name: 'Free', assigned_to: null })
  const take = ({ id, api }: typeof agent, version = free.version) =>
    api.patch(`/leads/${free.id}`, { assigned_to: id, version })
  const stale = await take(mate, 7)
  assert.deepEqual([stale.status, stale.body.current.assigned_to], [412, null])
  const taken = await take(agent)
  assert.deepEqual([taken.status, taken.body.assigned_to, taken.body.version], [200, agent.id, 2])
  assert.equal((await take(mate)).status, 404)
  assert.equal((await agent.api.patch(`/leads/${free.id}`, { city: 'Fes', version: 2 })).status, 200)
})
