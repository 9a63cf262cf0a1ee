import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { type Answer, type Person, testTenant } from '#test/tenant.ts'

const { api, admin, person, newRihlaTenant } = await testTenant()
const [manager, agent, viewer] = [await person('manager'), await person('agent'), await person('viewer')]

async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body, headers } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return { ...body, headers }
}
const keep = (who: Person, view: object = {}, status = 201) =>
  ok(who.api.post('/views', { record_type: 'lead', name: 'Mine', ...view }), status)
const namesFor = async (who: Person, query = '?record_type=lead'): Promise<string[]> =>
  (await ok(who.api.get(`/views${query}`))).items.map(({ name }: { name: string }) => name)
const undo = (who: Person, { headers }: { headers: object }) =>
  who.api.post(`/events/${(headers as Record<string, string>)['x-operation-id']}/undo`, {})

test('a view keeps the address of a list, and is listed with the shared ones in their order', async () => {
  const query = { lead_status: 'new,contacted', lead_score_min: '60', sort_by: 'lead_score', sort_order: 'desc' }
  const look = { layout: 'board', cols: 'full_name:260!,lead_score', group: 'lead_source' }
  const view = await keep(agent, { name: 'Hot', query: { ...query, ...look }, position: 2 })
  assert.partialDeepStrictEqual(view, {
    record_type: 'lead',
    query: { ...query, ...look },
    shared: false,
    created_by: agent.id,
    version: 1,
  })
  assert.deepEqual([view.headers.etag, view.headers.location.endsWith(`/views/${view.id}`)], ['"1"', true])
  await keep(agent, { name: 'Beta', position: 1 })
  await keep(agent, { name: 'alpha', position: 1 })
  await keep(viewer, { name: 'A viewer keeps views too' })
  await keep(manager, { name: 'For all', shared: true, position: 3 })
  await keep(agent, { name: 'Accounts', record_type: 'account', query: { account_type: 'business' } })
  assert.deepEqual(await namesFor(agent), ['alpha', 'Beta', 'Hot', 'For all'])
  assert.deepEqual(await namesFor(agent, '?record_type=account'), ['Accounts'])
  assert.deepEqual(await namesFor(viewer), ['A viewer keeps views too', 'For all'])
  assert.deepEqual(await namesFor(admin, ''), ['For all'])
})

test('what no list of the record takes is refused by name', async () => {
  for (const [view, field] of [
    [{ query: { lead_mood: 'good' } }, 'query.lead_mood'],
    [{ query: { account_type: 'business' } }, 'query.account_type'],
    [{ query: { lead_status: 'brilliant' } }, 'query.lead_status[0]'],
    [{ query: { lead_score_min: 'much' } }, 'query.lead_score_min'],
    [{ query: { cursor: 'abc' } }, 'query.cursor'],
    [{ query: { view: randomUUID() } }, 'query.view'],
    [{ query: { lead_score_min: 60 } }, 'query.lead_score_min'],
    [{ query: { city: 'a\0b' } }, 'query.city'],
    [{ query: { city: 'x'.repeat(1990), campaign: 'y'.repeat(1990), title: 'z'.repeat(200) } }, 'query'],
    [{ query: Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`k${i}`, 'x'])) }, 'query'],
    [{ query: 'lead_status=new' }, 'query'],
    [{ record_type: 'activity' }, 'record_type'],
    [{ record_type: 'nonsense' }, 'record_type'],
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: undefined }, 'name'],
    [{ position: -1 }, 'position'],
    [{ created_by: manager.id }, 'created_by'],
  ] as const) {
    const { errors } = await keep(agent, view, 400)
    assert.equal(errors[0]?.field, field, JSON.stringify([view, errors]))
  }
  const { id } = await keep(agent, { query: { status: 'NEW' } })
  await ok(agent.api.patch(`/views/${id}`, { query: { nothing: '1' } }), 400)
  await ok(agent.api.patch(`/views/${id}`, { record_type: 'account', query: { lead_status: 'new' } }), 400)
})

test('sharing is for managers and administrators, changing what is shared for its owner and administrators', async () => {
  await keep(agent, { shared: true }, 403)
  await keep(viewer, { shared: true }, 403)
  const own = await keep(agent, { name: 'Private' })
  await ok(agent.api.patch(`/views/${own.id}`, { shared: true }), 403)
  for (const who of [admin, manager, viewer])
    for (const method of ['patch', 'delete'] as const)
      await ok(who.api[method](`/views/${own.id}`, method === 'patch' ? { name: 'Taken' } : undefined), 404)

  const shared = await keep(manager, { name: 'Team list', shared: true })
  await ok(agent.api.patch(`/views/${shared.id}`, { name: 'Mine now' }), 403)
  await ok(agent.api.delete(`/views/${shared.id}`), 403)
  assert.equal((await ok(admin.api.patch(`/views/${shared.id}`, { name: 'House list' }))).name, 'House list')
  assert.equal((await ok(manager.api.patch(`/views/${shared.id}`, { shared: false }))).shared, false)
  await ok(admin.api.patch(`/views/${shared.id}`, { name: 'x' }), 404)
  await ok(admin.api.delete(`/views/${randomUUID()}`), 404)
  await ok(admin.api.delete('/views/nothing'), 404)

  // What others keep for themselves is not told by the log either, to whoever reads every lead.
  for (const who of [admin, manager, viewer])
    assert.deepEqual((await ok(who.api.get(`/events?record_id=${own.id}`))).items, [])
  assert.equal((await ok(agent.api.get(`/events?record_id=${own.id}`))).items.length, 1)
})

