import type { BulkResult } from '@rihla/contracts/operation.ts'
import { type Ctx, type JobHandler, transaction } from './context.ts'
import { advanceJob, findJob, lockJob, renewed } from './jobs.ts'
import { changesOf, type UndoInput } from './undo.ts'
import { judgeAll, takeBackAll } from './undoBatch.ts'

/** Changes of one transaction: others wait for their locks no longer than this takes. */
const STEP = 200

/**
 * Takes back an operation of many changes. First all of it is judged: what cannot be taken back as a whole is not
 * begun. Then it is done step by step; a record that somebody changes between the two is refused, and told.
 */
export const undoJob: JobHandler = async (ctx, job_id) => {
  const { operation_id, total, input, ...job } = await findJob(ctx, job_id)
  const { undone_operation_id } = input as UndoInput
  const inJob: Ctx = { ...ctx, operation_id }
  const refused = job.done === 0 ? await judgeWhole(inJob, job_id, undone_operation_id, total) : []
  if (refused.length) {
    const result: BulkResult = { done: 0, refused, operation_id }
    return transaction(ctx, (ctx) => advanceJob(ctx, job_id, { state: 'failed', error: refused[0]!.code, result }))
  }
  for (let done = job.done; done < total; done += STEP) {
    const ours = await transaction(await renewed({ ...inJob, now: new Date() }), async (ctx) => {
      const present = await lockJob(ctx, job_id)
      if (present?.done !== done) return false
      const step = await changesOf(ctx, undone_operation_id, done, STEP)
      const refused = [...(present.result?.refused ?? []), ...(await takeBackAll(ctx, step))]
      const reached = done + step.length
      await advanceJob(ctx, job_id, {
        state: reached === total ? 'done' : 'running',
        done: reached,
        result: { done: reached - refused.length, refused, operation_id },
      })
      return true
    })
    // Another process goes on with it.
    if (!ours) return
  }
}

/** What cannot be taken back, and why. Nothing is written but that somebody is at it. */
async function judgeWhole(
  ctx: Ctx,
  job_id: string,
  operation_id: string,
  total: number,
): Promise<BulkResult['refused']> {
  const refused: BulkResult['refused'] = []
  const later = new Map<string, Record<string, unknown>>()
  for (let done = 0; done < total; done += STEP)
    await transaction(ctx, async (ctx) => {
      const step = await changesOf(ctx, operation_id, done, STEP)
      refused.push(...(await judgeAll(ctx, step, later)))
      await advanceJob(ctx, job_id, { state: 'running' })
    })
  return refused
}
