import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { api, person } = await testTenant()
const KNOWN = { first_name: 'John', last_name: 'Doe', company_name: 'Acme Travel Inc', estimated_value: 15_000.5 }
const made = async (lead: object = KNOWN) => (await api.post('/leads', lead)).body
const convert = (id: string, body?: object, as = api) => as.post(`/leads/${id}/convert`, body)

test('a part without what it needs is 422, naming it', async () => {
  const lead = await made({ company_name: 'Only Co' })
  const { status, body } = await convert(lead.id, { contact: { email: 'jane@only.example' } })
  assert.deepEqual([status, body.errors[0].field], [422, 'contact.first_name'])
})

test('one wrong part, and nothing is made', async () => {
  const lead = await made()
  const totals = async () =>
    Promise.all(['/accounts', '/contacts', '/opportunities'].map(async (path) => (await api.get(path)).body.total))
  const before = await totals()
  const wrong: [body: object, status: number][] = [
    [{ contact: { id: randomUUID() } }, 422],
    [{ account: { id: randomUUID() } }, 422],
    [{ opportunity: { stage: 'nowhere' } }, 422],
    [{ opportunity: { assigned_to: randomUUID() } }, 422],
    [{ opportunity: { amount: 'much' } }, 400],
    [{ account: { colour: 'red' } }, 400],
    [{ account: { name: null } }, 400],
    [{ account: [] }, 400],
    [{ contact: 'Jane' }, 400],
    [{ customer: {} }, 400],
    [{ account: { id: 'x' } }, 400],
  ]
  for (const [body, status] of wrong) {
    const answer = await convert(lead.id, body)
    assert.equal(answer.status, status, JSON.stringify([body, answer.body.errors]))
    assert.ok(answer.body.errors.length > 0 && answer.body.errors[0].field.length > 1, JSON.stringify(answer.body))
  }
  const stale = await convert(lead.id, {}, api)
  assert.equal(stale.status, 201)
  assert.deepEqual(
    await totals(),
    before.map((n: number) => n + 1),
  )
})

test('a stale version is 412 with the present lead, in our shape', async () => {
  const lead = await made()
  await api.patch(`/leads/${lead.id}`, { city: 'Bonn' })
  const { status, body, headers } = await api.post(`/leads/${lead.id}/convert`, {}, { 'if-match': '"1"' })
  assert.deepEqual(
    [status, body.current.city, body.current.tenant_id, headers.etag],
    [412, 'Bonn', lead.tenant_id, '"2"'],
  )
  assert.ok(!('search' in body.current))
})

test('who may not convert gets 403, who may not see gets 404', async () => {
  const [viewer, agent] = [await person('viewer'), await person('agent')]
  const lead = await made()
  const pooled = await made({ last_name: 'Pool', assigned_to: null })
  assert.equal((await convert(lead.id, {}, viewer.api)).status, 403)
  assert.equal((await convert(lead.id, {}, agent.api)).status, 404)
  assert.equal((await convert(pooled.id, {}, agent.api)).status, 403)
  const { body: own } = await agent.api.post('/leads', { last_name: 'Mine' })
  const { status, body } = await convert(own.id, {}, agent.api)
  assert.deepEqual([status, body.opportunity.assigned_to], [201, agent.id])
})
