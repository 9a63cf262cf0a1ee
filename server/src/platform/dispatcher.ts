import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import type { Platform, Tenant } from './context.ts'
import { type Ctx, systemContext, transaction } from './context.ts'
import { endClient } from './driver.ts'
import { outdateFigures } from './figures.ts'
import { forgetOldKeys } from './idempotency.ts'
import { stalledJobs } from './jobs.ts'
import type { Live } from './live.ts'
import { eventsPublished } from './metrics.ts'

/** Milliseconds between sweeps that find what a crash left unpublished. */
const SWEEP = 30_000
/** Milliseconds that commits are gathered before they are numbered: nobody sees the delay, and the work is shared. */
const GATHER = 30
const STEP = 500
/** Milliseconds the end of the process waits for what is not published yet. */
const LEAVE = 3000
const CHANNEL = 'rihla_events'
/** Tells what this process said from what others did. */
const PROCESS = randomUUID()

/** Puts the job of a `job.created` event in the queue; the event's id is its key there. */
export type Enqueue = (tenant: Tenant, job_id: string, event_id: string) => Promise<void>

interface Parts {
  platform: Platform
  live: Live
  /** A connection of the app's role, for LISTEN. */
  login: pg.ClientConfig
  enqueue: Enqueue
  /** The same for a job that came to a stop. */
  revive: Enqueue
  listTenants: () => Promise<Tenant[]>
}

interface Unpublished {
  id: string
  type: string
  record_id: string
  record_version: number
}

/**
 * Turns committed events into a numbered stream (`architecture.md` 8). One dispatcher a tenant works at a time, by an
 * advisory lock; NOTIFY only wakes, what is there is found by reading.
 */
export function createDispatcher({ platform, live, login, enqueue, revive, listTenants }: Parts) {
  const waiting = new Map<string, Tenant>()
  let working: Promise<void> | undefined
  let closed = false
  let soon: NodeJS.Timeout | undefined
  let listener: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined

  const contextFor = (tenant: Tenant) => systemContext(platform, tenant)

  /** Numbers and publishes what is committed; true when there may be more. */
  async function publish(tenant: Tenant): Promise<boolean> {
    const done = await transaction(contextFor(tenant), async (ctx) => {
      const { rows: lock } = await sql<{ got: boolean }>`
        select pg_try_advisory_xact_lock(hashtextextended(${`dispatch ${tenant.id}`}, 0)) as got`.execute(ctx.db)
      if (!lock[0]!.got) return -1
      const events = await readUnpublished(ctx)
      if (events.length === 0) return 0
      for (const { type, record_id, id } of events) if (type === 'job.created') await enqueue(tenant, record_id, id)
      await number(ctx, events)
      return events.length
    })
    if (done < 0) {
      // Another process works on this tenant and may have looked before we committed.
      setTimeout(() => ring(tenant), 100).unref()
      return false
    }
    if (done > 0) {
      eventsPublished.inc(done)
      live.wake(tenant)
      await sql`select pg_notify(${CHANNEL}, ${`${tenant.id} ${PROCESS}`})`.execute(
        platform.readDbOf({ ...tenant, schema: '' }),
      )
    }
    return done >= STEP
  }

  /** One at a time; who comes while it works waits for the same. */
  const work = () =>
    (working ??= drain().finally(() => {
      working = undefined
    }))

  async function drain() {
    for (let next = waiting.values().next(); !next.done && !closed; next = waiting.values().next()) {
      const tenant = next.value
      waiting.delete(tenant.id)
      const more = await publish(tenant).catch((error: unknown) => {
        // What could not be published stays in the log: the sweep comes back to it.
        platform.log.warn({ err: error, tenant_id: tenant.id }, 'events wait for the next sweep')
        return false
      })
      if (more) waiting.set(tenant.id, tenant)
    }
  }

  /** Something was committed and numbered, here or elsewhere; what was committed here has rung already. */
  function told(payload: string) {
    const [id, by] = payload.split(' ') as [string, string?]
    if (by !== PROCESS) outdateFigures({ id })
    live.wake({ id })
  }

  /** Something was committed here. */
  function ring(tenant: Tenant) {
    outdateFigures(tenant)
    if (closed) return
    waiting.set(tenant.id, tenant)
    soon ??= setTimeout(() => {
      soon = undefined
      void work()
    }, GATHER)
  }

  /** Finds what a crash left in a tenant: events that nobody numbered, jobs that nobody goes on with. */
  async function lookAfter(tenant: Tenant) {
    ring(tenant)
    live.wake(tenant)
    const ctx = contextFor(tenant)
    await forgetOldKeys(ctx)
    // Where one of them fails, the others are done all the same.
    for (const look of platform.sweeps) await look(ctx).catch((error: unknown) => failed(error, tenant))
    for (const { id, event_id } of await stalledJobs(ctx)) await revive(tenant, id, event_id)
  }

  const failed = (error: unknown, tenant?: Tenant) =>
    platform.log.warn({ err: error, tenant_id: tenant?.id }, 'a sweep failed')

  async function sweep() {
    const tenants = await listTenants().catch(failed)
    for (const tenant of tenants ?? []) {
      if (closed) return
      await lookAfter(tenant).catch((error: unknown) => failed(error, tenant))
    }
  }

  /** Hears what other processes published. Comes back after the connection was lost. */
  async function hear() {
    if (closed) return
    const client = new pg.Client({
      ...login,
      connectionTimeoutMillis: 2000,
      keepAlive: true,
      application_name: 'rihla-live',
    })
    listener = client
    const again = () => {
      if (listener !== client || closed) return
      listener = undefined
      setTimeout(() => void hear(), 1000).unref()
    }
    client.on('error', again)
    client.on('end', again)
    client.on('notification', ({ payload }) => payload && told(payload))
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      // What happened while nobody listened.
      void sweep()
    } catch {
      // The database is away, which `/ready` tells; the sweep finds what is missed until it is back.
      again()
    }
  }

  return {
    ring,
    sweep,
    async start() {
      await hear()
      timer = setInterval(() => void sweep(), SWEEP)
      timer.unref()
      // Jobs of a process that was killed just before this one started are not yet seen to have stopped.
      setTimeout(() => void sweep(), SWEEP / 3).unref()
    },
    /** Publishes what waits, then stops. What it cannot publish soon, the next sweep of any process will. */
    async stop() {
      clearInterval(timer)
      clearTimeout(soon)
      const gone = Promise.withResolvers<void>()
      const late = setTimeout(gone.resolve, LEAVE)
      await Promise.race([work(), gone.promise])
      clearTimeout(late)
      closed = true
      if (listener) await endClient(listener)
    },
  }
}

