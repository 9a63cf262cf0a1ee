import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { type Answer, testTenant } from '#test/tenant.ts'

const { api, person, team, newRihlaTenant } = await testTenant()

async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body, headers } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return { ...body, headers }
}
const made = (lead: object = {}) => ok(api.post('/leads', { last_name: 'Set', ...lead }), 201)
const find = (id: string) => ok(api.get(`/leads/${id}`))
const set = (items: unknown, status = 200, as = api) =>
  ok(as.post('/leads/bulk-action', { action: 'set', items }), status)

test('each record gets its own changes, in any accepted name, as one operation that is undone as one', async () => {
  const [one, two, three] = await Promise.all([made(), made({ city: 'Fes' }), made({ estimated_value: 10 })])
  const answer = await set([
    { id: one.id, changes: { city: 'Rabat', status: 'Contacted' } },
    { id: two.id, version: 1, changes: { city: null } },
    { id: three.id, changes: { value: 99.5, tags: ['hot'] } },
  ])
  assert.deepEqual([answer.done, answer.refused, answer.operation_id], [3, [], answer.headers['x-operation-id']])
  assert.partialDeepStrictEqual(await find(one.id), { city: 'Rabat', lead_status: 'contacted', version: 2 })
  assert.partialDeepStrictEqual(await find(two.id), { city: null, version: 2 })
  assert.partialDeepStrictEqual(await find(three.id), { estimated_value: 99.5, tags: ['hot'], lead_score: 65 })
  const { items } = await ok(api.get(`/events?operation_id=${answer.operation_id}`))
  assert.equal(items.length, 3)
  assert.equal((await ok(api.post(`/events/${answer.operation_id}/undo`, {}))).undone, 3)
  assert.partialDeepStrictEqual(await find(one.id), { city: null, lead_status: 'new' })
  assert.equal((await find(two.id)).city, 'Fes')
  assert.partialDeepStrictEqual(await find(three.id), { estimated_value: 10, tags: [] })
})

test('a row that does not fit is refused with its field, and the others go through', async () => {
  const rows = await Promise.all(Array.from({ length: 9 }, () => made()))
  const archived = await made()
  await ok(api.delete(`/leads/${archived.id}`), 204)
  await ok(api.patch(`/leads/${rows[4].id}`, { city: 'Somewhere' }))
  const missing = randomUUID()
  const bad: [id: string, changes: object, code: string, message: RegExp, version?: number][] = [
    [rows[0].id, { lead_score: 'much' }, 'validation_failed', /^lead_score: /],
    [rows[1].id, { lead_status: 'brilliant' }, 'validation_failed', /^lead_status: /],
    [rows[2].id, { mood: 'good' }, 'unknown_field', /^mood: This field does not exist\.$/],
    [
      rows[3].id,
      { preferred_travel_date: '2027-05-02', return_date: '2027-05-01' },
      'validation_failed',
      /^return_date: /,
    ],
    [rows[4].id, { city: 'Elsewhere' }, 'version_conflict', /^Somebody changed/, 1],
    [rows[5].id, { assigned_to: randomUUID() }, 'validation_failed', /^assigned_to: /],
    [rows[6].id, { contact_id: randomUUID() }, 'validation_failed', /^contact_id: /],
    [rows[7].id, { created_at: '2026-01-01T00:00:00Z' }, 'unknown_field', /^created_at: /],
    [archived.id, { city: 'Rabat' }, 'archived', /./],
    [missing, { city: 'Rabat' }, 'lead.not_found', /./],
  ]
  const answer = await set([
    ...bad.map(([id, changes, , , version]) => ({ id, changes, version })),
    { id: rows[8].id, changes: { city: 'Rabat' } },
  ])
  assert.equal(answer.done, 1)
  assert.equal((await find(rows[8].id)).city, 'Rabat')
  for (const [id, changes, code, message] of bad) {
    const refused = answer.refused.find((one: { id: string }) => one.id === id)
    assert.equal(refused.code, code, JSON.stringify([changes, refused]))
    assert.match(refused.message, message)
    const named = code === 'validation_failed' || code === 'unknown_field'
    assert.equal(refused.errors?.[0].field, named ? Object.keys(changes).at(-1) : undefined)
  }
  for (const { id } of rows.slice(0, 4)) assert.equal((await find(id)).version, 1)
  const french = await api.post(
    '/leads/bulk-action',
    { action: 'set', items: [{ id: rows[0].id, changes: { mood: 'bon' } }] },
    { 'accept-language': 'fr' },
  )
  assert.match(french.body.refused[0].message, /^mood: Ce champ/)
})

test('rows are changed by who may: in bulk at all, and each of them', async () => {
  const red = await team()
  const [manager, mine, theirs] = [await person('manager', red), await person('agent', red), await person('agent')]
  const [own, foreign] = [await made({ assigned_to: mine.id }), await made({ assigned_to: theirs.id })]
  const items = [own, foreign].map(({ id }) => ({ id, changes: { city: 'Agadir' } }))
  const answer = await set(items, 200, manager.api)
  assert.deepEqual([answer.done, answer.refused[0].id, answer.refused[0].code], [1, foreign.id, 'permission_denied'])
  for (const role of ['agent', 'viewer'] as const) await set(items, 403, (await person(role)).api)
  const elsewhere = await (await newRihlaTenant()).person('admin')
  const { done, refused } = await set(items, 200, elsewhere.api)
  assert.deepEqual(
    [done, ...refused.map(({ code }: { code: string }) => code)],
    [0, 'lead.not_found', 'lead.not_found'],
  )
})

test('two hundred rows are one call; more, or a call that makes no sense, is 400', async () => {
  const { id } = await made()
  const item = (n: number) => ({ id, changes: { campaign: `c${n}` } })
  const many = (count: number) => Array.from({ length: count }, (_, n) => item(n))
  assert.equal((await set(many(200))).done, 200)
  assert.equal((await find(id)).campaign, 'c199')
  for (const body of [
    { items: many(201) },
    { items: [] },
    {},
    { items: many(1), ids: [id] },
    { items: many(1), filter: {} },
    { items: [{ id }] },
    { items: [{ id: 'x', changes: {} }] },
    { items: [{ ...item(1), city: 'x' }] },
    { action: 'update', ids: [id], changes: {}, items: many(1) },
  ]) {
    const { errors } = await ok(api.post('/leads/bulk-action', { action: 'set', ...body }), 400)
    assert.match(errors[0].field, /^items/, JSON.stringify(body).slice(0, 100))
  }
})
