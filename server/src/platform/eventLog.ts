import { type RawBuilder, sql } from 'kysely'
import { Id } from '@rihla/contracts/fields.ts'
import type { TimelineEntry } from '@rihla/contracts/operation.ts'
import { readInstant } from './calendar.ts'
import type { Ctx } from './context.ts'
import { invalid } from './errors.ts'

/** A page of the log with actors and activities, newest first; `condition` speaks of the events as `e`. */
export async function entries(ctx: Ctx, condition: RawBuilder<unknown>, take: number) {
  type Row = Omit<TimelineEntry, 'actor' | 'activity'> & {
    actor_type: string
    actor_id: string | null
    actor_name: string | null
    activity_id: string | null
    activity_type: string
    subject: string
    description: string | null
  }
  const { rows } = await sql<Row>`
    select e.id, e.type, e.record_type, e.record_id, e.at, e.changes, e.note, e.operation_id, e.undoes,
      e.actor_type, e.actor_id, m.name as actor_name,
      a.id as activity_id, a.type as activity_type, a.subject, a.description
    from events e left join members m on m.id = e.actor_id
    left join activities a on e.record_type = 'activity' and a.id = e.record_id
    where ${condition} order by e.at desc, e.id desc limit ${take + 1}`.execute(ctx.db)
  const items = rows.slice(0, take).map((row): TimelineEntry => {
    const { actor_type, actor_id, actor_name, activity_id, activity_type, subject, description, ...entry } = row
    return {
      ...entry,
      actor: { id: actor_id, type: actor_type, name: actor_name },
      activity: activity_id ? { id: activity_id, type: activity_type, subject, description } : null,
    }
  })
  const last = items.at(-1)
  return { items, next_cursor: rows.length > take && last ? writePlace(last) : null }
}

/** The place of an event in a timeline, as its cursor. */
export const writePlace = ({ at, id }: { at: Date; id: string }) =>
  Buffer.from(`${at.toISOString()} ${id}`).toString('base64url')

/** The place a timeline cursor names; 400 when it is none. */
export function placeOf(cursor: string): RawBuilder<unknown> {
  const [text = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const at = readInstant(text)
  if (at?.toISOString() !== text || !Id.safeParse(id).success) throw invalid('cursor', 'bad_cursor')
  return sql`(${at}::timestamptz, ${id}::uuid)`
}
