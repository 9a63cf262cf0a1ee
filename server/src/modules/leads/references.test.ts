import assert from 'node:assert/strict'
import { test } from 'node:test'
import { curlOf } from '#test/curl.ts'
import { testTenant } from '#test/tenant.ts'

// The examples of the reference systems, as their documents print them, over a real socket.

const { rihla, tenant, admin, api, person } = await testTenant()
const curl = curlOf(rihla.app, admin.token)
const ids = (body: any): string[] => body.items.map(({ id }: { id: string }) => id)

const S0_LEAD = `{
    "first_name": "John",
    "last_name": "Doe",
    "email": "john.doe@example.com",
    "phone": "+1-234-567-8900",
    "company_name": "Acme Travel Inc",
    "lead_status": "new",
    "interest_level": "high",
    "travel_interests": ["business", "luxury"],
    "preferred_travel_date": "2024-06-15",
    "number_of_travelers": 2,
    "estimated_value": 5000.00
  }`

test('s0: health, modules, authentication', async () => {
  assert.equal((await curl('GET', '/health', undefined, { authorization: '' })).body.status, 'ok')
  const modules = await curl('GET', '/api/v1/modules/status', undefined, { authorization: '' })
  assert.equal(modules.status, 200)
  assert.ok(modules.body.modules.some(({ name, state }: any) => name === 'leads' && state === 'loaded'))
  assert.equal((await curl('GET', '/api/v1/auth/test')).status, 200)
  assert.equal((await curl('GET', `/api/v1/tenants/${tenant.id}/auth/test`)).status, 200)
  assert.equal((await curl('GET', '/api/v1/auth/test', undefined, { authorization: '' })).status, 401)
})

test('s0: create a lead, list with filtering, and every endpoint of its list', async () => {
  const leads = `/api/v1/tenants/${tenant.id}/leads`
  const made = await curl('POST', leads, S0_LEAD)
  assert.equal(made.status, 201)
  const { id } = made.body
  assert.deepEqual(
    [made.body.full_name, made.body.estimated_value, made.body.lead_score, made.body.phone],
    ['John Doe', 5000, 70, '+1-234-567-8900'],
  )
  const listed = await curl('GET', `${leads}?lead_status=new&page=1&page_size=20&sort_by=created_at&sort_order=desc`)
  assert.deepEqual([listed.status, ids(listed.body)], [200, [id]])
  assert.deepEqual([listed.body.total, listed.body.page, listed.body.page_size], [1, 1, 20])
  assert.equal((await curl('GET', `${leads}/${id}`)).body.id, id)
  assert.equal((await curl('PUT', `${leads}/${id}`, '{"interest_level": "low"}')).body.interest_level, 'low')
  const bulk = await curl(
    'POST',
    `${leads}/bulk-action`,
    JSON.stringify({ action: 'add_tags', ids: [id], tags: ['b'] }),
  )
  assert.equal(bulk.body.done, 1)
  assert.equal((await curl('GET', `${leads}/stats`)).body.total_leads, 1)
  const converted = await curl('POST', `${leads}/${id}/convert`, '{}')
  assert.deepEqual([converted.status, converted.body.account.name], [201, 'Acme Travel Inc'])
  assert.equal((await curl('DELETE', `${leads}/${id}`)).status, 204)
  const bySlug = await curl('GET', `/api/v1/tenants/${tenant.slug}/leads?archived=true`)
  assert.deepEqual(ids(bySlug.body), [id])
})

test('s0: create an opportunity', async () => {
  const { body: account } = await api.post('/accounts', { name: 'Acme' })
  const { body: contact } = await api.post('/contacts', { first_name: 'Jane', last_name: 'Doe' })
  const body = `{
    "name": "European Business Trip - Q2 2024",
    "account_id": "${account.id}",
    "contact_id": "${contact.id}",
    "stage": "prospecting",
    "probability": 25,
    "amount": 15000.00,
    "expected_close_date": "2024-05-31",
    "travel_type": "business",
    "destinations": ["Paris", "London", "Berlin"],
    "departure_date": "2024-06-01",
    "return_date": "2024-06-15",
    "number_of_adults": 2,
    "budget_level": "premium"
  }`
  const made = await curl('POST', `/api/v1/tenants/${tenant.id}/opportunities`, body)
  assert.deepEqual([made.status, made.body.probability, made.body.status], [201, 25, 'open'])
})