test('a stale change is refused with what is there now', async () => {
  const { id } = await keep(agent, { name: 'First' })
  await ok(agent.api.patch(`/views/${id}`, { name: 'Second' }, { 'if-match': '"1"' }))
  const stale = await ok(agent.api.patch(`/views/${id}`, { name: 'Third' }, { 'if-match': '"1"' }), 412)
  assert.deepEqual([stale.code, stale.current.name, stale.current.version], ['version_conflict', 'Second', 2])
  await ok(agent.api.delete(`/views/${id}`, undefined, { 'if-match': '"1"' }), 412)
  assert.equal((await ok(agent.api.get(`/events?record_id=${id}`))).items[0].type, 'view.updated')
})

test('a view that was deleted, made or changed comes back, goes or is as it was by undo', async () => {
  const before = await namesFor(viewer)
  const made = await keep(viewer, { name: 'Short-lived', query: { lead_status: 'won' }, position: 9 })
  const changed = await ok(viewer.api.patch(`/views/${made.id}`, { query: { lead_status: 'lost' }, name: 'Renamed' }))
  const deleted = await ok(viewer.api.delete(`/views/${made.id}`), 204)
  assert.deepEqual(await namesFor(viewer), before)
  await ok(viewer.api.patch(`/views/${made.id}`, { name: 'x' }), 409)
  await ok(undo(viewer, deleted))
  assert.deepEqual(await namesFor(viewer), [...before, 'Renamed'])
  await ok(undo(viewer, changed))
  const back = (await ok(viewer.api.get('/views'))).items.at(-1)
  assert.deepEqual([back.name, back.query], ['Short-lived', { lead_status: 'won' }])
  await ok(undo(viewer, made))
  assert.deepEqual(await namesFor(viewer), before)
  await ok(undo(agent, made), 404)
})

test('a list, its figures and its board are of what the view asks for; what is asked for besides wins', async () => {
  for (const [last_name, lead_status, lead_score, value] of [
    ['One', 'new', 80, 100],
    ['Two', 'new', 20, 200],
    ['Three', 'contacted', 90, 400],
  ] as const)
    await ok(api.post('/leads', { last_name, lead_status, lead_score, value, campaign: 'viewed' }), 201)
  const { id } = await keep(manager, {
    shared: true,
    query: { campaign: 'viewed', status: 'new', sort_by: 'lead_score', sort_order: 'desc', cols: 'full_name' },
  })
  const leads = async (query: string) =>
    (await ok(viewer.api.get(`/leads?view=${id}${query}`))).items.map((lead: any) => lead.last_name)
  assert.deepEqual(await leads(''), ['One', 'Two'])
  assert.deepEqual(await leads('&lead_status=contacted'), ['Three'])
  assert.deepEqual(await leads('&lead_score_max=50'), ['Two'])
  assert.deepEqual(await leads('&sort_by=lead_score'), ['Two', 'One'])
  assert.deepEqual(await leads('&sort_order=asc'), ['Two', 'One'])
  const first = await ok(viewer.api.get(`/leads?view=${id}&take=1`))
  const next = await ok(viewer.api.get(`/leads?view=${id}&take=1&cursor=${first.next_cursor}`))
  assert.deepEqual([first.items[0].last_name, next.items[0].last_name, next.total], ['One', 'Two', 2])
  assert.equal((await ok(viewer.api.get(`/leads/summary?view=${id}&sum=estimated_value`))).sum, 300)
  assert.equal((await ok(viewer.api.get(`/leads/stats?view=${id}`))).total_leads, 2)
  const { columns } = await ok(viewer.api.get(`/leads/pipeline?view=${id}`))
  assert.deepEqual(
    columns.filter(({ count }: any) => count).map(({ key, count, sum }: any) => [key, count, sum]),
    [['new', 2, 300]],
  )
  const bulk = await ok(api.post('/leads/bulk-action', { action: 'add_tags', tags: ['seen'], filter: { view: id } }))
  assert.deepEqual([bulk.done, bulk.refused], [2, []])
})

test('a view that is not there, not one’s own, of other records or of another tenant is refused by name', async () => {
  const own = await keep(agent)
  const ofAccounts = await keep(manager, { record_type: 'account', shared: true })
  const gone = await keep(admin)
  await ok(admin.api.delete(`/views/${gone.id}`), 204)
  const elsewhere = await (await newRihlaTenant()).person('admin')
  const foreign = await keep(elsewhere, { shared: true })
  for (const id of [own.id, ofAccounts.id, gone.id, foreign.id, randomUUID()])
    for (const path of ['/leads', '/leads/summary', '/leads/stats', '/leads/pipeline']) {
      const { errors } = await ok(api.get(`${path}?view=${id}`), 400)
      assert.deepEqual([errors[0].field, errors[0].code], ['view', 'unknown_reference'])
    }
  assert.equal((await ok(api.get('/leads?view=mine'), 400)).errors[0].field, 'view')
  await ok(api.post('/leads/bulk-action', { action: 'archive', filter: { view: own.id } }), 400)
})
