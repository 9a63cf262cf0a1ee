import { type AccountLoyalty, LOYALTY_LEVELS, type LoyaltyLevel, type LoyaltyRules } from '@rihla/contracts/loyalty.ts'
import { backfill } from '#platform/backfill.ts'
import { type Ctx, type JobHandler, PATIENTLY, type Row, type Sweep, transaction } from '#platform/context.ts'
import { advanceJob, findJob, lockJob } from '#platform/jobs.ts'
import { accountQueries } from './queries/accounts.ts'
import { refreshFigures, todayOf } from './queries/figures.ts'
import { countTrips, lockSaid, loyaltyRules, nextFollowing, SAID } from './queries/loyalty.ts'

type Bought = { lifetime_value: number | null; trips: number }
type Part = AccountLoyalty['reasons'][number]

/** What of a level was reached, and what of it there is to reach. */
function partsOf(level: LoyaltyLevel, { levels }: LoyaltyRules, bought: Bought): Part[] {
  return (['lifetime_value', 'trips'] as const).flatMap((rule) => {
    const [threshold, value] = [levels[level][rule], bought[rule]]
    return threshold === null || value === null ? [] : [{ rule, value, threshold }]
  })
}
const isReached = ({ value, threshold }: Part) => value >= threshold

/** The level of who has bought so much, and why; the same as `levelOf` says in SQL. */
export function judgeLoyalty(rules: LoyaltyRules, bought: Bought) {
  const found = LOYALTY_LEVELS.findLastIndex((level) => partsOf(level, rules, bought).some(isReached))
  const reasons = found < 0 ? [] : partsOf(LOYALTY_LEVELS[found]!, rules, bought).filter(isReached)
  // What nothing can reach is no next level.
  const next = LOYALTY_LEVELS.slice(found + 1)
    .map((status) => ({ status, parts: partsOf(status, rules, bought) }))
    .find(({ parts }) => parts.length)
  return { status: LOYALTY_LEVELS[found] ?? ('new' as const), reasons, next: next ?? null }
}

async function boughtBy(ctx: Ctx, account: Readonly<Record<string, unknown>>, rules: LoyaltyRules): Promise<Bought> {
  const base = ctx.tenant.base_currency
  const comparable = (account.currency ?? base) === base
  const trips = await countTrips(ctx, account.id as string, rules, todayOf(ctx))
  return { lifetime_value: comparable ? (account.lifetime_value as number) : null, trips }
}

/** How loyal a customer is, by whom or what, and what is missing to be more. */
export async function explainLoyalty(ctx: Ctx, id: string): Promise<AccountLoyalty> {
  const [account, current] = await Promise.all([accountQueries.find(ctx, id), loyaltyRules.shown(ctx)])
  const bought = await boughtBy(ctx, account, current)
  const { status, reasons, next } = judgeLoyalty(current, bought)
  const { loyalty_status, loyalty_locked } = account
  const told = { currency: ctx.tenant.base_currency, ...bought, months: current.months, reasons, next }
  return { account_id: id, loyalty_status, computed_status: status, loyalty_locked, ...told }
}

/**
 * Columns of the loyalty that a create or change leads to: who writes another status means it, and it is kept and locked;
 * once unlocked the rules decide again.
 */
export async function loyaltyColumns(
  ctx: Ctx,
  next: Row,
  before: Row | undefined,
  { loyalty_status, loyalty_locked }: Record<string, unknown>,
) {
  const stood = (before?.loyalty_status ?? 'new') as string
  const written = loyalty_status !== undefined && loyalty_status !== stood
  const was = (before?.loyalty_locked ?? false) as boolean
  const locked = (loyalty_locked ?? (written ? true : was)) as boolean
  if (locked) return { loyalty_locked: true, loyalty_status: loyalty_status ?? stood }
  if (!was) return { loyalty_locked: false, loyalty_status: stood }
  const current = await loyaltyRules.followed(ctx)
  return { loyalty_locked: false, loyalty_status: judgeLoyalty(current, await boughtBy(ctx, next, current)).status }
}

const STEP = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

/** The next accounts that follow the rules, by the rules as they are; answers those looked at. */
async function follow(ctx: Ctx, after: string): Promise<string[]> {
  const ids = await nextFollowing(ctx, after, STEP)
  if (ids.length) await refreshFigures(ctx, ids)
  return ids
}

/** Begins anew when it is started again: what is done stays as it is. */
export const loyaltyJob: JobHandler = async (ctx, job_id) => {
  const { state, total: expected } = await findJob(ctx, job_id)
  if (state === 'done') return
  let after = FIRST
  for (let before = 0; ; before += STEP) {
    const work = async (ctx: Ctx) => {
      if (!(await lockJob(ctx, job_id))) return undefined
      const ids = await follow(ctx, after)
      const [done, last] = [before + ids.length, ids.length < STEP]
      // Accounts came and went since they were counted.
      const total = last ? done : Math.max(done, expected)
      await advanceJob(ctx, job_id, { state: last ? 'done' : 'running', done, total })
      return ids
    }
    const ids = await transaction({ ...ctx, now: new Date() }, work, PATIENTLY)
    // Another process goes on with it.
    if (!ids || ids.length < STEP) return
    after = ids.at(-1)!
  }
}

const lastOf = (ids: readonly string[]) => ({ last: ids.length < STEP ? undefined : ids.at(-1) })

/** Once nobody but people said how loyal a customer is: what they said stays. */
const keepSaid = backfill({ key: SAID, step: async (ctx, after) => lastOf(await lockSaid(ctx, after, STEP)) })

/** Accounts that bought before anything was worked out of it. */
const computeOlder = backfill({
  key: 'loyalty_computed',
  step: async (ctx, after) => lastOf(await follow(ctx, after)),
})

/** Brings the accounts of before up to date, a few at a time: nothing is worked out before all that was said is kept. */
export const loyalOlder: Sweep = async (ctx) => {
  if (await keepSaid(ctx)) await computeOlder(ctx)
}
