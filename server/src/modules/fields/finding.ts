import type { CustomField } from '@rihla/contracts/customFields.ts'
import { type Ctx, type Event, type JobHandler, PATIENTLY, systemContext, transaction } from '#platform/context.ts'
import { withDefined } from '#platform/custom.ts'
import { forWriting, hasWords } from '#platform/customWords.ts'
import { advanceJob, findJob, lockJob, renewed, startJob } from '#platform/jobs.ts'
import { holdField, holdHolding, holdSight, idsAfter, idsHolding, markSearched, readAll } from './queries.ts'
import { forgetFields, tableOf } from './service.ts'

/*
 * What everybody sees is found by its words, which stand in the `search` of the records; what some see is not. So the
 * texts of records that have a value are written again when a field comes to be for some, or for everybody again.
 */

/** The type of the jobs that write them. */
export const REFIND = 'custom_fields.refind'

/** At once up to here: nobody finds what has just been hidden. The records of fuller fields follow behind the answer. */
const AT_ONCE = 500
/** Records looked at in one transaction. */
const STEP = 1000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** After a definition changed, undo too. */
export async function refind(ctx: Ctx, { record_id, changes }: Event) {
  const [was, is] = changes.visible_to ?? [null, null]
  if ((was === null) === (is === null)) return
  const defined = await readAll(ctx)
  const field = defined.find(({ id }) => id === record_id)!
  if (!hasWords(field)) return markSearched(ctx, field.id)
  await holdSight(ctx, 'alone')
  const ids = await idsHolding(ctx, tableOf(ctx, field), field.key, AT_ONCE)
  if (ids.length <= AT_ONCE) await rewrite(withDefined(ctx, defined), field, ids, 'passing')
  // Also then: those that others hold were passed by. It is no part of the change, which can be taken back meanwhile, and
  // goes on whatever becomes of who made it.
  const system = systemContext(ctx.platform, ctx.tenant)
  await startJob({ ...system, db: ctx.db, tx: ctx.tx! }, REFIND, { field_id: field.id }, ids.length)
}

/**
 * Writes the search texts of those of the records that have a value; answers how many. Who keeps writers waiting passes by
 * those that they hold: each would wait for the other.
 */
async function rewrite(ctx: Ctx, field: CustomField, ids: readonly string[], how?: 'passing'): Promise<number> {
  const rows = await holdHolding(ctx, tableOf(ctx, field), field.key, ids, how)
  const { rederive } = ctx.platform.records.get(field.record_type)!.merging!
  await Promise.all(rows.map((row) => rederive(ctx, row)))
  return rows.length
}

/** Begins anew when it is started again: a text that is right is written as it is. */
export const refindJob: JobHandler = async (asker, job_id) => {
  const { state, total: expected, input } = await findJob(asker, job_id)
  if (state === 'done') return
  const { field_id } = input as { field_id: string }
  let [after, done] = [FIRST, 0]
  for (;;) {
    const step = await transaction(
      await renewed({ ...asker, now: new Date() }),
      async (asker) => {
        if (!(await lockJob(asker, job_id))) return undefined
        // As who hides it takes them, or each would wait for the other: first the definition, then its sight.
        await holdField(asker, field_id)
        const ctx = await forWriting(withDefined(asker, await readAll(asker)))
        const field = ctx.defined!.find(({ id }) => id === field_id)
        const ids = field ? await idsAfter(ctx, tableOf(ctx, field), after, STEP) : []
        const reached = done + (field && ids.length ? await rewrite(ctx, field, ids) : 0)
        const last = ids.length === STEP ? ids.at(-1) : undefined
        // Records came and went since they were counted.
        const total = last === undefined ? reached : Math.max(reached, expected)
        if (last === undefined) await markSearched(ctx, field_id, job_id)
        await advanceJob(ctx, job_id, { state: last === undefined ? 'done' : 'running', done: reached, total })
        return { reached, last }
      },
      PATIENTLY,
    )
    // Another process goes on with it.
    if (!step) return
    if (step.last === undefined) return void forgetFields(asker.tenant.id)
    done = step.reached
    after = step.last
  }
}
