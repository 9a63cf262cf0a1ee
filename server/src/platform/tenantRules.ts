import { sql } from 'kysely'
import { LRUCache } from 'lru-cache'
import { type Ctx, PATIENTLY, transaction } from './context.ts'
import { startJob } from './jobs.ts'

/** The job that works out again what followed the rules before, and of how many records. */
interface Follower {
  type: string
  count(ctx: Ctx): Promise<number>
}

/**
 * Rules by which a tenant has something of its records worked out: one setting, changed as a whole. Who changes them
 * waits for those who are writing by the old ones, and starts the job that follows: so nothing is left behind it.
 */
export function tenantRules<R extends object>(key: string, defaults: R, follower: Follower) {
  /** Milliseconds they are remembered, for answers: other processes follow a change within a second. */
  const remembered = new LRUCache<string, R>({ max: 1000, ttl: 1000 })

  async function read({ db }: Ctx): Promise<R> {
    const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
    return { ...defaults, ...(row?.value as Partial<R> | undefined) }
  }

  const lock = ({ db, tenant }: Ctx, how: 'shared' | 'alone') => {
    const name = sql`hashtextextended(${`${tenant.id} rules ${key}`}, 0)`
    return how === 'shared'
      ? sql`select pg_advisory_xact_lock_shared(${name})`.execute(db)
      : sql`select pg_advisory_xact_lock(${name})`.execute(db)
  }

  /** For answers. */
  async function shown(ctx: Ctx): Promise<R> {
    const known = remembered.get(ctx.tenant.id)
    if (known) return known
    const rules = await read(ctx)
    remembered.set(ctx.tenant.id, rules)
    return rules
  }

  /** For what is written: as they stand, and nobody changes them before the transaction ends. */
  function followed(ctx: Ctx): Promise<R> {
    if (!ctx.tx) return read(ctx)
    const { held } = ctx.tx
    const known = held.get(key) as Promise<R> | undefined
    if (known) return known
    // Two statements: a statement sees what stood when it began, not when it had waited for the lock.
    const rules = Promise.all([lock(ctx, 'shared'), read(ctx)]).then(([, rules]) => rules)
    held.set(key, rules)
    return rules
  }

  /** Changes them; the records that follow them are worked out again behind the answer. */
  async function change(ctx: Ctx, changed: R): Promise<R> {
    const work = async (ctx: Ctx) => {
      await lock(ctx, 'alone')
      const value = JSON.stringify(changed)
      await ctx.db
        .insertInto('settings')
        .values({ key, value, updated_at: ctx.now })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: ctx.now }))
        .execute()
      await startJob(ctx, follower.type, {}, await follower.count(ctx))
    }
    await transaction(ctx, work, PATIENTLY)
    remembered.set(ctx.tenant.id, changed)
    return changed
  }

  return { shown, followed, change }
}