test('s2: a complete lead lifecycle', async () => {
  const agent = await person('agent')
  // 1. Create lead
  const created = await curl(
    'POST',
    '/api/v1/leads',
    '{"first_name": "Jane", "last_name": "Smith", "email": "jane@techcorp.com", "phone": "+1987654321", "source": "REFERRAL"}',
  )
  assert.deepEqual([created.status, created.body.lead_score, created.body.lead_status], [201, 80, 'new'])
  const { id } = created.body
  // 2. Assign to agent
  const assigned = await curl(
    'POST',
    '/api/v1/leads/bulk-action',
    JSON.stringify({ action: 'assign', lead_ids: [id], agent_user_id: agent.id }),
  )
  assert.equal(assigned.body.done, 1)
  // 3. Update after contact
  const contacted = await curl(
    'PUT',
    `/api/v1/leads/${id}`,
    '{"status": "CONTACTED", "notes": [{"content": "Initial call completed", "type": "call"}]}',
    { authorization: `Bearer ${agent.token}` },
  )
  assert.deepEqual([contacted.status, contacted.body.lead_status], [200, 'contacted'])
  const called = contacted.body.notes.find(({ type }: any) => type === 'call')
  assert.deepEqual([called.content, called.created_by], ['Initial call completed', agent.id])
  assert.ok(contacted.body.notes.some(({ content }: any) => /lead_status: new → contacted/.test(content)))
  assert.ok(contacted.body.last_contact_date)
  // 4. Check if hot lead
  assert.equal(contacted.body.is_hot_lead, true)
  // 5. Get statistics
  const { body: stats } = await curl('GET', `/api/v1/leads/stats?assigned_to=${agent.id}`)
  assert.deepEqual([stats.total_leads, stats.hot_leads_count, stats.conversion_rate], [1, 1, 0])
  assert.deepEqual([stats.leads_by_status, stats.leads_by_source], [{ contacted: 1 }, { referral: 1 }])
})

test('s2: basic usage, filtering options and advanced filtering', async () => {
  const made = await curl(
    'POST',
    '/api/leads',
    '{"first_name": "John", "last_name": "Doe", "email": "john@example.com", "phone": "+1234567890", "source": "WEBSITE", "tags": ["enterprise", "tech"], "company": "Tech", "next_follow_up": "2024-01-01T10:00:00Z"}',
  )
  assert.equal(made.body.lead_score, 100)
  const { id } = made.body
  const found = await curl('GET', '/api/leads?search=john&is_hot_leads_only=True')
  assert.deepEqual(ids(found.body), [id])
  const updated = await curl('PUT', `/api/leads/${id}`, '{"status": "CONTACTED", "lead_score": 85}')
  assert.deepEqual(
    [updated.body.lead_status, updated.body.lead_score, updated.body.score_locked],
    ['contacted', 85, true],
  )
  // datetime.utcnow().isoformat() has no offset
  const weekAgo = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, -1)
  const soon = new Date(Date.now() + 60_000).toISOString().slice(0, -1)
  const options = new URLSearchParams({
    status: 'CONTACTED',
    source: 'WEBSITE',
    assigned_to: admin.id,
    date_range_start: weekAgo,
    date_range_end: soon,
    lead_score_min: '70',
    lead_score_max: '100',
    search: 'john',
    is_hot_leads_only: 'True',
    skip: '0',
    limit: '50',
    sort_by: 'lead_score',
    sort_order: 'desc',
  })
  const every = await curl('GET', `/api/leads?${options.toString()}&tags=enterprise&tags=tech`)
  assert.deepEqual([every.status, ids(every.body), every.body.total], [200, [id], 1])
  const followUp = '/api/leads?lead_score_min=80&tags=enterprise&sort_by=next_follow_up&sort_order=asc'
  assert.deepEqual(ids((await curl('GET', `${followUp}&status=CONTACTED`)).body), [id])
  assert.deepEqual(ids((await curl('GET', `${followUp}&status=QUALIFIED`)).body), [])
  const archived = await curl('DELETE', `/api/leads/${id}?hard_delete=False`)
  assert.equal(archived.status, 204)
  const { body: lead } = await curl('GET', `/api/leads/${id}`)
  assert.deepEqual([lead.lead_status, lead.tags.includes('archived')], ['lost', true])
  const gone = await curl('DELETE', `/api/leads/${id}?hard_delete=True`)
  assert.deepEqual([gone.status, (await curl('GET', `/api/leads/${id}`)).status], [204, 404])
})
