import { sql } from 'kysely'
import type { Job } from '@rihla/contracts/operation.ts'
import { type Ctx, newId, transaction } from './context.ts'
import { withCustom } from './custom.ts'
import { notFound, Problem } from './errors.ts'
import { record } from './events.ts'

interface StoredJob extends Omit<Job, 'tenant_id'> {
  input: unknown
  created_by: string | null
}

/** Puts work behind the answer. It starts from its event, so it starts exactly when this transaction commits. */
export async function startJob(ctx: Ctx, type: string, input: unknown, total: number): Promise<Job> {
  return transaction(ctx, async (ctx) => {
    const id = newId()
    await ctx.db
      .insertInto('jobs')
      .values({
        id,
        type,
        state: 'waiting',
        total,
        input: JSON.stringify(input),
        operation_id: ctx.operation_id,
        created_by: ctx.actor.id,
        created_at: ctx.now,
        updated_at: ctx.now,
      })
      .execute()
    await record(ctx, { type: 'job.created', record_type: 'job', record: { id, version: 1 }, changes: {} })
    return present(ctx, await findJob(ctx, id))
  })
}

/** Who started a job reads it; administrators read all. */
const mayRead = ({ actor }: Ctx, created_by: string | null) => actor.role === 'admin' || actor.id === created_by

export async function readJob(ctx: Ctx, id: string): Promise<Job> {
  const job = await findJob(ctx, id)
  if (!mayRead(ctx, job.created_by)) throw notFound('job')
  return present(ctx, job)
}

/** Which of `ids` are jobs that the caller may read. */
export async function readableJobs(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string; created_by: string | null }>`
    select id, created_by from jobs where id = any(${ids}::uuid[])`.execute(ctx.db)
  return new Set(rows.filter(({ created_by }) => mayRead(ctx, created_by)).map(({ id }) => id))
}

function present({ tenant }: Ctx, job: StoredJob): Job {
  const { input: _, created_by: __, ...told } = job
  return { ...told, tenant_id: tenant.id }
}

export async function findJob(ctx: Ctx, id: string): Promise<StoredJob> {
  const { rows } = await sql<StoredJob>`
    select id, type, state, done, total, input, result, error, operation_id, created_by, created_at, updated_at
    from jobs where id = ${id}`.execute(ctx.db)
  if (!rows[0]) throw notFound('job')
  return rows[0]
}

/** Whether jobs of a type are at work: one that stopped a while ago is not. */
export async function works({ db, now }: Ctx, type: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from jobs where type = ${type} and state = 'running'
      and updated_at > ${now}::timestamptz - interval '1 minute' limit 1`.execute(db)
  return rows.length > 0
}

/**
 * The job as it is now, held until the transaction ends: two workers of one job would both do its next step. Undefined
 * while another one is at it.
 */
export async function lockJob(ctx: Ctx, id: string): Promise<StoredJob | undefined> {
  const { rows } = await sql`select id from jobs where id = ${id} for update skip locked`.execute(ctx.db)
  return rows.length ? findJob(ctx, id) : undefined
}

/** Thrown by a job that has to wait: its tenant is not served for now. */
export class Paused extends Error {
  override name = 'Paused'
}

/** The same context with the rights by now: a job outlives changes of role, and waits while its tenant is suspended. */
export async function renewed(ctx: Ctx): Promise<Ctx> {
  const { platform } = ctx
  const tenant = await platform.findTenant(ctx.tenant.id)
  if (tenant?.status !== 'active' || platform.unready.has(tenant.slug)) throw new Paused()
  if (ctx.actor.id === null) return withCustom({ ...ctx, custom: undefined })
  const actor = await platform.findActor(tenant, ctx.actor.id)
  if (!actor) throw new Problem(403, 'permission_denied')
  return withCustom({ ...ctx, actor, custom: undefined })
}

/** Milliseconds without a step after which a job that should go on is looked after. */
const STALLED = 10_000

/** Jobs that did not end and did not go on, with the event that started each. */
export async function stalledJobs({ db }: Ctx): Promise<{ id: string; event_id: string }[]> {
  const { rows } = await sql<{ id: string; event_id: string }>`
    select j.id, e.id as event_id from jobs j join events e on e.record_id = j.id and e.type = 'job.created'
    where j.state in ('waiting', 'running') and j.updated_at < ${new Date(Date.now() - STALLED)}`.execute(db)
  return rows
}

/** Notes how far a job came, in the transaction of the step. The last step of a job is an event. */
export async function advanceJob(
  ctx: Ctx,
  id: string,
  change: Partial<Pick<StoredJob, 'state' | 'done' | 'total' | 'result' | 'error'>>,
) {
  const { result, ...rest } = change
  await ctx.db
    .updateTable('jobs')
    .set({ ...rest, ...(result !== undefined && { result: JSON.stringify(result) }), updated_at: new Date() })
    .where('id', '=', id)
    .execute()
  if (change.state === 'done' || change.state === 'failed')
    await record(ctx, { type: `job.${change.state}`, record_type: 'job', record: { id, version: 2 }, changes: {} })
}
