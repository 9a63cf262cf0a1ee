import { type RawBuilder, sql } from 'kysely'
import { FILED, type FiledType, fileResource, type StoredFile } from '@rihla/contracts/files.ts'
import { access } from '#platform/access.ts'
import type { Ctx, Row } from '#platform/context.ts'
import { recordQueries } from '#platform/recordQueries.ts'

/** The column that hangs a file on a kind of record. */
export const linkOf = (record_type: FiledType) => `${record_type}_id` as const
export type Link = ReturnType<typeof linkOf>

/** A file is readable when one record it hangs on is; who put it there and who may change such a record change it. */
function fileAccess(ctx: Ctx, permission: `${string}:${string}`, alias: string): RawBuilder<boolean> {
  const action = permission.split(':')[1]!
  const linked = Object.entries(FILED).map(
    ([type, table]) => sql<boolean>`exists (
      select 1 from ${sql.table(table)} l
      where l.id = ${sql.ref(`${alias}.${linkOf(type as FiledType)}`)} and ${access(ctx, `${table}:${action}`, 'l')})`,
  )
  const author =
    action === 'read' ? [] : [sql<boolean>`coalesce(${sql.ref(`${alias}.created_by`)} = ${ctx.actor.id}::uuid, false)`]
  return sql<boolean>`(${sql.join([...author, ...linked], sql` or `)})`
}

export const fileQueries = recordQueries(fileResource, { access: fileAccess })

/** Files on a record that the caller may read, newest first. */
export async function filesOf(ctx: Ctx, link: Link, id: string): Promise<StoredFile[]> {
  const { rows } = await sql`
    select ${fileQueries.select(ctx, true)} from files r
    where r.${sql.ref(link)} = ${id} and r.archived_at is null and ${fileAccess(ctx, 'files:read', 'r')}
    order by r.created_at desc, r.id desc`.execute(ctx.db)
  return rows.map((row) => fileQueries.present<StoredFile>(ctx, row))
}

export async function countFiles({ db }: Ctx, link: Link, id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from files where ${sql.ref(link)} = ${id} and archived_at is null`.execute(db)
  return rows[0]!.count
}

/** Everything that hangs on a record, archived too, held: nobody asks whether the caller may read it. */
export async function lockFiles({ db }: Ctx, link: Link, id: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select * from files where ${sql.ref(link)} = ${id} order by id for update`.execute(db)
  return rows
}

/** Notes content that the store may hold without a file of it. */
export async function expect({ db }: Ctx, id: string, due_at: Date) {
  await sql`insert into file_leftovers (id, due_at) values (${id}, ${due_at})
    on conflict (id) do update set due_at = excluded.due_at`.execute(db)
}

export async function forget({ db }: Ctx, id: string) {
  await sql`delete from file_leftovers where id = ${id}`.execute(db)
}

/** Content that is due to go, a few at a time. */
export async function leftovers({ db, now }: Ctx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from file_leftovers where due_at <= ${now} order by due_at limit 100`.execute(db)
  return rows.map(({ id }) => id)
}
