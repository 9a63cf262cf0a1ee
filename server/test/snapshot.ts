import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/db.types.ts'

/** A row of any table, with the table's name. */
export type SnapshotRow = Record<string, any>

/** Every row of some tables, without what counts and dates its changes. */
export async function snapshotOf(db: Kysely<DB>, tables: readonly string[]): Promise<SnapshotRow[]> {
  const rows: SnapshotRow[] = []
  for (const table of tables) {
    const found = await sql<{ row: SnapshotRow }>`
      select to_jsonb(r) - 'version' - 'updated_at' || ${JSON.stringify({ table })}::jsonb as row
      from ${sql.table(table)} r order by id`.execute(db)
    rows.push(...found.rows.map(({ row }) => row))
  }
  return rows
}
