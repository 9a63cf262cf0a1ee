// Whoever belongs to one tenant gets nothing of another, through any operation there is (`security.md` A1, A3, A9).
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { setTenantStatus } from '#platform/tenants.ts'
import type { Served } from './document.ts'
import { settled } from './importing.ts'
import { shape, twoTenants } from './twoTenants.ts'

const { a, b, rihla, databases, asSuperuser, ...tenants } = await twoTenants()
const { operations, inTenant, ask, bodyOf, nothingCrossed } = tenants

/** A record that an operation may use up: a new one of A, where there is an operation that makes such. */
async function freshId({ resource, path }: Served): Promise<string> {
  // A tag is there while a record has it, and this operation may take it away.
  if (resource === 'tags') await a.admin.api.post('/leads', { last_name: a.canary, tags: [a.canary] })
  const undone = path.endsWith('/undo') && resource !== 'imports'
  const make = tenants.named(`${undone ? 'leads' : resource}.create`)
  if (!make) return a.ids[resource]!
  const { body, headers } = await ask(a, make, { body: bodyOf(make, a) })
  if (resource === 'imports') await advance(body.id, path)
  if (path.includes('{document_id}')) await tenants.addDocument(a, body.id)
  return undone ? (headers['x-operation-id'] as string) : body.id
}

/** Brings an import to where an operation takes it up. */
async function advance(id: string, path: string) {
  const steps = path.endsWith('/undo') ? ['check', 'run'] : /\/run$|\{row\}/.test(path) ? ['check'] : []
  for (const step of steps) {
    await a.admin.api.post(`/imports/${id}/${step}`, {})
    await settled(a.admin.api, id)
  }
}

test('every operation works on what is one’s own, so the refusals below mean something', async () => {
  for (const operation of inTenant.filter(({ streams }) => !streams))
    for (const branch of operation.body ? [0, 1] : [0])
      for (const action of operation.id.endsWith('.bulk') ? tenants.actionsOf(operation) : [undefined]) {
        const id = await freshId(operation)
        const merges = /^(?:accounts|contacts|leads)\.(?:m|previewM)erge$/.test(operation.id) && {
          keep: id,
          merge: [await freshId(operation)],
        }
        const body = action ? tenants.bulkOf(operation, a, action, id) : bodyOf(operation, a, { ...merges }, branch)
        const answer = await ask(a, operation, { id, body })
        const what = `${operation.id} ${action ?? ''} ${branch}: ${JSON.stringify(answer.body)}`
        assert.equal(answer.status, operation.status, what)
        if (action) assert.equal(answer.body.done, 1, what)
      }
})

test('another tenant in the path is refused in the words of one that does not exist', async () => {
  for (const operation of inTenant) {
    const asked = { id: b.ids[operation.resource], body: bodyOf(operation, b) }
    const absent = shape(await ask(a, operation, { ...asked, tenant: randomUUID() }))
    assert.equal(absent.status, 403, operation.id)
    assert.match(String(absent.headers['content-type']), /^application\/problem\+json/)
    for (const tenant of [b.id, b.slug, 'no-such-tenant', b.id.toUpperCase()])
      assert.deepEqual(shape(await ask(a, operation, { ...asked, tenant })), absent, `${operation.id} ${tenant}`)
  }
  await nothingCrossed()
})

test('no spelling of a path leads to another tenant', async () => {
  const paths = [
    `${a.id}/../${b.id}/leads`,
    `${a.id}%2f..%2f${b.id}/leads`,
    `..%2f${b.id}/leads`,
    `%2e%2e/tenants/${b.id}/leads`,
    `${b.id.replace(/^./, (c) => `%${c.charCodeAt(0).toString(16)}`)}/leads`,
    `${b.id}%00/leads`,
    `${a.id},${b.id}/leads`,
    `${a.id};${b.id}/leads`,
    `/${b.id}/leads`,
    `${b.schema}/leads`,
  ]
  for (const path of paths) {
    const { status, body } = await a.admin.api.get(`/api/v1/tenants/${path}`)
    assert.ok(status === 403 || status === 404, `${path}: ${status}`)
    assert.ok(!JSON.stringify(body).includes(b.canary), path)
  }
})

test('another tenant in the header is refused, and so are two', async () => {
  for (const operation of operations.filter(({ permission }) => permission !== 'public')) {
    const asked = { id: b.ids[operation.resource], body: bodyOf(operation, b) }
    for (const tenant of [a.id, '~'])
      for (const name of [b.id, b.slug, randomUUID()]) {
        const { status } = await ask(a, operation, { ...asked, tenant, headers: { 'x-tenant-id': name } })
        assert.equal(status, 403, `${operation.id} ${tenant}`)
      }
    // So Node hands over a header that was sent twice.
    for (const twice of [`${a.id}, ${b.id}`, `${a.id}, ${a.id}`]) {
      const { status } = await ask(a, operation, { ...asked, headers: { 'x-tenant-id': twice } })
      assert.equal(status, 400, operation.id)
    }
  }
  await nothingCrossed()
})

test('what is B’s is not there under A’s path, in the words of what never was', async () => {
  for (const operation of inTenant.filter(({ path }) => path.includes('{id}'))) {
    const body = bodyOf(operation, a)
    const absent = shape(await ask(a, operation, { id: randomUUID(), body }))
    assert.equal(absent.status, 404, operation.id)
    const { resource } = operation
    for (const id of [b.ids[resource], ...(resource === 'events' ? [b.ids.operation_id] : [])])
      assert.deepEqual(shape(await ask(a, operation, { id, body })), absent, operation.id)
  }
  await nothingCrossed()
})

test('who signs in to another tenant, or goes on there, is answered as if there were none', async () => {
  const [email, password] = [`guest-${randomUUID()}@test.example`, randomUUID()]
  const tenant = (await rihla.platform.findTenant(a.id))!
  await rihla.auth.users.createUser({ email, name: 'Guest', password, memberships: [{ tenant, role: 'agent' }] })
  const call = async (name: string, payload: object) => {
    const answer = await rihla.app.inject({ method: 'POST', url: `/api/v1/auth/${name}`, payload })
    return { status: answer.statusCode, body: answer.json(), headers: {} }
  }
  const { body: session } = await call('login', { email, password })
  assert.deepEqual([session.tenant.id, session.tenants.length], [a.id, 1])
  for (const [name, payload] of [
    ['login', { email, password }],
    ['refresh', { refresh_token: session.refresh_token }],
  ] as const) {
    const absent = shape(await call(name, { ...payload, tenant: 'no-such-tenant' }))
    assert.equal(absent.status, 403)
    for (const other of [b.id, b.slug]) assert.deepEqual(shape(await call(name, { ...payload, tenant: other })), absent)
  }
})

test('a suspended tenant answers 403 within a second, and its neighbour goes on', async () => {
  await tenants.quiet(a)
  await setTenantStatus(databases, a.id, 'suspended')
  await sleep(1000)
  const rows = await asSuperuser.checksum(a.schema)
  for (const operation of inTenant) {
    const { status, body } = await ask(a, operation, { body: bodyOf(operation, a) })
    assert.deepEqual([status, body.code], [403, 'tenant_suspended'], operation.id)
  }
  assert.equal(await asSuperuser.checksum(a.schema), rows)
  assert.equal((await b.admin.api.get('/leads')).status, 200)
  await setTenantStatus(databases, a.id, 'active')
  await sleep(1000)
  assert.equal((await a.admin.api.get('/leads')).status, 200)
})
