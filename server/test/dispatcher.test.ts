// The log of a tenant is one stream: numbered without a gap, each record in the order of its versions (`architecture.md` 8).
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '#platform/context.ts'
import { createDispatcher } from '#platform/dispatcher.ts'
import { Live } from '#platform/live.ts'
import { createLog } from '#platform/log.ts'
import { buildApp } from '../src/app.ts'
import { connectAsSuperuser } from './superuser.ts'
import { testRihla } from './tenant.ts'

const { rihla, config, databases, tenant: newTenant, ...testing } = await testRihla()
const asSuperuser = await connectAsSuperuser(testing.admin)
const { tenant, person } = await newTenant()
const admin = await person('admin')
const { api } = admin

interface Logged {
  sequence: number
  record_id: string
  record_version: number
  published_at: Date | null
}
const log = (schema = tenant.schema): Promise<Logged[]> =>
  asSuperuser.ask(
    `select sequence::int, record_id, record_version, published_at from ${schema}.events order by sequence`,
  )

/** 1, 2, 3 … and no record steps back. */
function isOneStream(events: readonly Logged[]) {
  assert.deepEqual(
    events.map(({ sequence }) => sequence),
    Array.from(events, (_, i) => i + 1),
  )
  for (const [record, story] of Map.groupBy(events, ({ record_id }) => record_id)) {
    const versions = story.map(({ record_version }) => record_version)
    assert.deepEqual(
      versions,
      versions.toSorted((a, b) => a - b),
      `the versions of ${record}`,
    )
  }
}

/** A dispatcher of this tenant alone, with what it put in the queue. */
function dispatcherOf(live = new Live(), platform = rihla.platform) {
  const enqueued: string[] = []
  const dispatcher = createDispatcher({
    platform,
    live,
    login: databases.app,
    enqueue: async (_, job_id) => void enqueued.push(job_id),
    revive: async () => undefined,
    listTenants: async () => [tenant],
  })
  after(() => dispatcher.stop())
  return { dispatcher, enqueued }
}

/** Events as a process leaves them that dies after its commit. */
async function leave(
  events: readonly { id?: string; type?: string; record_type?: string; record_id: string; version: number }[],
) {
  await asSuperuser.ask(
    `insert into ${tenant.schema}.events (id, operation_id, type, record_type, record_id, record_version, actor_type, at, changes, request_id)
     select coalesce(id, gen_random_uuid()), gen_random_uuid(), coalesce(type, 'lead.updated'), coalesce(record_type, 'lead'),
       record_id, version, 'system', now(), '{}', ''
     from jsonb_to_recordset($1) as e (id uuid, type text, record_type text, record_id uuid, version int)`,
    [JSON.stringify(events)],
  )
}

test('writers of two processes at once leave no gap and no disorder, in either of two tenants', async (t) => {
  const other = await buildApp({ config, databases, log: createLog(config) })
  t.after(() => other.app.close().then(() => other.stop()))
  const house = await newTenant()
  const neighbour = await house.person('admin')
  const writers = [
    { ...admin, path: `/api/v1/tenants/${tenant.id}/leads` },
    { ...neighbour, path: `/api/v1/tenants/${house.tenant.id}/leads` },
  ]
  for (const { token, path, api } of writers) {
    const leads = await Promise.all(
      [1, 2, 3, 4].map(async () => (await api.post('/leads', { title: 'x' })).body.id as string),
    )
    const headers = { authorization: `Bearer ${token}` }
    const writes = Array.from({ length: 80 }, (_, i) =>
      (i % 2 ? rihla : other).app.inject({
        method: 'PATCH',
        url: `${path}/${leads[i % leads.length]}`,
        headers,
        // Some write, some find a stale version, some say what is no field; a few may wait too long for their turn.
        payload: i % 10 === 7 ? { nothing: i } : { city: `Town ${i}`, ...(i % 10 === 3 && { version: 1 }) },
      }),
    )
    for (const { statusCode } of await Promise.all(writes))
      assert.ok([200, 400, 412, 503].includes(statusCode), String(statusCode))
  }
  for (const schema of [tenant.schema, house.tenant.schema]) {
    await asSuperuser.settled(schema)
    const events = await log(schema)
    assert.ok(events.length > 40)
    isOneStream(events)
  }
})

test('what a crash left unpublished is found by the sweep, told, and queued once', async () => {
  const record_id = (await api.post('/leads', { title: 'x' })).body.id
  await asSuperuser.settled(tenant.schema)
  const before = (await log()).length
  const job = newId()
  await leave([
    { record_id, version: 2 },
    { record_id: job, version: 1, type: 'job.created', record_type: 'job' },
  ])
  await sleep(200)
  assert.equal((await asSuperuser.ask(`select 1 from ${tenant.schema}.events where sequence is null`)).length, 2)

  const live = new Live()
  const heard: number[] = []
  const stop = await live.listen(await admin.ctx(), undefined, {
    give: ({ sequence }) => heard.push(sequence),
    end: () => undefined,
  })
  const { dispatcher, enqueued } = dispatcherOf(live)
  await dispatcher.sweep()
  await asSuperuser.settled(tenant.schema)
  await dispatcher.sweep()
  await sleep(200)
  stop()
  const events = await log()
  isOneStream(events)
  // Nobody may read that job, because it does not exist.
  const told = events.slice(before).filter((event) => event.record_id === record_id)
  assert.deepEqual([heard, enqueued], [told.map(({ sequence }) => sequence), [job]])
})

test('two dispatchers of one tenant number each event once', async () => {
  const record_id = (await api.post('/leads', { title: 'x' })).body.id
  await asSuperuser.settled(tenant.schema)
  await leave(Array.from({ length: 1200 }, (_, i) => ({ record_id, version: i + 2 })))
  const [one, two] = [dispatcherOf(), dispatcherOf()]
  await Promise.all([one.dispatcher.sweep(), two.dispatcher.sweep(), one.dispatcher.sweep()])
  await asSuperuser.settled(tenant.schema)
  isOneStream(await log())
})

test('a record is told in the order of its versions, whatever the clocks of the processes said', async () => {
  // The ids of later versions sort first, and there are more events than one step takes.
  const ids = Array.from({ length: 1100 }, () => newId())
    .toSorted()
    .toReversed()
  const records = [randomUUID(), randomUUID()]
  await leave(ids.map((id, i) => ({ id, record_id: records[i % 2]!, version: Math.floor(i / 2) + 1 })))
  await dispatcherOf().dispatcher.sweep()
  await asSuperuser.settled(tenant.schema)
  isOneStream(await log())
})

test('a sweep that fails keeps no other from its work', async () => {
  const done: string[] = []
  const fail = async () => {
    throw new Error('This one fails.')
  }
  const sweeps = [fail, async () => void done.push('after it')]
  const log = { ...rihla.platform.log, warn: (_: unknown, text: string) => done.push(text) } as never
  const { dispatcher } = dispatcherOf(new Live(), { ...rihla.platform, sweeps, log })
  await dispatcher.sweep()
  assert.deepEqual(done, ['a sweep failed', 'after it'])
})
