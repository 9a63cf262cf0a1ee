// Who may do what to which record: every role, operation and owner, as `contracts/src/permissions.ts` says (C1, C2).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Served } from './document.ts'
import { type Colleague, testOrganization, type Resource } from './organization.ts'

const { people, tenant, asSuperuser, operations, may, make, call, bodyOf, RESOURCES } = await testOrganization()
const { admin, manager, agent, mate, stranger, viewer } = people
const judged = [admin, manager, agent, viewer]
/** An owner for each place that a record may have towards somebody of team One. */
const everywhere = (who: Colleague) => [who.id, mate.id, stranger.id, null]
const actionOf = ({ permission }: Served) => permission.split(':')[1]!
const isOurs = ({ resource }: Served) => RESOURCES.includes(resource as Resource)
const ofOne = operations.filter((operation) => isOurs(operation) && operation.path.includes('{id}'))
const ofMany = operations.filter((operation) => isOurs(operation) && !operation.path.includes('{id}'))

/** What the caller should be told: 403 without the permission at all, 404 out of sight, 403 in sight but not theirs. */
function expected(who: Colleague, operation: Served, owner: string | null): number {
  const { resource, status } = operation
  const action = actionOf(operation)
  const anywhere = everywhere(who).some((some) => may(who, action, some, resource))
  if (!anywhere) return 403
  if (!may(who, 'read', owner, resource)) return 404
  return may(who, action, owner, resource) ? status : 403
}

/** Calls that must be refused write nothing; one checksum judges them all. */
async function refuse(calls: readonly (() => Promise<void>)[]) {
  await asSuperuser.settled(tenant.schema)
  const rows = await asSuperuser.checksum(tenant.schema)
  for (const call of calls) await call()
  assert.equal(await asSuperuser.checksum(tenant.schema), rows, 'a refusal wrote something')
  return calls.length
}

test('role × operation × owner answers as the permissions say, and a refusal writes nothing', async () => {
  const refused: (() => Promise<void>)[] = []
  for (const owner of [admin.id, manager.id, agent.id, viewer.id, mate.id, stranger.id, null]) {
    const kept = new Map<string, string>()
    for (const resource of RESOURCES) kept.set(resource, await make(resource, owner, { tags: ['office'] }))
    for (const who of judged)
      for (const operation of ofOne) {
        const status = expected(who, operation, owner)
        const resource = operation.resource as Resource
        const used = status < 400 && operation.method !== 'GET'
        const id = used ? await make(resource, owner, { tags: ['office'] }) : kept.get(resource)!
        const attempt = async () => {
          const answer = await call(who, operation, id, { assigned_to: undefined })
          const what = `${who.name} ${operation.id}, owner ${owner}: ${JSON.stringify(answer.body)}`
          assert.equal(answer.status, status, what)
        }
        if (status >= 400) refused.push(attempt)
        else await attempt()
      }
  }
  assert.ok((await refuse(refused)) > 300)
})

/** Two records of `who`, where an operation is about two. */
async function pairOf({ id }: Colleague, { id: operation, resource }: Served) {
  const merges = /^(?:accounts|contacts|leads)\.(?:m|previewM)erge$/.test(operation)
  if (!merges && operation !== 'duplicates.dismiss') return {}
  const of = merges ? (resource as Resource) : 'contacts'
  const [keep, other] = [await make(of, id), await make(of, id)]
  return merges ? { keep, merge: [other] } : { ids: [keep, other] }
}

test('what is about no one record is asked by who holds the permission somewhere', async () => {
  const refused: (() => Promise<void>)[] = []
  for (const who of judged)
    for (const operation of ofMany) {
      const allowed = everywhere(who).some((owner) => may(who, actionOf(operation), owner))
      const bulk = operation.id.endsWith('.bulk') && allowed
      const resource = operation.resource as Resource
      const ids = [bulk ? await make(resource, who.id) : crypto.randomUUID()]
      const values: object = {
        assigned_to: undefined,
        action: 'archive',
        ids,
        ...(allowed && (await pairOf(who, operation))),
      }
      const attempt = async () => {
        const answer = await call(who, operation, undefined, values)
        assert.equal(answer.status, allowed ? operation.status : 403, `${who.name} ${operation.id}`)
        if (bulk) assert.equal(answer.body.done, 1, operation.id)
      }
      if (allowed) await attempt()
      else refused.push(attempt)
    }
  assert.ok((await refuse(refused)) > 10)
})

