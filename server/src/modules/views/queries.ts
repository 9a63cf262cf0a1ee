import { type RawBuilder, sql } from 'kysely'
import { type View, viewResource } from '@rihla/contracts/views.ts'
import type { Ctx } from '#platform/context.ts'
import { losesFilter, seenQuery } from '#platform/customSight.ts'
import { Problem } from '#platform/errors.ts'
import { recordQueries } from '#platform/recordQueries.ts'

/** One's own views and shared ones are read; one's own are changed, and by administrators the shared ones. */
function viewAccess({ actor }: Ctx, permission: `${string}:${string}`, alias: string): RawBuilder<boolean> {
  const own = sql<boolean>`coalesce(${sql.ref(`${alias}.created_by`)} = ${actor.id}::uuid, false)`
  const shared = permission === 'views:read' || actor.role === 'admin'
  return shared ? sql<boolean>`(${own} or ${sql.ref(`${alias}.shared`)})` : own
}

export const viewQueries = recordQueries(viewResource, {
  table: 'saved_views',
  access: viewAccess,
  seen: (ctx, row) => {
    const { record_type, query } = row as unknown as View
    return { ...row, query: seenQuery(ctx, record_type, query) }
  },
})

/** More than anybody keeps. */
const MOST = 500

export async function listViews(ctx: Ctx, record_type: string | undefined): Promise<View[]> {
  const ofType = record_type === undefined ? sql`true` : sql`r.record_type = ${record_type}`
  const { rows } = await sql`
    select ${viewQueries.select(ctx, true)} from saved_views r
    where ${viewAccess(ctx, 'views:read', 'r')} and ${ofType} and r.archived_at is null
    order by r.position, r.name, r.id limit ${sql.lit(MOST)}`.execute(ctx.db)
  return rows.map((row) => viewQueries.present<View>(ctx, row))
}

/**
 * What a view of this kind of record asks for; undefined where the caller has none of this id. What acts on all that it
 * shows must not act on more than that: asked for as a whole, it is refused where a filter is not there for the caller.
 */
export async function queryOf(
  ctx: Ctx,
  id: string,
  record_type: string,
  whole?: 'whole',
): Promise<View['query'] | undefined> {
  const { rows } = await sql<{ query: View['query'] }>`
    select r.query from saved_views r
    where r.id = ${id} and r.record_type = ${record_type} and r.archived_at is null
      and ${viewAccess(ctx, 'views:read', 'r')}`.execute(ctx.db)
  if (whole && rows[0] && losesFilter(ctx, record_type, rows[0].query)) throw new Problem(422, 'view_incomplete')
  // What is not there for the caller is not asked for, as everywhere.
  return rows[0] && (seenQuery(ctx, record_type, rows[0].query) as View['query'])
}

const FILTERS = ['', '_not', '_empty', '_contains', '_min', '_max', '_from', '_to']

/** How many views, of whomever, filter, sort or show this field. */
export async function countNaming(ctx: Ctx, record_type: string, field: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from saved_views r
    where r.record_type = ${record_type} and r.archived_at is null and exists (
      select 1 from jsonb_each_text(r.query) as q (name, value)
      where q.name = any(${FILTERS.map((operator) => field + operator)}::text[])
        or ${field} = any(regexp_split_to_array(q.value, '[,:!]')))`.execute(ctx.db)
  return rows[0]!.count
}
