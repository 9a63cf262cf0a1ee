import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'
import type { Refusing } from './candidates.ts'
import { TABLES } from './tables.ts'

/** Rows of before there were keys, held for who fills them in; others take others. */
export async function unkeyed({ db }: Ctx, record_type: Refusing, limit: number): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select * from ${sql.table(TABLES[record_type].name)} where name_key is null order by id limit ${limit}
    for update skip locked`.execute(db)
  return rows
}
