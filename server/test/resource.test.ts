// A resource of three fields, added by one contract, one migration and one queries file, has all that records have.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { connectAsSuperuser } from './superuser.ts'
import { gadgetsModule } from './gadgets/queries.ts'
import { type Answer, type Person, testRihla } from './tenant.ts'

const { rihla, ...testing } = await testRihla({ extra: [gadgetsModule] })
const asSuperuser = await connectAsSuperuser(testing.admin)
const { tenant, person, team } = await testing.tenant()
const migration = readFileSync(new URL('gadgets/migration.sql', import.meta.url), 'utf8')
await asSuperuser.ask(`set role ${tenant.schema}`)
await asSuperuser.ask(`set search_path = ${tenant.schema}, shared`)
await asSuperuser.ask(migration)
await asSuperuser.ask('reset role')

const admin = await person('admin')
const { api } = admin
const names = (items: readonly { name: string }[]) => items.map(({ name }) => name).join()
async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body, headers } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return { ...body, headers }
}
const list = async (query: string, who: Person = admin) => ok(who.api.get(`/gadgets${query}`))

const made: Record<string, any> = {}
for (const [name, colour, weight] of [
  ['Élan', 'red', 30],
  ['anchor', 'green', 10],
  ['Bus', 'red', null],
  ['compass', null, 20],
] as const)
  made[name] = await ok(api.post('/gadgets', { name, colour, weight, tags: [`w${weight}`] }), 201)

test('it is made with a place, a version and an ETag, in any accepted spelling', async () => {
  const gadget = await ok(api.post('/gadgets', { label: 'Drum', colour: 'CRIMSON' }), 201)
  assert.partialDeepStrictEqual(gadget, {
    name: 'Drum',
    colour: 'red',
    weight: null,
    version: 1,
    tags: [],
    assigned_to: admin.id,
  })
  assert.deepEqual([gadget.tenant_id, gadget.headers.etag], [tenant.id, '"1"'])
  assert.equal(gadget.headers.location, `/api/v1/tenants/${tenant.id}/gadgets/${gadget.id}`)
  assert.equal((await ok(api.get(`/api/crm/gadgets/${gadget.id}/`))).name, 'Drum')
  for (const [body, field, code] of [
    [{}, 'name', 'required'],
    [{ name: 'x', size: 1 }, 'size', 'unknown_field'],
    [{ name: 'x', weight: 'heavy' }, 'weight', 'wrong_type'],
    [{ name: 'x', colour: 'pink' }, 'colour', 'not_allowed'],
    [{ name: 'x', version: 7 }, 'version', 'unknown_field'],
  ] as const) {
    const { errors } = await ok(api.post('/gadgets', body), 400)
    assert.deepEqual([errors[0].field, errors[0].code], [field, code])
  }
  await ok(api.delete(`/gadgets/${gadget.id}?hard=true`), 204)
  await ok(api.get(`/gadgets/${gadget.id}`), 404)
})

test('it is filtered, searched, sorted, counted and summed', async () => {
  for (const [query, expected] of [
    ['?sort_by=name', 'anchor,Bus,compass,Élan'],
    ['?sort_by=name&sort_order=desc', 'Élan,compass,Bus,anchor'],
    ['?sort_by=weight', 'anchor,compass,Élan,Bus'],
    ['?sort_by=weight&sort_order=desc', 'Élan,compass,anchor,Bus'],
    ['?sort_by=colour', 'Élan,Bus,anchor,compass'],
    ['?colour=Crimson&sort_by=name', 'Bus,Élan'],
    ['?colour=red,green&weight_min=10&sort_by=name', 'anchor,Élan'],
    ['?colour_not=red&sort_by=name', 'anchor,compass'],
    ['?colour_empty=true', 'compass'],
    ['?weight=10&weight=20&sort_by=name', 'anchor,compass'],
    ['?name_contains=US', 'Bus'],
    ['?label=bus', 'Bus'],
    ['?tags=W30', 'Élan'],
    ['?search=elan', 'Élan'],
    ['?search=comp', 'compass'],
    ['?created_at_from=today&assigned_to=me&sort_by=name&skip=1&take=2', 'Bus,compass'],
    ['?created_at_to=-1d', ''],
    ['?page=2&page_size=3&sort_by=name', 'Élan'],
    ['?seek=c&sort_by=name', 'compass,Élan'],
  ] as const)
    assert.equal(names((await list(query)).items), expected, query)
  for (const sort of ['name', 'weight', 'created_at'])
    for (const order of ['asc', 'desc']) {
      const whole = (await list(`?sort_by=${sort}&sort_order=${order}`)).items
      let [cursor, walked] = ['', [] as any[]]
      do {
        const page: any = await list(`?sort_by=${sort}&sort_order=${order}&take=1${cursor && `&cursor=${cursor}`}`)
        walked = [...walked, ...page.items]
        assert.equal(page.total, 4)
        cursor = page.next_cursor
      } while (cursor)
      assert.equal(names(walked), names(whole), `${sort} ${order}`)
    }
  const { groups, count, sum } = await ok(api.get('/gadgets/summary?group_by=colour&sum=weight'))
  assert.deepEqual(
    [count, sum, groups.find(({ key }: { key: string }) => key === 'red')],
    [4, 60, { key: 'red', count: 2, sum: 30 }],
  )
  assert.equal((await list('?include=assigned_to')).items[0].included.assigned_to.id, admin.id)
  for (const query of ['?size=1', '?colour=pink', '?sort_by=colours', '?cursor=x', '?weight_min=much'])
    await ok(api.get(`/gadgets${query}`), 400)
})

