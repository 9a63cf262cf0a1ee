import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from './context.ts'
import { Session } from './db.ts'

/**
 * The rows of one statement, some at a time: the next ones are fetched when the reader has taken those before, so memory
 * does not grow with the answer. It holds an exclusive connection until it ends or is left; a reader that takes nothing
 * for ten seconds is ended by PostgreSQL (`driver.ts`, idle in transaction).
 */
export async function* batches<T>(ctx: Ctx, statement: RawBuilder<unknown>, size: number): AsyncGenerator<T[], void> {
  const { lanes } = ctx.platform
  const connection = await lanes.acquire(ctx.tenant)
  const session = new Session(connection, ctx.tenant)
  try {
    await sql`declare batch no scroll cursor for ${statement}`.execute(session.db)
    for (;;) {
      const { rows } = await sql<T>`fetch ${sql.lit(size)} from batch`.execute(session.db)
      if (rows.length) yield rows
      if (rows.length < size) return
    }
  } finally {
    await session.rollback()
    lanes.release(connection)
  }
}