test('only who may purge removes for good, one by one or in bulk', async () => {
  const refused: (() => Promise<void>)[] = []
  for (const who of judged)
    for (const resource of RESOURCES) {
      const [one, another] = [await make(resource, who.id), await make(resource, who.id)]
      const attempt = async () => {
        const bulk = await who.api.post(`/${resource}/bulk-action`, { action: 'delete', ids: [one] })
        const single = await who.api.delete(`/${resource}/${another}?hard=true`)
        assert.deepEqual([bulk.status, single.status], who === admin ? [200, 204] : [403, 403], who.name)
      }
      if (who === admin) await attempt()
      else refused.push(attempt)
    }
  await refuse(refused)
})

test('fields that only the server writes are refused by name, and nothing is stored', async () => {
  const fields = ['role', 'is_admin', 'created_at', 'updated_at', 'created_by', 'archived_at', 'converted_at', 'search']
  const made = ofMany.filter(({ id }) => id.endsWith('.create'))
  const attempts = made.flatMap((operation) =>
    fields.map((field) => async () => {
      const body = { ...bodyOf(operation), [field]: '2026-01-01T00:00:00Z' }
      const answer = await admin.api.post(`/${operation.resource}`, body)
      assert.deepEqual([answer.status, answer.body.errors[0].field], [400, field], operation.id)
    }),
  )
  await refuse(attempts)
})

test('an agent takes what is nobody’s, and hands nothing on', async () => {
  const refusals: [who: Colleague, owner: string | null, to: string | null][] = [
    [agent, null, mate.id],
    [agent, agent.id, mate.id],
    [agent, agent.id, null],
    [agent, mate.id, agent.id],
    [agent, mate.id, null],
    [manager, stranger.id, manager.id],
    [manager, stranger.id, null],
    [viewer, null, viewer.id],
  ]
  const attempts: (() => Promise<void>)[] = []
  for (const [who, owner, to] of refusals) {
    const id = await make('leads', owner)
    for (const changes of [{ assigned_to: to }, { assigned_to: to, city: 'Fes' }])
      attempts.push(async () => {
        const answer = await who.api.patch(`/leads/${id}`, changes)
        assert.equal(answer.status, 403, `${who.name} ${owner} → ${to}: ${JSON.stringify(answer.body)}`)
      })
  }
  await refuse(attempts)
  assert.equal((await agent.api.post('/leads', { title: 'x', assigned_to: mate.id })).status, 403)

  const free = await make('leads', null)
  assert.equal((await agent.api.patch(`/leads/${free}`, { city: 'Fes' })).status, 403)
  const taken = await agent.api.patch(`/leads/${free}`, { assigned_to: agent.id })
  assert.deepEqual([taken.status, taken.body.assigned_to], [200, agent.id])
  assert.equal((await mate.api.patch(`/leads/${free}`, { assigned_to: mate.id })).status, 403)
  assert.equal((await agent.api.post('/leads', { title: 'x' })).body.assigned_to, agent.id)
  assert.equal((await agent.api.post('/leads', { title: 'x', assigned_to: null })).body.assigned_to, null)
  for (const [owner, to] of [
    [mate.id, stranger.id],
    [null, mate.id],
    [manager.id, null],
  ] as const)
    assert.equal((await manager.api.patch(`/leads/${await make('leads', owner)}`, { assigned_to: to })).status, 200)
})

test('bulk changes what the caller may, and says of the rest no more than they may know', async () => {
  const [own, team, foreign] = [
    await make('leads', manager.id),
    await make('leads', agent.id),
    await make('leads', stranger.id),
  ]
  const missing = crypto.randomUUID()
  const ids = [own, foreign, missing, team]
  const { body } = await manager.api.post('/leads/bulk-action', { action: 'add_tags', tags: ['x'], ids })
  assert.equal(body.done, 2)
  // In the order of the ids, which is nobody's concern here.
  assert.deepEqual(Object.fromEntries(body.refused.map(({ id, code }: { id: string; code: string }) => [id, code])), {
    [foreign]: 'permission_denied',
    [missing]: 'lead.not_found',
  })
  for (const id of [own, team, foreign])
    assert.deepEqual((await admin.api.get(`/leads/${id}`)).body.tags, id === foreign ? [] : ['x'])
})