test('it is changed by version, and its log says what changed', async () => {
  const { id } = await ok(api.post('/gadgets', { name: 'Fan', weight: 1 }), 201)
  const changed = await ok(api.patch(`/gadgets/${id}`, { weight: 2 }, { 'if-match': '"1"' }))
  assert.deepEqual([changed.weight, changed.version, changed.headers.etag], [2, 2, '"2"'])
  const stale = await ok(api.put(`/gadgets/${id}`, { weight: 3 }, { 'if-match': '"1"' }), 412)
  assert.deepEqual([stale.current.weight, stale.headers.etag], [2, '"2"'])
  await ok(api.patch(`/gadgets/${id}`, { weight: 3, version: 1 }), 412)
  assert.equal((await ok(api.patch(`/gadgets/${id}`, {}))).version, 2)
  const key = { 'idempotency-key': id }
  const [one, two] = [
    await ok(api.post('/gadgets', { name: 'Once' }, key), 201),
    await ok(api.post('/gadgets', { name: 'Once' }, key), 201),
  ]
  assert.equal(one.id, two.id)
  await ok(api.delete(`/gadgets/${one.id}?hard=true`), 204)

  const { items } = await ok(api.get(`/events?record_id=${id}`))
  assert.deepEqual(
    items.map(({ type, changes }: any) => [type, changes.weight]),
    [
      ['gadget.updated', [1, 2]],
      ['gadget.created', [null, 1]],
    ],
  )
  await ok(api.post(`/events/${items[0].id}/undo`, {}))
  assert.deepEqual(
    [(await ok(api.get(`/gadgets/${id}`))).weight, (await ok(api.get(`/events?record_id=${id}`))).items[0].undoes],
    [1, items[0].id],
  )
  await ok(api.delete(`/gadgets/${id}`), 204)
  assert.equal(names((await list('?archived=true')).items), 'Fan')
  await ok(api.patch(`/gadgets/${id}`, { weight: 9 }), 409)
  assert.equal((await ok(api.post(`/gadgets/${id}/restore`, {}))).archived_at, null)
  assert.deepEqual((await ok(api.post(`/gadgets/${id}/tags`, { tags: ['new'] }))).tags, ['new'])
  assert.deepEqual((await ok(api.delete(`/gadgets/${id}/tags/NEW`))).tags, [])
  await ok(api.delete(`/gadgets/${id}?hard=true`), 204)
})

test('many are changed at once, as one operation that is undone as one', async () => {
  const before = (await list('?sort_by=name')).items
  const ids = before.map(({ id }: { id: string }) => id)
  for (const action of [
    { action: 'update', changes: { weight: 5 } },
    { action: 'assign', assigned_to: null },
    { action: 'add_tags', tags: ['sale'] },
    { action: 'archive' },
  ]) {
    const { done, refused, operation_id } = await ok(api.post('/gadgets/bulk-action', { ids, ...action }))
    assert.deepEqual([done, refused], [4, []])
    assert.notDeepEqual((await list('?sort_by=name')).items, before)
    assert.equal((await ok(api.post(`/events/${operation_id}/undo`, {}))).undone, 4)
    const after = (await list('?sort_by=name')).items
    const frame = { version: 0, updated_at: '' }
    assert.deepEqual(
      after.map((one: object) => ({ ...one, ...frame })),
      before.map((one: object) => ({ ...one, ...frame })),
    )
  }
  const none = await ok(api.post('/gadgets/bulk-action', { action: 'update_status', ids, lead_status: 'won' }), 400)
  assert.equal(none.errors[0].field, 'action')
})

test('it follows the rights of its owner, like any other record', async () => {
  const [one, two] = [await team(), await team()]
  const [agent, mate, stranger, viewer] = [
    await person('agent', one),
    await person('agent', one),
    await person('agent', two),
    await person('viewer'),
  ]
  const { id } = await ok(agent.api.post('/gadgets', { name: 'Mine' }), 201)
  for (const [who, read, write] of [
    [agent, 200, 200],
    [mate, 200, 403],
    [stranger, 404, 404],
    [viewer, 200, 403],
  ] as const) {
    await ok(who.api.get(`/gadgets/${id}`), read)
    await ok(who.api.patch(`/gadgets/${id}`, { weight: 7 }), write)
    assert.equal((await list('?search=mine', who)).total, read === 200 ? 1 : 0)
    assert.equal((await ok(who.api.get(`/events?record_id=${id}`))).items.length > 0, read === 200)
  }
  await ok(viewer.api.post('/gadgets', { name: 'x' }), 403)
})

test('it stands in the document of the API, and in the status of the modules', async () => {
  const document = (await rihla.app.inject('/openapi.json')).json()
  const path = document.paths['/api/v1/tenants/{tenant_id}/gadgets']
  assert.deepEqual([path.get.operationId, path.post['x-permission']], ['gadgets.list', 'gadgets:create'])
  assert.deepEqual(document.components.schemas.NewGadget.required, ['name'])
  const { modules } = await ok(api.get('/api/v1/modules/status'))
  assert.equal(modules.find(({ name }: { name: string }) => name === 'gadgets').operations, gadgetsModule.routes.length)
})
