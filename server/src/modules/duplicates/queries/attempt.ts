import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'

/** Does something inside the transaction, which goes on where that fails. */
export async function attempt<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint attempt`.execute(ctx.db)
  try {
    const answer = await work()
    await sql`release savepoint attempt`.execute(ctx.db)
    return answer
  } catch (error) {
    await sql`rollback to savepoint attempt`.execute(ctx.db)
    throw error
  }
}
