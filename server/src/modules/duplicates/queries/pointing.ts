import { type RawBuilder, sql } from 'kysely'
import type { Ctx, Row } from '#platform/context.ts'

/** Fields of one table that point to some kind of record. */
export interface Pointer {
  table: string
  fields: readonly string[]
}

/**
 * What points to any of these records, in order of id: whoever may read it, since it would otherwise point to what is not
 * used any more. While the records are held, nothing else comes to point to them.
 */
export async function pointingTo({ db }: Ctx, { table, fields }: Pointer, ids: readonly string[]): Promise<string[]> {
  const points = fields.map((field) => sql`${sql.ref(field)} = any(${ids}::uuid[])`)
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where ${sql.join(points, sql` or `)} order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** These rows, held until the transaction ends. */
export async function lockRows({ db }: Ctx, table: string, ids: readonly string[]): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select * from ${sql.table(table)} where id = any(${ids}::uuid[]) order by id for update`.execute(db)
  return rows
}

/** How many rows, of those that are `seen` of the table as `r`, point to any of these records through a field. */
export async function countPointing(
  { db }: Ctx,
  table: string,
  field: string,
  ids: readonly string[],
  seen: RawBuilder<boolean>,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${sql.table(table)} r
    where ${sql.ref(`r.${field}`)} = any(${ids}::uuid[]) and ${seen}`.execute(db)
  return rows[0]!.count
}

/**
 * Whether whoever is above `start` in a tree leads to one of `ids`. Rows that are already a ring end the walk: `union`
 * drops what it has seen.
 */
export async function leadsTo({ db }: Ctx, table: string, field: string, start: string, ids: readonly string[]) {
  const { rows } = await sql`
    with recursive above (id) as (
      select ${start}::uuid
      union
      select ${sql.ref(`t.${field}`)} from above a join ${sql.table(table)} t on t.id = a.id
      where ${sql.ref(`t.${field}`)} is not null)
    select 1 from above where id = any(${ids}::uuid[]) limit 1`.execute(db)
  return rows.length > 0
}
