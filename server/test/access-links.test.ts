// Linking needs a right to both ends, and an id is given once (`security.md` A2, T2).
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { accountResource } from '@rihla/contracts/accounts.ts'
import { contactResource } from '@rihla/contracts/contacts.ts'
import type { Field, Fields } from '@rihla/contracts/fields.ts'
import { leadResource } from '@rihla/contracts/leads.ts'
import { opportunityResource } from '@rihla/contracts/opportunities.ts'
import { testOrganization, type Resource } from './organization.ts'

const { people, tenant, asSuperuser, make } = await testOrganization()
const { admin, agent, mate, stranger, manager } = people
const resources = [accountResource, contactResource, leadResource, opportunityResource]
const pluralOf = new Map(resources.map(({ record_type, name }) => [record_type, name as Resource]))
const named = { name: 'x', first_name: 'x', last_name: 'x' }
const bodyOf = (resource: Resource) => {
  const { name, ...person } = named
  return resource === 'leads' || resource === 'contacts' ? person : { name }
}

/** Refused as a reference to nothing is, and nothing is written. */
async function refuses(field: string, call: () => Promise<{ status: number; body: any }>) {
  await asSuperuser.settled(tenant.schema)
  const rows = await asSuperuser.checksum(tenant.schema)
  const { status, body } = await call()
  const errors = body.errors?.map((error: { field: string; code: string }) => [error.field, error.code])
  assert.deepEqual([status, errors], [422, [[field, 'unknown_reference']]], JSON.stringify(body))
  assert.equal(await asSuperuser.checksum(tenant.schema), rows)
}

test('every reference that a body may set is judged by the right to read what it points to', async () => {
  let judged = 0
  for (const { name, fields } of resources)
    for (const [field, { kind, to, read_only }] of Object.entries(fields as Fields) as [string, Field][]) {
      const target = pluralOf.get(to ?? '')
      if (kind !== 'reference' || read_only || !target) continue
      const resource = name as Resource
      const [hidden, seen] = [await make(target, stranger.id), await make(target, mate.id)]
      const own = await make(resource, agent.id)
      for (const id of [hidden, randomUUID()]) {
        await refuses(field, () => agent.api.post(`/${resource}`, { ...bodyOf(resource), [field]: id }))
        await refuses(field, () => agent.api.patch(`/${resource}/${own}`, { [field]: id }))
        await refuses(field, () => agent.api.put(`/${resource}/${own}`, { [field]: id }))
      }
      const made = await agent.api.post(`/${resource}`, { ...bodyOf(resource), [field]: seen })
      const changed = await agent.api.patch(`/${resource}/${own}`, { [field]: seen })
      assert.deepEqual([made.status, made.body[field], changed.status, changed.body[field]], [201, seen, 200, seen])
      // What somebody else linked may stay, and be said again, or be let go.
      await admin.api.patch(`/${resource}/${own}`, { [field]: hidden })
      for (const value of [hidden, null]) {
        const answer = await agent.api.patch(`/${resource}/${own}`, { [field]: value, tags: [String(value)] })
        assert.deepEqual([answer.status, answer.body[field]], [200, value])
      }
      const bulk = { action: 'update', ids: [await make(resource, manager.id)], changes: { [field]: randomUUID() } }
      assert.equal((await manager.api.post(`/${resource}/bulk-action`, bulk)).body.done, 0)
      judged += 1
    }
  assert.ok(judged >= 5)
})

test('a conversion links only what its author can read', async () => {
  for (const [part, resource] of [
    ['account', 'accounts'],
    ['contact', 'contacts'],
    ['opportunity', 'opportunities'],
  ] as const) {
    const lead = await make('leads', agent.id)
    const [hidden, seen] = [await make(resource, stranger.id), await make(resource, mate.id)]
    for (const id of [hidden, randomUUID()])
      await refuses(`${part}.id`, () => agent.api.post(`/leads/${lead}/convert`, { [part]: { id } }))
    const { status, body } = await agent.api.post(`/leads/${lead}/convert`, { [part]: { id: seen } })
    assert.deepEqual([status, body[part].id], [201, seen])
  }
  const account_id = await make('accounts', stranger.id)
  const lead = await make('leads', agent.id)
  await refuses('account_id', () => agent.api.post(`/leads/${lead}/convert`, { contact: { account_id } }))
})

test('a record cannot be made under the id of another, to read its story', async () => {
  const secrets = [await make('accounts', stranger.id), await make('leads', stranger.id, { notes: 'secret' })]
  const gone = await make('leads', stranger.id, { description: 'secret' })
  await admin.api.delete(`/leads/${gone}?hard=true`)
  const [note] = await asSuperuser.ask(`select id from ${tenant.schema}.activities limit 1`)
  for (const id of [...secrets, gone, note.id])
    for (const resource of ['leads', 'accounts', 'contacts', 'opportunities'] as const) {
      const { status, body } = await agent.api.post(`/${resource}`, { ...bodyOf(resource), id })
      assert.deepEqual([status, body.code], [409, 'duplicate_id'], resource)
      assert.equal((await agent.api.get(`/${resource}/${id}/timeline`)).status, 404)
    }
  const id = randomUUID()
  const twins = ['leads', 'accounts'] as const
  const answers = await Promise.all(
    twins.map((resource) => agent.api.post(`/${resource}`, { ...bodyOf(resource), id })),
  )
  for (const [i, resource] of twins.entries()) {
    if (answers[i]!.status !== 201) continue
    const { items } = (await agent.api.get(`/${resource}/${id}/timeline`)).body
    assert.deepEqual(
      items.map(({ record_type }: { record_type: string }) => `${record_type}s`),
      [resource],
    )
  }
})

test('one key stands for one request: the same body for another record is another request', async () => {
  const [one, two] = [await make('leads', agent.id), await make('leads', agent.id)]
  const note = { content: 'Called.' }
  const key = { 'idempotency-key': randomUUID() }
  assert.equal((await agent.api.post(`/leads/${one}/notes`, note, key)).status, 201)
  const again = await agent.api.post(`/leads/${one}/notes`, note, key)
  assert.deepEqual([again.status, again.headers['idempotent-replayed']], [201, 'true'])
  const other = await agent.api.post(`/leads/${two}/notes`, note, key)
  assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused'])
  // The key is its sender's alone.
  assert.equal((await mate.api.post(`/leads/${two}/notes`, note, key)).status, 201)
  assert.equal((await agent.api.get(`/leads/${one}`)).body.notes.length, 1)
})
