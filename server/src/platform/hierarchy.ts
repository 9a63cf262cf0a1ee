import { sql } from 'kysely'
import type { Ctx } from './context.ts'
import { invalid } from './errors.ts'

/**
 * Makes changes of one tree wait for each other until the transaction ends: two moves that are each harmless may make a
 * ring together. To be taken before the rows are, or who holds a row waits for who waits for it. Taking it again costs
 * nothing.
 */
export async function lockHierarchy({ db, tenant }: Ctx, table: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenant.schema}.${table} hierarchy`}, 0))`.execute(db)
}

interface Place {
  table: string
  column: string
  id: string
  parent_id: string
  /** Where the caller said it, when not in the column itself. */
  field?: string
}

/** 422 where `parent_id` is `id` itself or anywhere below it. `column` holds the parent of a row of `table`. */
export async function judgeParent(ctx: Ctx, { table, column, id, parent_id, field = column }: Place) {
  await lockHierarchy(ctx, table)
  const [source, parent] = [sql.table(table), sql.ref(`t.${column}`)]
  // Rows that are already a ring end the walk too: `union` drops what it has seen.
  const { rows } = await sql`
    with recursive above (id) as (
      select ${parent_id}::uuid
      union
      select ${parent} from above a join ${source} t on t.id = a.id where ${parent} is not null
    )
    select 1 from above where id = ${id}::uuid limit 1`.execute(ctx.db)
  if (rows.length) throw invalid(field, 'cycle', 422)
}
