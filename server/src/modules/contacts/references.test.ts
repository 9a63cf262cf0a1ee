import assert from 'node:assert/strict'
import { test } from 'node:test'
import { curlOf } from '#test/curl.ts'
import { testTenant } from '#test/tenant.ts'

// The examples of the reference systems about contacts, as their documents print them, over a real socket.

const { rihla, tenant, admin, api } = await testTenant()
const curl = curlOf(rihla.app, admin.token)
const ids = (body: any): string[] => body.items.map(({ id }: { id: string }) => id)

test('s0: every endpoint of contacts', async () => {
  const contacts = `/api/v1/tenants/${tenant.id}/contacts`
  const made = await curl('POST', contacts, '{"first_name": "John", "last_name": "Doe"}')
  assert.equal(made.status, 201)
  const { id } = made.body
  assert.ok(String(made.headers.location).endsWith(`/contacts/${id}`))
  assert.deepEqual(ids((await curl('GET', contacts)).body), [id])
  assert.equal((await curl('GET', `${contacts}/${id}`)).body.full_name, 'John Doe')
  assert.equal((await curl('PUT', `${contacts}/${id}`, '{"title": "CEO"}')).body.title, 'CEO')
  const document = '{"number": "C01X00T47", "country": "Germany", "expires_on": "2199-12-31"}'
  assert.equal((await curl('POST', `${contacts}/${id}/travel-documents`, document)).body.country, 'DE')
  const expiring = await curl('GET', `${contacts}/passport-expiring`)
  assert.deepEqual([expiring.status, expiring.body.items], [200, []])
  const stats = await curl('GET', `${contacts}/stats`)
  assert.deepEqual([stats.status, stats.body.total_contacts, stats.body.with_passport], [200, 1, 1])
  assert.equal((await curl('DELETE', `${contacts}/${id}`)).status, 204)
  assert.deepEqual(ids((await curl('GET', contacts)).body), [])
})

test('s3: create a contact of a company, and find it by search, tags and who it is assigned to', async () => {
  const { body: company } = await api.post('/accounts', { name: 'Example Corp' })
  const made = await curl(
    'POST',
    '/api/crm/contacts/',
    `{
  "first_name": "John",
  "last_name": "Doe",
  "email": "john.doe@example.com",
  "phone": "+1-555-0123",
  "company_id": "${company.id}",
  "title": "CEO",
  "tags": ["prospect", "enterprise"]
}`,
  )
  assert.equal(made.status, 201)
  assert.partialDeepStrictEqual(made.body, {
    email: 'john.doe@example.com',
    phone: '+1-555-0123',
    account_id: company.id,
    title: 'CEO',
    tags: ['prospect', 'enterprise'],
  })
  const { id } = made.body
  await api.patch(`/contacts/${id}`, { tags: ['vip', 'customer', 'prospect'] })
  const listed = await curl(
    'GET',
    '/api/crm/contacts/',
    `{
  "page": 1,
  "page_size": 20,
  "search": "john",
  "tags": ["vip", "customer"],
  "assigned_to": "${admin.id}"
}`,
  )
  assert.deepEqual([listed.status, ids(listed.body), listed.body.page_size], [200, [id], 20])
  assert.deepEqual(ids((await curl('GET', `/api/crm/contacts/?company_id=${company.id}`)).body), [id])
})
