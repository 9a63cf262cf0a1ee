import { LRUCache } from 'lru-cache'
import { type Ctx, transaction } from '#platform/context.ts'
import { agedCredit, creditDay, refreshFigures } from './queries/figures.ts'

/** The day on which the credit of a tenant was last seen to be that day's, by this process. */
const seen = new LRUCache<string, string>({ max: 20_000 })
const STEP = 1000

/**
 * Credit that fell due since yesterday is used no more. Before accounts are read for the first time of a day: what else
 * changes credit does so when it happens.
 */
export async function ageCredit(ctx: Ctx) {
  const day = creditDay(ctx)
  if (seen.get(ctx.tenant.id) === day) return
  for (;;) {
    const aged = await agedCredit(ctx, STEP)
    if (aged.length) await transaction(ctx, (ctx) => refreshFigures(ctx, aged))
    if (aged.length < STEP) break
  }
  seen.set(ctx.tenant.id, day)
}

/** Reads accounts as they are today. */
export const today =
  <A extends readonly unknown[], T>(read: (ctx: Ctx, ...args: A) => Promise<T>) =>
  async (ctx: Ctx, ...args: A): Promise<T> => {
    await ageCredit(ctx)
    return read(ctx, ...args)
  }
