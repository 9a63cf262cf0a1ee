import { type RawBuilder, sql } from 'kysely'
import { activityResource } from '@rihla/contracts/activities.ts'
import type { TimelineQuery } from '@rihla/contracts/operation.ts'
import { access } from '#platform/access.ts'
import { type Ctx, keyed } from '#platform/context.ts'
import { entries, toldOf } from '#platform/eventLog.ts'
import { recordQueries } from '#platform/recordQueries.ts'

/** The records an activity may hang on: its column, their table. */
export const LINKS = {
  lead_id: 'leads',
  account_id: 'accounts',
  contact_id: 'contacts',
  opportunity_id: 'opportunities',
} as const
export type Link = keyof typeof LINKS

/** An activity is readable when one record it hangs on is; its author and who may change such a record change it. */
function activityAccess(ctx: Ctx, permission: `${string}:${string}`, alias: string): RawBuilder<boolean> {
  const action = permission.split(':')[1]!
  const linked = Object.entries(LINKS).map(
    ([column, table]) => sql<boolean>`exists (
      select 1 from ${sql.table(table)} l where l.id = ${sql.ref(`${alias}.${column}`)} and ${access(ctx, `${table}:${action}`, 'l')})`,
  )
  const author =
    action === 'read' ? [] : [sql<boolean>`coalesce(${sql.ref(`${alias}.created_by`)} = ${ctx.actor.id}::uuid, false)`]
  return sql<boolean>`(${sql.join([...author, ...linked], sql` or `)})`
}

export const activityQueries = recordQueries(activityResource, {
  access: activityAccess,
  name: (alias) => sql.ref(`${alias}.subject`),
})

/** Ids of the activities that hang on a record, oldest first. */
export async function activitiesOf(ctx: Ctx, link: Link, id: string): Promise<{ id: string; others: number }[]> {
  const { rows } = await sql<{ id: string; others: number }>`
    select id, num_nonnulls(lead_id, account_id, contact_id, opportunity_id) - 1 as others
    from activities where ${sql.ref(link)} = ${id} order by created_at, id`.execute(ctx.db)
  return rows
}

/** The latest notes of a record, and its change notes (A19), as the log tells them. */
export async function latestNotes(ctx: Ctx, link: Link, record_type: string, id: string, limit: number) {
  type Row = {
    id: string
    type: string
    content: string | null
    changes: Record<string, [unknown, unknown]> | null
    event: string
    created_by: string | null
    created_at: Date
  }
  const { rows } = await sql<Row>`
    (select id, type, coalesce(description, subject) as content, null::jsonb as changes, type as event, created_by, created_at
     from activities where ${sql.ref(link)} = ${id} and archived_at is null order by created_at desc, id desc limit ${limit})
    union all
    (select id, 'change', note, changes, type, actor_id, at from events
     where record_id = ${id} and record_type = ${record_type} and type <> ${`${record_type}.created`} order by at desc, id desc limit ${limit})
    order by created_at desc, id desc limit ${limit}`.execute(keyed(ctx).db)
  return rows.flatMap(({ event, ...row }) => {
    const changes = row.changes && toldOf(ctx, { type: event, record_type, changes: row.changes })
    return changes === undefined ? [] : [{ ...row, changes }]
  })
}

/** Records that belong to one of another kind, whose rights are its own: their changes are part of its story. */
export interface Part {
  record_type: string
  /** Has the column of the link. */
  table: string
}

/** Files hang on every kind of record, by columns of the same names. */
const FILES: Part = { record_type: 'file', table: 'files' }

/** What stands in the story of a record through another one: the activities of contacts in that of their account. */
const THROUGH: Partial<Record<Link, readonly Link[]>> = { account_id: ['contact_id'] }

/** Activities of the records that point to this one, as far as the caller may read those. */
const throughOthers = (ctx: Ctx, link: Link, id: string) =>
  sql.join(
    (THROUGH[link] ?? []).map(
      (other) => sql`or ${sql.ref(`n.${other}`)} in (
        select o.id from ${sql.table(LINKS[other])} o
        where ${sql.ref(`o.${link}`)} = ${id} and ${access(ctx, `${LINKS[other]}:read`, 'o')})`,
    ),
    sql` `,
  )

/** The story of a record: its own events, those of its parts, and of activities that hang on it. Newest first, by cursor. */
export async function timeline(
  ctx: Ctx,
  link: Link,
  id: string,
  { cursor, take, type, field }: TimelineQuery,
  own: readonly Part[] = [],
) {
  const parts = [...own, FILES]
  const all = sql`select n.id from activities n where (${sql.ref(`n.${link}`)} = ${id} ${throughOthers(ctx, link, id)}) and n.archived_at is null`
  const ofParts = parts.map(
    ({ table }) => sql`|| array(select p.id from ${sql.table(table)} p where ${sql.ref(`p.${link}`)} = ${id})`,
  )
  const whole = sql`array[${id}::uuid] ${sql.join(ofParts, sql` `)}`
  const about = () => {
    if (field !== undefined) return sql`array[${id}::uuid]`
    if (type === 'changes') return whole
    if (type === undefined || type === 'all') return sql`${whole} || array(${all})`
    return type === 'notes' ? sql`array(${all})` : sql`array(${all} and n.type = ${type})`
  }
  // An array of ids, so that the log is read through its index; of an activity only its beginning is told here. Ids may
  // be the caller's own: what the log has about another kind of record of this id is not this one's story.
  const types = [link.replace(/_id$/, ''), ...parts.map(({ record_type }) => record_type)]
  const which = sql`e.record_id = any(${about()}) and (e.record_type = any(${types}::text[]) or e.type = 'activity.created')`
  const changed = field === undefined ? sql`` : sql`and e.changes ? ${field}`
  return entries(ctx, sql`${which} ${changed}`, { cursor, take })
}
