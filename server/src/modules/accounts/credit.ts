import { LRUCache } from 'lru-cache'
import { type Ctx, transaction } from '#platform/context.ts'
import { agedFigures, refreshFigures, todayOf } from './queries/figures.ts'

/** The day on which credit and loyalty of a tenant were last seen to be that day's, by this process. */
const seen = new LRUCache<string, string>({ max: 20_000 })
const STEP = 1000

/**
 * Credit that fell due since yesterday is used no more, and a trip of too long ago makes nobody loyal. Before accounts are
 * read for the first time of a day: what else changes them does so when it happens.
 */
export async function ageFigures(ctx: Ctx) {
  const day = todayOf(ctx)
  if (seen.get(ctx.tenant.id) === day) return
  for (;;) {
    const aged = await agedFigures(ctx, STEP)
    if (aged.length) await transaction(ctx, (ctx) => refreshFigures(ctx, aged))
    if (aged.length < STEP) break
  }
  seen.set(ctx.tenant.id, day)
}

/** Reads accounts as they are today. */
export const today =
  <A extends readonly unknown[], T>(read: (ctx: Ctx, ...args: A) => Promise<T>) =>
  async (ctx: Ctx, ...args: A): Promise<T> => {
    await ageFigures(ctx)
    return read(ctx, ...args)
  }
