// A field that is for some roles is not there for the others.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settled } from '#test/importing.ts'
import { ok, testSight, told, undo } from '#test/sight.ts'
import type { Person } from '#test/tenant.ts'

const { api, admin, manager, agent, define, margin, secret, lead, customOf } = await testSight()

test('who sees a field is a list of roles, in which administrators always are; all roles are everybody', async () => {
  assert.deepEqual([margin.visible_to, secret.visible_to], [['admin', 'manager'], ['admin']])
  const keysFor = async (who: Person) =>
    (await ok(who.api.get('/custom-fields?record_type=lead'))).items.map(({ key }: { key: string }) => key)
  assert.deepEqual(await keysFor(admin), ['margin', 'secret', 'open', 'begun'])
  assert.deepEqual(await keysFor(manager), ['margin', 'open', 'begun'])
  assert.deepEqual(await keysFor(agent), ['open'])
  for (const who of [agent, manager]) await ok(who.api.get(`/custom-fields/${secret.id}`), 404)
  for (const visible_to of [[], ['boss'], 'agent', ['agent', 'agent', 'agent', 'agent', 'agent']])
    await ok(api.patch(`/custom-fields/${margin.id}`, { visible_to }), 400)
  const all = await define({ label: 'All', type: 'text', visible_to: ['viewer', 'agent', 'manager'] })
  assert.deepEqual([all.visible_to, all.searched], [null, true])
  await ok(api.delete(`/custom-fields/${all.id}`), 204)
})

test('what is not there is not written, filtered, sorted, grouped or summed, in the words of what never was', async () => {
  const { id } = await lead('Closed', { margin: 12, open: 'o' })
  for (const key of ['margin', 'secret'])
    for (const ask of [
      (key: string) => agent.api.post('/leads', { last_name: 'New', custom: { [key]: 1 } }),
      (key: string) => agent.api.patch(`/leads/${id}`, { custom: { [key]: 1 } }),
      (key: string) => agent.api.patch(`/leads/${id}`, { [`custom.${key}`]: null }),
      (key: string) => agent.api.get(`/leads?custom.${key}=1`),
      (key: string) => agent.api.get(`/leads?custom.${key}_empty=true`),
      (key: string) => agent.api.get(`/leads?custom.${key}_min=1`),
      (key: string) => agent.api.get(`/leads?sort_by=custom.${key}`),
      (key: string) => agent.api.get(`/leads/summary?group_by=custom.${key}`),
      (key: string) => agent.api.get(`/leads/summary?sum=custom.${key}`),
      (key: string) => agent.api.get(`/leads?include=custom.${key}`),
      (key: string) => agent.api.post('/views', { record_type: 'lead', name: 'V', query: { [`custom.${key}`]: '1' } }),
      (key: string) => agent.api.get(`/leads/${id}/timeline?field=custom.${key}`),
    ])
      assert.equal(
        told(await ask(key), key),
        told(await ask('nothing'), 'nothing').replaceAll('nothing', ''),
        String(ask),
      )
  const exported = (key: string) => manager.api.get(`/leads/export?columns=full_name,custom.${key}`)
  assert.equal(told(await exported('secret'), 'secret'), told(await exported('nothing'), 'nothing'))
  assert.deepEqual(await customOf(id), { begun: 'yes', margin: 12, open: 'o' })
})

test('a change by who does not see a value leaves it; a new record has its default, and what is demanded is demanded of who sees it', async () => {
  const { id } = await lead('Kept', { margin: 7, secret: 'hush' })
  const changed = await ok(agent.api.patch(`/leads/${id}`, { custom: { open: 'said' }, title: 'T' }))
  assert.deepEqual(changed.custom, { open: 'said' })
  assert.deepEqual(await customOf(id), { begun: 'yes', margin: 7, secret: 'hush', open: 'said' })
  const made = await ok(agent.api.post('/leads', { last_name: 'Mine' }), 201)
  assert.deepEqual([made.custom, await customOf(made.id)], [{}, { begun: 'yes' }])
  const contact = { first_name: 'A', last_name: 'B' }
  await ok(agent.api.post('/contacts', contact), 201)
  assert.equal((await ok(manager.api.post('/contacts', contact), 400)).errors[0].field, 'custom.demanded')
  // Taking back one's own change touches nothing else.
  await ok(undo(agent, changed))
  assert.deepEqual(await customOf(id), { begun: 'yes', margin: 7, secret: 'hush' })
})

