import { sql } from 'kysely'
import { type Ctx, PATIENTLY, transaction } from './context.ts'

/** Steps of one sweep: other tenants wait no longer than these take. */
const STEPS = 20
/** Milliseconds after which it is walked a second time: by then no process of before an upgrade writes any more. */
const AGAIN = 5 * 60_000
const FIRST = '00000000-0000-0000-0000-000000000000'

interface Walk {
  /** The setting that says that all rows were walked. */
  key: string
  /** What they were walked for: for something else they are walked again. */
  aim?: (ctx: Ctx) => string
  /** Where there is nothing to walk for. */
  idle?: (ctx: Ctx) => boolean
  /** Before the first step of each time, outside of a transaction. */
  begin?: (ctx: Ctx) => Promise<void>
  /** Once after the last step; `left` are the rows that could not be brought up to date. */
  end?: (ctx: Ctx, left: number) => void
  /** Brings the next rows after an id up to date; answers the last one looked at, undefined at the end. */
  step: (ctx: Ctx, after: string) => Promise<{ last: string | undefined; left?: number }>
}

/** How far a process is in a tenant, and whether it walks there for the second time. */
interface Reached {
  after: string
  again: boolean
  left: number
  /** Not before this time. */
  from: number
}

/**
 * Brings the rows of before up to date while others work: a few at a time, each step a transaction, in order of id, and
 * twice, since while processes are replaced one by one those of before go on writing. Steps find nothing to do in what is
 * done: a process that is started again begins anew. Answers whether all of it is done. Where rows are left that could
 * not be brought up to date it is not, and the next process tries them again.
 */
export function backfill({ key, aim = () => 'done', idle, begin, step, end }: Walk): (ctx: Ctx) => Promise<boolean> {
  /** A number where nothing is to be walked any more by this process: so many rows are left. */
  const reached = new Map<string, Reached | number>()

  /** One step; where another process was through with all of it, none. */
  async function go(ctx: Ctx, { after, again, left, from }: Reached): Promise<Reached | number> {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`${ctx.tenant.id} walk ${key}`}, 0))`.execute(ctx.db)
    if ((await readAim(ctx, key)) === aim(ctx)) return 0
    const { last, left: more = 0 } = await step(ctx, after)
    if (last !== undefined) return { after: last, again, left: left + more, from }
    if (!again) return { after: FIRST, again: true, left: 0, from: ctx.now.getTime() + AGAIN }
    if (left + more === 0) await writeAim(ctx, key, aim(ctx))
    return left + more
  }

  return async (ctx) => {
    const { id } = ctx.tenant
    if (idle?.(ctx)) return true
    let at = reached.get(id)
    if (at === undefined) {
      at = (await readAim(ctx, key)) === aim(ctx) ? 0 : { after: FIRST, again: false, left: 0, from: 0 }
      reached.set(id, at)
    }
    for (let n = 0; n < STEPS && typeof at !== 'number' && ctx.now.getTime() >= at.from; n += 1) {
      const present: Reached = at
      if (present.after === FIRST) await begin?.(ctx)
      at = await transaction(ctx, (ctx) => go(ctx, present), PATIENTLY)
      reached.set(id, at)
      if (typeof at === 'number') end?.(ctx, at)
    }
    return at === 0
  }
}

async function readAim({ db }: Ctx, key: string): Promise<unknown> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

async function writeAim({ db, now }: Ctx, key: string, aim: string) {
  const value = JSON.stringify(aim)
  await db
    .insertInto('settings')
    .values({ key, value, updated_at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, updated_at: now }))
    .execute()
}
