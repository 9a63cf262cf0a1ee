import type { Job } from '@rihla/contracts/operation.ts'
import { type BulkAction, MOST_IN_A_JOB, readAction, runBulk } from './bulk.ts'
import { demand } from './access.ts'
import { type Ctx, type JobHandler, PATIENTLY, transaction } from './context.ts'
import { invalid } from './errors.ts'
import { advanceJob, findJob, lockJob, renewed, startJob } from './jobs.ts'
import type { Records } from './records.ts'

/** Records of one transaction of a bulk job: others wait for their locks no longer than this takes. */
const STEP = 200

interface BulkInput {
  action: BulkAction
  ids: string[]
}

/** The type of the bulk jobs of a resource. */
export const bulkJobOf = (resource: string) => `${resource}.bulk`

export async function startBulkJob(ctx: Ctx, resource: string, action: BulkAction, ids: string[]): Promise<Job> {
  if (ids.length > MOST_IN_A_JOB) throw invalid('ids', 'too_many', 422)
  const input: BulkInput = { action: { ...action, ids: undefined }, ids }
  return startJob(ctx, bulkJobOf(resource), input, ids.length)
}

/**
 * Does a bulk action step by step. A step and its progress are one transaction, so a job that is started again goes on
 * where it was, and its changes are one operation, undone as one.
 */
export const bulkJob =
  (service: Records): JobHandler =>
  async (ctx, job_id) => {
    const job = await findJob(ctx, job_id)
    if (job.state === 'done' || job.state === 'failed') return
    const { action, ids } = job.input as BulkInput
    const inJob: Ctx = { ...ctx, operation_id: job.operation_id }
    for (let done = job.done; done < ids.length; done += STEP) {
      const now = await renewed({ ...inJob, now: new Date() })
      demand(now, `${service.queries.resource.name}:bulk`)
      const act = readAction(now, service, action)
      const ours = await transaction(
        now,
        async (ctx) => {
          const present = await lockJob(ctx, job_id)
          if (present?.done !== done) return false
          const step = await runBulk(ctx, ids.slice(done, done + STEP), act)
          const refused = [...(present.result?.refused ?? []), ...step.refused]
          const reached = Math.min(done + STEP, ids.length)
          await advanceJob(ctx, job_id, {
            state: reached === ids.length ? 'done' : 'running',
            done: reached,
            result: { done: reached - refused.length, refused, operation_id: job.operation_id },
          })
          return true
        },
        PATIENTLY,
      )
      // Another process goes on with it.
      if (!ours) return
    }
  }