test('a merge by who does not see a field fills it as always, and its undo empties it again', async () => {
  const [keep, other] = [await lead('One', { open: 'a' }), await lead('Two', { margin: 9, open: 'b', secret: 's' })]
  const body = { keep: keep.id, merge: [other.id], values: { custom: { open: 'b' } } }
  const preview = await ok(agent.api.post('/leads/merge/preview', body))
  assert.deepEqual(
    Object.keys(preview.changes).filter((name) => name.startsWith('custom')),
    ['custom.open'],
  )
  const merged = await ok(agent.api.post('/leads/merge', body))
  assert.deepEqual(merged.custom, { open: 'b' })
  assert.deepEqual(await customOf(keep.id), { begun: 'yes', margin: 9, secret: 's', open: 'b' })
  await ok(undo(agent, merged))
  assert.deepEqual(await customOf(keep.id), { begun: 'yes', open: 'a' })
  await ok(agent.api.post('/leads/merge', { ...body, values: { custom: { margin: 1 } } }), 400)
})

test('a shared view is the rest of it for who does not see all that it asks for', async () => {
  for (const [last_name, value] of [
    ['Rich', 50],
    ['Poor', 5],
  ] as const)
    await lead(last_name, { margin: value }, { campaign: 'sight' })
  const query = {
    campaign: 'sight',
    'custom.margin_min': '10',
    sort_by: 'custom.margin',
    sort_order: 'asc',
    cols: 'full_name:260!,custom.margin:90,city',
  }
  const view = await ok(manager.api.post('/views', { record_type: 'lead', name: 'Rich', shared: true, query }), 201)
  const seenBy = async (who: Person) => (await ok(who.api.get('/views'))).items.find((one: any) => one.id === view.id)
  assert.deepEqual((await seenBy(manager)).query, query)
  assert.deepEqual((await seenBy(agent)).query, { campaign: 'sight', cols: 'full_name:260!,city' })
  const names = async (who: Person) =>
    (await ok(who.api.get(`/leads?view=${view.id}`))).items.map((one: any) => one.last_name)
  assert.deepEqual([await names(manager), (await names(agent)).toSorted()], [['Rich'], ['Poor', 'Rich']])
  const events = await ok(agent.api.get(`/events?record_id=${view.id}`))
  assert.equal(JSON.stringify(events).includes('margin'), false)
})

test('nothing acts on more than a view shows to who sees all that it asks for', async () => {
  await define({ key: 'valid', label: 'Valid', type: 'date', visible_to: ['admin'] })
  await define({ key: 'valid_since', label: 'Valid since', type: 'text' })
  const kept = { valid: '2026-05-01', valid_since: 'then' }
  const campaign = { campaign: 'whole' }
  const meant = await lead('Meant', kept, campaign)
  await lead('Other', { valid_since: 'then' }, campaign)
  await lead('Third', kept, { campaign: 'another' })
  const keep = async (query: object) =>
    (await ok(api.post('/views', { record_type: 'lead', name: 'Whole', shared: true, query }), 201)).id as string
  const less = await keep({ ...campaign, 'custom.valid_empty': 'false' })
  const ask = (view: string, who: Person) => [
    who.api.get(`/leads/export?view=${view}`),
    who.api.post('/leads/bulk-action', { action: 'add_tags', tags: ['whole'], filter: { view } }),
  ]
  for (const { status, body } of await Promise.all(ask(less, manager)))
    assert.deepEqual([status, body.code], [422, 'view_incomplete'])
  assert.deepEqual((await ok(api.get(`/leads/${meant.id}`))).tags, [])
  // Looking at it changes nothing; and to who sees all of it, it is whole.
  assert.equal((await ok(manager.api.get(`/leads?view=${less}`))).total, 2)
  for (const { status } of await Promise.all(ask(less, admin))) assert.equal(status, 200)
  // Columns are no filter, nor is that of a field whose name begins like another's.
  const more = await keep({ ...campaign, 'custom.valid_since': 'then', cols: 'full_name,custom.valid' })
  for (const { status } of await Promise.all(ask(more, manager))) assert.equal(status, 200)
  const { items } = await ok(manager.api.get('/views'))
  assert.deepEqual(items.find(({ id }: { id: string }) => id === more).query, {
    ...campaign,
    'custom.valid_since': 'then',
    cols: 'full_name',
  })
})

