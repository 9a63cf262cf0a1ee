// Live updates: at once, in order, without gap or double, and only of what one may read (`security.md` T27, A8).
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLog } from '#platform/log.ts'
import { buildApp } from '../src/app.ts'
import { type Colleague, testOrganization } from './organization.ts'
import { subscribe, type Subscriber } from './subscribe.ts'

const { rihla, config, databases, asSuperuser, people, everybody, may, make, ...house } = await testOrganization()
const { admin, agent, stranger, viewer } = people
await rihla.start()
const address = await rihla.app.listen({ port: 0, host: '127.0.0.1' })
const path = `/api/v1/tenants/${house.tenant.id}`
const listeners: Subscriber[] = []
after(() => listeners.forEach(({ leave }) => leave()))

async function listen(who: { token: string }, from?: string | number, at = address + path): Promise<Subscriber> {
  const listener = await subscribe(at, who.token, from)
  listeners.push(listener)
  return listener
}
const last = async () =>
  Number((await asSuperuser.ask(`select max(sequence) as n from ${house.tenant.schema}.events`))[0].n)
const isSorted = (ids: number[]) => ids.every((id, i) => i === 0 || id > ids[i - 1]!)

test('a change is heard within a second: its id is its sequence, and it carries no content', async () => {
  await asSuperuser.settled(house.tenant.schema)
  const listener = await listen(admin)
  const id = await make('leads', null, { description: 'a secret' })
  await listener.until((updates) => updates.length > 0, 1000)
  await asSuperuser.settled(house.tenant.schema)
  assert.deepEqual(listener.updates, [
    { id: await last(), type: 'lead.created', record_type: 'lead', record_id: id, version: 1 },
  ])
  assert.ok(!listener.text().includes('secret'))
})

test('who comes back with Last-Event-ID misses nothing and hears nothing twice', async () => {
  const lead = await make('leads', null)
  await asSuperuser.settled(house.tenant.schema)
  const start = await last()
  const heard: number[] = []
  let from: number = start
  const writing = (async () => {
    for (let i = 0; i < 60; i += 1) {
      await admin.api.patch(`/leads/${lead}`, { city: `Town ${i}` })
      await sleep(5)
    }
  })()
  for (let round = 0; round < 6; round += 1) {
    const listener = await listen(admin, from)
    await listener.until((updates) => updates.length >= 5, 5000)
    listener.leave()
    heard.push(...listener.updates.map(({ id }) => id))
    from = heard.at(-1)!
    // Away for a while.
    await sleep(40)
  }
  await writing
  await asSuperuser.settled(house.tenant.schema)
  const end = await last()
  const listener = await listen(admin, from)
  await listener.until((updates) => updates.at(-1)?.id === end || from === end)
  heard.push(...listener.updates.map(({ id }) => id))
  assert.deepEqual(
    heard,
    Array.from({ length: end - start }, (_, i) => start + 1 + i),
  )
})

test('an id that was never given is the end of the log; anything else is no id', async () => {
  const end = await last()
  for (const from of [end + 1_000_000, '9007199254740993', '-1', 'abc', '', '1e400', '0x1', '1.5']) {
    const listener = await listen(admin, from)
    const id = await make('leads', null)
    await listener.until((updates) => updates.some(({ record_id }) => record_id === id))
    assert.ok(
      listener.updates.every((update) => update.id > end),
      `${from}`,
    )
    listener.leave()
  }
})

test('another process hears of it as well, and both hear the same', async (t) => {
  const other = await buildApp({ config, databases, log: createLog(config) })
  t.after(async () => {
    listeners.forEach(({ leave }) => leave())
    await other.app.close()
    await other.stop()
  })
  await other.start()
  const there = (await other.app.listen({ port: 0, host: '127.0.0.1' })) + path
  await asSuperuser.settled(house.tenant.schema)
  const from = await last()
  const [one, two] = [await listen(admin, from), await listen(admin, from, there)]
  const headers = { authorization: `Bearer ${admin.token}` }
  const create = (app: typeof rihla.app) =>
    app.inject({ method: 'POST', url: `${path}/leads`, headers, payload: { title: 'x' } })
  await Promise.all(Array.from({ length: 20 }, (_, i) => create(i % 2 ? other.app : rihla.app)))
  for (const listener of [one, two]) await listener.until((updates) => updates.length >= 20)
  assert.deepEqual(one.updates, two.updates)
  assert.ok(isSorted(one.updates.map(({ id }) => id)))
  assert.equal(new Set(one.updates.map(({ record_id }) => record_id)).size, 20)
})

