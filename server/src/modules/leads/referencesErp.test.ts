import assert from 'node:assert/strict'
import { test } from 'node:test'
import { curlOf } from '#test/curl.ts'
import { testTenant } from '#test/tenant.ts'

// The examples of the reference systems, as their documents print them, over a real socket.

const { rihla, tenant, admin, api } = await testTenant()
const curl = curlOf(rihla.app, admin.token)
const ids = (body: any): string[] => body.items.map(({ id }: { id: string }) => id)

test('s3: the pipeline asked for with a JSON body, and a stage moved with notes', async () => {
  const { body: lead } = await api.post('/leads', {
    title: 'Enterprise software',
    status: 'qualified',
    value: 50_000.0,
    probability: 75,
  })
  assert.deepEqual([lead.full_name, lead.conversion_probability], ['Enterprise software', 0.75])
  const pipeline = await curl(
    'GET',
    '/api/crm/leads/pipeline/',
    `{
  "stage": "qualification",
  "assigned_to": "${admin.id}",
  "date_range": "this_month"
}`,
  )
  assert.equal(pipeline.status, 200, JSON.stringify(pipeline.body))
  assert.deepEqual(
    pipeline.body.columns.map(({ key, count }: any) => [key, count]),
    [['qualified', 1]],
  )
  const moved = await curl(
    'PUT',
    `/api/crm/leads/${lead.id}/stage/`,
    `{
  "stage": "proposal",
  "notes": "Moved to proposal stage after demo"
}`,
  )
  assert.deepEqual([moved.status, moved.body.lead_status], [200, 'proposal'])
  const { body: story } = await api.get(`/leads/${lead.id}/timeline`)
  assert.equal(story.items[0].note, 'Moved to proposal stage after demo')
  const listed = await curl('GET', '/api/crm/leads/', '{"page": 1, "page_size": 20, "search": "software", "tags": []}')
  assert.deepEqual([listed.status, ids(listed.body)], [200, [lead.id]])
  const wins = await curl('GET', '/api/crm/leads/?search=nobody', '{"search": "software", "page_size": 5}')
  assert.deepEqual([wins.body.total, wins.body.page_size], [0, 5], 'the query wins')
  assert.equal((await curl('GET', '/api/crm/leads/', '{"colour": "red"}')).status, 400)
})

test('s4: REST paths, X-Tenant-Id, skip and take', async () => {
  const header = { 'x-tenant-id': tenant.id }
  const made = await curl(
    'POST',
    '/api/leads',
    '{"first_name": "Sara", "status": "NEW", "source": "SOCIAL", "value": 900}',
    header,
  )
  assert.deepEqual([made.status, made.body.lead_source, made.body.tenant_id], [201, 'social', tenant.id])
  const { id } = made.body
  const listed = await curl('GET', '/api/leads?skip=0&take=10&status=NEW&source=SOCIAL&search=sara', undefined, header)
  assert.deepEqual([ids(listed.body), listed.body.total], [[id], 1])
  assert.equal((await curl('GET', `/api/leads/${id}/`, undefined, header)).status, 200)
  assert.equal((await curl('PUT', `/api/leads/${id}`, '{"status": "QUALIFIED"}', header)).body.lead_status, 'qualified')
  const converted = await curl('POST', `/api/leads/${id}/convert`, undefined, header)
  assert.deepEqual([converted.status, converted.body.lead.converted_account_id], [201, converted.body.account.id])
  assert.equal((await curl('POST', `/api/leads/${id}/convert`, '', header)).status, 409)
  assert.equal((await curl('DELETE', `/api/leads/${id}`, undefined, { 'x-tenant-id': tenant.slug })).status, 204)
  const elsewhere = await curl('GET', '/api/leads', undefined, { 'x-tenant-id': 'somebody-else' })
  assert.deepEqual([elsewhere.status, elsewhere.body.code], [403, 'tenant_mismatch'])
  assert.equal((await curl('GET', '/api/leads', undefined, { authorization: 'Bearer x', ...header })).status, 401)
})

test('every shape of a path leads to the same leads', async () => {
  const shapes = [
    '/api/leads',
    '/api/leads/',
    '/api/crm/leads',
    '/api/crm/leads/',
    '/api/v1/leads',
    '/api/v1/leads/',
    `/api/v1/tenants/${tenant.id}/leads/`,
    `/api/v1/tenants/${tenant.slug}/leads`,
  ]
  const answers = await Promise.all(shapes.map((path) => curl('GET', `${path}?sort_by=created_at`)))
  for (const { status, body } of answers) assert.deepEqual([status, ids(body)], [200, ids(answers[0]!.body)])
})