async function readUnpublished({ db }: Ctx): Promise<Unpublished[]> {
  const { rows } = await sql<Unpublished>`
    select id, type, record_id, record_version from events where sequence is null order by id limit ${sql.lit(STEP)}`.execute(
    db,
  )
  return inOrder(rows.length < STEP ? rows : [...rows, ...(await readLeftOut({ db }, rows))])
}

/** Where there are more events than one step takes: the earlier versions of its records, if their ids come later. */
async function readLeftOut({ db }: Pick<Ctx, 'db'>, step: Unpublished[]): Promise<Unpublished[]> {
  const { rows } = await sql<Unpublished>`
    select e.id, e.type, e.record_id, e.record_version
    from (select record_id, max(version) as version from unnest(
        ${step.map(({ record_id }) => record_id)}::uuid[], ${step.map(({ record_version }) => record_version)}::int[]
      ) as step (record_id, version) group by record_id) last
    join events e on e.record_id = last.record_id and e.record_version < last.version
    where e.sequence is null and e.id <> all(${step.map(({ id }) => id)}::uuid[])`.execute(db)
  return rows
}

/** By id, but the events of one record by version: ids of two processes may be out of order, versions never are. */
function inOrder(events: Unpublished[]): Unpublished[] {
  const queues = new Map<string, Unpublished[]>()
  for (const [record, group] of Map.groupBy(events, ({ record_id }) => record_id))
    queues.set(
      record,
      group.toSorted((a, b) => a.record_version - b.record_version),
    )
  return events.map(({ record_id }) => queues.get(record_id)!.shift()!)
}

async function number({ db, now }: Ctx, events: Unpublished[]) {
  const { rows } = await sql<{ last: number }>`select coalesce(max(sequence), 0) as last from events`.execute(db)
  const first = rows[0]!.last + 1
  await sql`
    update events set sequence = v.sequence, published_at = ${now}
    from unnest(${events.map(({ id }) => id)}::uuid[], ${events.map((_, i) => first + i)}::bigint[]) as v (id, sequence)
    where events.id = v.id`.execute(db)
}

export type Dispatcher = ReturnType<typeof createDispatcher>