test('everybody hears of exactly what they can read', async () => {
  const hears = new Map<Colleague, Subscriber>()
  for (const who of everybody) hears.set(who, await listen(who))
  const owned = new Map<string, string | null>()
  for (const owner of [...everybody.map(({ id }) => id), null])
    owned.set(await make('leads', owner, { notes: 'Called.' }), owner)
  await asSuperuser.settled(house.tenant.schema)
  const end = await make('leads', null)
  for (const who of everybody) {
    const { until, updates } = hears.get(who)!
    await until(() => updates.some(({ record_id }) => record_id === end))
    const leads = updates.filter(({ record_type, record_id }) => record_type === 'lead' && record_id !== end)
    const readable = [...owned].filter(([, owner]) => may(who, 'read', owner)).map(([id]) => id)
    assert.deepEqual(leads.map(({ record_id }) => record_id).toSorted(), readable.toSorted(), who.name)
    const notes = updates.filter(({ record_type }) => record_type === 'activity')
    assert.equal(notes.length, readable.length, `notes heard by the ${who.name}`)
  }
  // A lead that leaves the team is not heard of again; of what is gone for good hears who reads all.
  const lead = await make('leads', agent.id)
  const [theirs, all] = [hears.get(agent)!, hears.get(viewer)!]
  const about = ({ updates }: Subscriber) =>
    updates.filter(({ record_id }) => record_id === lead).map(({ type }) => type)
  await theirs.until(() => about(theirs).length === 1)
  await admin.api.patch(`/leads/${lead}`, { assigned_to: stranger.id })
  await admin.api.delete(`/leads/${lead}?hard=true`)
  await all.until(() => about(all).length === 3)
  await sleep(100)
  assert.deepEqual([about(theirs), about(all)], [['lead.created'], ['lead.created', 'lead.assigned', 'lead.deleted']])
})

test('a job is heard of by who started it and by administrators', async () => {
  const hears = new Map<Colleague, Subscriber>()
  for (const who of everybody) hears.set(who, await listen(who))
  const { body: rules } = await admin.api.get('/leads/scoring')
  await admin.api.put('/leads/scoring', { ...rules, base: rules.base + 1 })
  const end = await make('leads', null)
  for (const who of everybody) {
    const { until, updates } = hears.get(who)!
    await until(() => updates.some(({ record_id }) => record_id === end))
    assert.equal(
      updates.some(({ record_type }) => record_type === 'job'),
      who === admin,
      who.name,
    )
  }
})

test('nobody hears of another tenant, whatever id they come back with', async () => {
  const { tenant, person } = await house.another()
  const neighbour = await person('admin')
  for (let i = 0; i < 30; i += 1) await neighbour.api.post('/leads', { title: `B ${i}` })
  await asSuperuser.settled(tenant.schema)
  const ours = [await listen(admin), await listen(admin, 0), await listen(admin, 7)]
  const theirs = await listen(neighbour, 0, `${address}/api/v1/tenants/${tenant.id}`)
  const refused = await fetch(`${address}/api/v1/tenants/${tenant.id}/events/stream`, {
    headers: { authorization: `Bearer ${admin.token}` },
  })
  assert.equal(refused.status, 403)
  await Promise.all([make('leads', null), neighbour.api.post('/leads', { title: 'B' })])
  await theirs.until((updates) => updates.length >= 31)
  const heard = new Set(ours.flatMap(({ updates }) => updates).map(({ record_id }) => record_id))
  for (const { record_id } of theirs.updates) assert.ok(!heard.has(record_id))
})
