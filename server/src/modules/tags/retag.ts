import type { BulkResult } from '@rihla/contracts/operation.ts'
import { TAGGED, type TagAnswer } from '@rihla/contracts/tags.ts'
import { demand } from '#platform/access.ts'
import { MOST_AT_ONCE, runEach } from '#platform/bulk.ts'
import { type Ctx, type JobHandler, PATIENTLY, transaction } from '#platform/context.ts'
import { advanceJob, findJob, lockJob, renewed, startJob } from '#platform/jobs.ts'
import { countDue, nextDue, type Retag } from './queries.ts'

/** The type of the jobs that change a tag on very many records. */
export const RETAG = 'tags.retag'

const STEP = 200
const FIRST = '00000000-0000-0000-0000-000000000000'

type Place = { type: (typeof TAGGED)[number]; id: string }

/**
 * Changes tags on every record, one event each: at once, or above 1,000 records as a job behind the answer; one operation
 * either way. Joins the transaction of `also`, which is what else the operation does.
 */
export const retagAll = (ctx: Ctx, change: Retag, also: (ctx: Ctx) => Promise<void>): Promise<TagAnswer> =>
  transaction(
    ctx,
    async (ctx) => {
      await also(ctx)
      const total = await countDue(ctx, change)
      if (total > MOST_AT_ONCE) return startJob(ctx, RETAG, change, total)
      const refused: BulkResult['refused'] = []
      let done = 0
      for (const type of TAGGED) {
        const ids = await nextDue(ctx, type, change, FIRST, MOST_AT_ONCE)
        refused.push(
          ...(await retagEach(
            ctx,
            change,
            ids.map((id) => ({ type, id })),
          )),
        )
        done += ids.length
      }
      return { done: done - refused.length, refused, operation_id: ctx.operation_id }
    },
    PATIENTLY,
  )

const retagEach = (ctx: Ctx, change: Retag, places: readonly Place[]) =>
  runEach(
    ctx,
    places,
    ({ id }) => id,
    async (ctx, { type, id }) => {
      const record = ctx.platform.records.get(type)!
      const row = await record.lock(ctx, id, 'update')
      const values = { tags: retagged(row.tags as string[], change) }
      await record.write(ctx, row, { ...values, ...(await record.follow?.(ctx, row, values)) })
    },
  )

/** The tags with the change, each once, where the first of them stood. */
export function retagged(tags: readonly string[], { keys, into }: Retag): string[] {
  const changed = tags.map((tag) => (keys.includes(tag.toLowerCase()) ? into : tag)).filter((tag) => tag !== null)
  return [...new Map(changed.toReversed().map((tag) => [tag.toLowerCase(), tag])).values()]
    .toReversed()
    .map((tag) => (into !== null && tag.toLowerCase() === into.toLowerCase() ? into : tag))
}

/** Goes on where it was: what is done no longer asks for the change. */
export const retagJob: JobHandler = async (ctx, job_id) => {
  const job = await findJob(ctx, job_id)
  if (job.state === 'done' || job.state === 'failed') return
  const change = job.input as Retag
  let done = job.done
  for (const type of TAGGED) {
    let after = FIRST
    for (;;) {
      const now = await renewed({ ...ctx, operation_id: job.operation_id, now: new Date() })
      demand(now, 'tags:configure')
      const step = await transaction(
        now,
        async (ctx) => {
          const present = await lockJob(ctx, job_id)
          if (present?.done !== done) return undefined
          const ids = await nextDue(ctx, type, change, after, STEP)
          const found = await retagEach(
            ctx,
            change,
            ids.map((id) => ({ type, id })),
          )
          const refused = [...(present.result?.refused ?? []), ...found]
          const reached = done + ids.length
          const result = { done: reached - refused.length, refused, operation_id: job.operation_id }
          await advanceJob(ctx, job_id, {
            state: 'running',
            done: reached,
            total: Math.max(job.total, reached),
            result,
          })
          return ids
        },
        PATIENTLY,
      )
      // Another process goes on with it.
      if (!step) return
      done += step.length
      if (step.length < STEP) break
      after = step.at(-1)!
    }
  }
  await transaction(ctx, async (ctx) => {
    const present = await lockJob(ctx, job_id)
    if (present?.state === 'running') await advanceJob(ctx, job_id, { state: 'done', total: done })
  })
}
