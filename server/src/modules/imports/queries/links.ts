import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'

/** A record of a file that is to come below another one of it. */
export interface Link {
  number: number
  record_id: string
  parent_id: string
}

export async function insertLinks({ db }: Ctx, import_id: string, links: readonly Link[]) {
  if (links.length === 0) return
  await sql`
    insert into import_links (import_id, number, record_id, parent_id)
    select ${import_id}::uuid, v.number, v.record_id, v.parent_id from unnest(${links.map(({ number }) => number)}::int[],
      ${links.map(({ record_id }) => record_id)}::uuid[], ${links.map(({ parent_id }) => parent_id)}::uuid[]) as v (number, record_id, parent_id)`.execute(
    db,
  )
}

export async function linksAfter({ db }: Ctx, import_id: string, take: number): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select number, record_id, parent_id from import_links where import_id = ${import_id}
    order by number limit ${take}`.execute(db)
  return rows
}

export async function dropLinks({ db }: Ctx, import_id: string, links: readonly Link[]) {
  await sql`delete from import_links where import_id = ${import_id}
    and number = any(${links.map(({ number }) => number)}::int[])`.execute(db)
}

/** Rows of one question. */
const PAGE = 10_000

/** What may be ids in a column of a file, page by page: asked of all rows at once, it would take as long as the file is. */
export async function* idsIn({ db }: Ctx, import_id: string, column: number): AsyncGenerator<string[]> {
  for (let after = 0; ;) {
    const { rows } = await sql<{ number: number; id: string | null }>`
      select number, case when length(cell) = 36 then lower(cell) end as id from (
        select number, cells ->> ${column}::int as cell from import_rows
        where import_id = ${import_id} and number > ${after} order by number limit ${PAGE}) r
      order by number`.execute(db)
    if (rows.length === 0) return
    yield rows.flatMap(({ id }) => id ?? [])
    after = rows.at(-1)!.number
  }
}
