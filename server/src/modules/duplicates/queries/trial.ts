import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'

/** Does something inside the transaction and forgets that it was done; what it answers stays. */
export async function trial<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  const tx = ctx.tx!
  const { recorded } = tx
  const committed = tx.committed.length
  await sql`savepoint trial`.execute(ctx.db)
  try {
    return await work()
  } finally {
    await sql`rollback to savepoint trial`.execute(ctx.db)
    tx.recorded = recorded
    tx.committed.length = committed
    tx.held.clear()
  }
}