test('an export has the columns that are there for who asks', async () => {
  await lead('Left', { margin: 77, open: 'out' }, { campaign: 'left' })
  const file = async (who: Person, more = '') => String((await who.api.get(`/leads/export?campaign=left${more}`)).body)
  assert.match(await file(admin), /custom\.secret/)
  assert.match(await file(manager), /custom\.margin/)
  assert.doesNotMatch(await file(manager), /secret/)
  assert.match(await file(manager, '&columns=custom'), /77/)
  assert.equal(agent.id.length > 0 && (await agent.api.get('/leads/export')).status, 403)
})

test('an import by who does not see a field leaves it, whatever was done with these headings before', async () => {
  const csv = (email: string) => Buffer.from(`Last name,E-mail,Open,Margin\nImported,${email},new,99\n`)
  const bring = async (who: Person, email: string, columns?: object[]) => {
    const type = { 'content-type': 'application/octet-stream' }
    const made = await ok(who.api.post('/imports?record_type=lead&name=l.csv', csv(email), type), 201)
    const path = `/imports/${made.id}`
    if (columns) await ok(who.api.patch(path, { columns }))
    await ok(who.api.post(`${path}/check`, {}), 202)
    await settled(who.api, made.id)
    await ok(who.api.post(`${path}/run`, {}), 202)
    await settled(who.api, made.id)
    return { ...made, path }
  }
  const mapped = (field: string) => [{ index: 3, field }]
  await bring(manager, 'first@sight.example', [...mapped('custom.margin'), { index: 2, field: 'custom.open' }])
  const known = await lead('Known', { margin: 5 }, { email: 'second@sight.example' })
  const made = await bring(agent, 'second@sight.example')
  assert.deepEqual(
    made.columns.map(({ field }: any) => field),
    ['last_name', 'email', 'custom.open', null],
  )
  assert.deepEqual(await customOf(known.id), { begun: 'yes', margin: 5, open: 'new' })
  await ok(agent.api.patch(made.path, { columns: mapped('custom.margin') }), 409)
  const other = await ok(
    agent.api.post('/imports?record_type=lead', csv('x@sight.example'), { 'content-type': 'application/octet-stream' }),
    201,
  )
  const refused = await ok(agent.api.patch(`/imports/${other.id}`, { columns: mapped('custom.margin') }), 400)
  const unknown = await ok(agent.api.patch(`/imports/${other.id}`, { columns: mapped('custom.nothing') }), 400)
  assert.deepEqual(refused.errors, unknown.errors)
  const [{ id: first }] = (await ok(api.get('/leads?email=first@sight.example'))).items
  assert.deepEqual(await customOf(first), { begun: 'yes', margin: 99, open: 'new' })
})

test('the document of the tenant has what is there for the reader', async () => {
  const document = async (who: Person) => JSON.stringify((await who.api.get('/openapi.json')).body)
  assert.match(await document(manager), /custom\.margin/)
  assert.doesNotMatch(await document(manager), /custom\.secret/)
  assert.match(await document(agent), /custom\.open/)
  assert.doesNotMatch(await document(agent), /custom\.margin|"margin"/)
})
