import { keyOlder } from '#modules/duplicates/service.ts'
import { backfill } from '#platform/backfill.ts'
import { type Ctx, type Event, type JobHandler, PATIENTLY, transaction } from '#platform/context.ts'
import { advanceJob, findJob, lockJob, startJob } from '#platform/jobs.ts'
import { countMisplaced, placeNext, placeWords } from './queries/companies.ts'

/** The type of the jobs that let many people be found by a new name of their account. */
export const REWORD = 'contacts.reword'

/** At once up to here; the people of larger accounts follow behind the answer. */
const AT_ONCE = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Whose account has another name is found by that one. */
export async function reword(ctx: Ctx, events: readonly Event[]) {
  const ids = events.filter(({ changes }) => changes.name).map(({ record_id }) => record_id)
  const due = ids.length ? await countMisplaced(ctx, ids, AT_ONCE) : 0
  if (due > AT_ONCE) await startJob(ctx, REWORD, { account_ids: ids }, due)
  else if (due) await placeWords(ctx, ids, { after: FIRST, limit: AT_ONCE })
}

/** Goes on where it was: who is found by the name as it is needs nothing. */
export const rewordJob: JobHandler = async (ctx, job_id) => {
  const { state, input, ...job } = await findJob(ctx, job_id)
  if (state === 'done' || state === 'failed') return
  const { account_ids } = input as { account_ids: string[] }
  let after = FIRST
  for (let done = job.done; ;) {
    const step = await transaction(
      ctx,
      async (ctx) => {
        const present = await lockJob(ctx, job_id)
        if (present?.done !== done) return undefined
        const ids = await placeWords(ctx, account_ids, { after, limit: AT_ONCE })
        const [reached, last] = [done + ids.length, ids.length < AT_ONCE]
        const total = last ? reached : Math.max(job.total, reached)
        await advanceJob(ctx, job_id, { state: last ? 'done' : 'running', done: reached, total })
        return ids
      },
      PATIENTLY,
    )
    // Another process goes on with it.
    if (!step || step.length < AT_ONCE) return
    done += step.length
    after = step.at(-1)!
  }
}

/** Contacts that were written before they were found by their account, a few at a time. */
export const placeOlder = backfill({
  key: 'contacts_by_account',
  begin: (ctx) => keyOlder(ctx, 'account'),
  step: async (ctx, after) => ({ last: await placeNext(ctx, after, AT_ONCE) }),
})
