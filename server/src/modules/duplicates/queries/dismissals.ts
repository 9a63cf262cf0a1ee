import { type RawBuilder, sql } from 'kysely'
import { dismissalResource, MERGEABLE, type Mergeable } from '@rihla/contracts/duplicates.ts'
import { access } from '#platform/access.ts'
import type { Ctx } from '#platform/context.ts'
import { recordQueries } from '#platform/recordQueries.ts'
import { TABLES } from './tables.ts'

/** Who reads both records knows of it; who may change one of them may also do and undo it. */
function dismissalAccess(ctx: Ctx, permission: `${string}:${string}`, alias: string): RawBuilder<boolean> {
  const reads = permission.endsWith(':read')
  const both = sql`(${sql.ref(`${alias}.first_id`)}, ${sql.ref(`${alias}.second_id`)})`
  const of = MERGEABLE.map((type) => {
    const { name } = TABLES[type]
    const changes = reads ? sql`` : sql` and bool_or(${access(ctx, `${name}:update`, 'l')})`
    return sql<boolean>`(${sql.ref(`${alias}.of_type`)} = ${sql.lit(type)} and exists (
      select from ${sql.table(name)} l where l.id in ${both} and ${access(ctx, `${name}:read`, 'l')}
      having count(*) = 2${changes}))`
  })
  return sql<boolean>`(${sql.join(of, sql` or `)})`
}

export const dismissalQueries = recordQueries(dismissalResource, {
  table: 'duplicate_dismissals',
  access: dismissalAccess,
  name: (alias) => sql.ref(`${alias}.of_type`),
})

/** Id of the dismissal of a pair; undefined where it was taken back, or never made. */
export async function dismissalOf({ db }: Ctx, first_id: string, second_id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('duplicate_dismissals')
    .select('id')
    .where('first_id', '=', first_id)
    .where('second_id', '=', second_id)
    .where('archived_at', 'is', null)
    .executeTakeFirst()
  return row?.id
}

/** What any of these records was said not to be. */
export async function dismissedWith({ db }: Ctx, ids: readonly string[]): Promise<[string, string][]> {
  const { rows } = await sql<{ first_id: string; second_id: string }>`
    select first_id, second_id from duplicate_dismissals
    where archived_at is null and (first_id = any(${ids}::uuid[]) or second_id = any(${ids}::uuid[]))
    order by first_id, second_id`.execute(db)
  return rows.map(({ first_id, second_id }) => [first_id, second_id])
}

export type { Mergeable }
