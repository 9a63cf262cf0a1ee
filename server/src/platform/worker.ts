import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, makeWorkerUtils, run, type Runner, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import * as z from 'zod'
import { contextOf, type Platform, systemContext } from './context.ts'
import type { Enqueue } from './dispatcher.ts'
import { Problem } from './errors.ts'
import { advanceJob, findJob, Paused, renewed } from './jobs.ts'
import { transaction } from './context.ts'

const TASK = 'tenant_job'
/** Milliseconds after which a job asks again whether its tenant is served. */
const PAUSE = 3000
/** Milliseconds until work on jobs is begun again after it broke. */
const AGAIN = 1000
/** Milliseconds until we go without having told the database. */
const LEAVE = 8000
const Payload = z.object({ tenant_id: z.string(), job_id: z.string() })

/** The queue of jobs: graphile-worker in a schema of its own, whose role is a member of no tenant. */
export async function createQueue(login: pg.ClientConfig, log: Platform['log']) {
  const pool = new pg.Pool({ ...login, max: 4, connectionTimeoutMillis: 3000, application_name: 'rihla-jobs' })
  pool.on('error', (error) => log.warn({ err: error }, 'a job connection was lost'))
  pool.on('connect', (client) => client.on('error', () => undefined))
  const logger = new Logger(
    () => (level, message) =>
      log[level === 'warning' ? 'warn' : level === 'error' ? 'error' : 'debug'](
        { library: 'graphile-worker' },
        message,
      ),
  )
  const utils = await makeWorkerUtils({ pgPool: pool, logger })
  await utils.migrate()
  let runner: Runner | undefined
  /** The name by which the runner holds jobs. */
  let holder: string | undefined
  let stopping = false

  const enqueue: Enqueue = async (tenant, job_id, event_id) => {
    await utils.addJob(TASK, { tenant_id: tenant.id, job_id }, { jobKey: event_id, maxAttempts: 10 })
  }

  return {
    enqueue,
    /**
     * Puts a job back whose worker died: there it stays locked for hours. One that waits for its turn is left alone; of
     * two workers of one job only one does the next step (`jobs.ts`).
     */
    async revive(...[tenant, job_id, event_id]: Parameters<Enqueue>) {
      const { rows } = await pool.query('select locked_at from graphile_worker.jobs where key = $1', [event_id])
      if (rows.length === 0 || rows[0].locked_at) await enqueue(tenant, job_id, event_id)
    },
    /** Starts to work on what is queued, as the members who asked for it. */
    async work(platform: Platform) {
      await start(platform)
      void keepOn(platform)
    },
    async stop() {
      stopping = true
      const late = Promise.withResolvers<void>()
      const leave = setTimeout(late.resolve, LEAVE)
      await Promise.race([end(), late.promise])
      clearTimeout(leave)
    },
  }

  async function end() {
    // It throws when it has stopped already.
    await runner?.stop().catch(() => undefined)
    await utils.release()
    await pool.end()
  }

  async function start(platform: Platform) {
    const events: WorkerEvents = new EventEmitter()
    events.once('pool:create', ({ workerPool }) => (holder = workerPool.id))
    runner = await run({
      events,
      pgPool: pool,
      logger,
      concurrency: 2,
      noHandleSignals: true,
      pollInterval: 2000,
      // One by one, the library lets go of a promise: should the database be lost just then, the process would end.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      taskList: {
        [TASK]: async (payload, { addJob, job }) => {
          const goesOn = await runJob(platform, Payload.parse(payload))
          const later = { runAt: new Date(Date.now() + PAUSE), maxAttempts: 10, ...(job.key && { jobKey: job.key }) }
          if (!goesOn) await addJob(TASK, payload as object, later)
        },
      },
    })
  }

  /** The runner gives up when it cannot tell the database what became of a job: another one takes its place. */
  async function keepOn(platform: Platform) {
    while (!stopping) {
      await runner?.promise.catch((error: unknown) => log.warn({ err: error }, 'the work on jobs was interrupted'))
      if (stopping) return
      await sleep(AGAIN)
      // What it held is free for the next one, which otherwise would wait until `revive` finds it.
      const restart = async () => {
        if (holder) await utils.forceUnlockWorkers([holder])
        await start(platform)
      }
      await restart().catch((error: unknown) => log.warn({ err: error }, 'no work on jobs'))
    }
  }
}

/** False when the job has to wait for its tenant. */
async function runJob(platform: Platform, { tenant_id, job_id }: z.output<typeof Payload>): Promise<boolean> {
  const tenant = await platform.findTenant(tenant_id)
  if (!tenant) return true
  const system = systemContext(platform, tenant)
  const job = await findJob(system, job_id)
  if (job.state === 'done' || job.state === 'failed') return true
  const actor = job.created_by ? await platform.findActor(tenant, job.created_by) : system.actor
  try {
    if (!actor) throw new Problem(403, 'permission_denied')
    const handler = platform.jobs.get(job.type)
    if (!handler) throw new Error(`No module does ${job.type}.`)
    await handler(await renewed(contextOf({ platform, tenant, actor })), job_id)
  } catch (error) {
    if (error instanceof Paused) return false
    // What the caller may not or cannot do stays failed; anything else is tried again by the queue.
    if (!(error instanceof Problem) || error.status >= 500) throw error
    await transaction(system, (ctx) => advanceJob(ctx, job_id, { state: 'failed', error: error.code }))
  }
  return true
}

export type Queue = Awaited<ReturnType<typeof createQueue>>
