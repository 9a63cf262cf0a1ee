import { type RawBuilder, sql } from 'kysely'
import { Id } from '@rihla/contracts/fields.ts'
import type { Timeline, TimelineEntry } from '@rihla/contracts/operation.ts'
import { readInstant } from './calendar.ts'
import type { Ctx, Event } from './context.ts'
import { invalid, Problem } from './errors.ts'
import { seal, unseal } from './seal.ts'

/** Rows read at once where the first did not fill a page, and how often one answer reads. */
const [SOME, ROUNDS] = [100, 20]

interface Asked {
  cursor?: string | undefined
  take?: number | undefined
  /** Those that the caller may know of; without it, the condition says so. */
  judge?: (entries: TimelineEntry[]) => Promise<TimelineEntry[]>
}

/**
 * A page of the log with actors and activities, newest first; `condition` speaks of the events as `e`. It is read until it
 * is full: what the caller does not know of makes no page shorter, and its place is in no cursor.
 */
export async function entries(
  ctx: Ctx,
  condition: RawBuilder<unknown>,
  { cursor, take = 50, judge = async (all) => all }: Asked,
): Promise<Timeline> {
  const items: TimelineEntry[] = []
  let place = cursor === undefined ? undefined : placeOf(ctx, cursor)
  for (let round = 1; ; round += 1) {
    const most = round === 1 ? take + 1 : Math.max(take + 1, SOME)
    const here = place ? sql`${condition} and (e.at, e.id) < (${place.at}::timestamptz, ${place.id}::uuid)` : condition
    const rows = await read(ctx, here, most)
    items.push(...(await judge(rows.flatMap((row) => entryOf(ctx, row) ?? []))))
    if (items.length > take) return { items: items.slice(0, take), next_cursor: writePlace(items[take - 1]!) }
    place = rows.at(-1)
    if (rows.length < most || !place) return { items, next_cursor: null }
    if (round === ROUNDS) return { items, next_cursor: seal(ctx, PLACE, writePlace(place)) }
  }
}

type Row = Omit<TimelineEntry, 'actor' | 'activity'> & {
  actor_type: string
  actor_id: string | null
  actor_name: string | null
  activity_id: string | null
  activity_type: string
  subject: string
  description: string | null
}

async function read({ db }: Ctx, condition: RawBuilder<unknown>, most: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select e.id, e.type, e.record_type, e.record_id, e.at, e.changes, e.note, e.operation_id, e.undoes,
      e.actor_type, e.actor_id, m.name as actor_name,
      a.id as activity_id, a.type as activity_type, a.subject, a.description
    from events e left join members m on m.id = e.actor_id
    left join activities a on e.record_type = 'activity' and a.id = e.record_id
    where ${condition} order by e.at desc, e.id desc limit ${most}`.execute(db)
  return rows
}

function entryOf(ctx: Ctx, row: Row): TimelineEntry | undefined {
  const { actor_type, actor_id, actor_name, activity_id, activity_type, subject, description, ...entry } = row
  const changes = toldOf(ctx, entry)
  if (!changes) return undefined
  const actor = { id: actor_id, type: actor_type, name: actor_name }
  const activity = activity_id ? { id: activity_id, type: activity_type, subject, description } : null
  return { ...entry, changes, actor, activity }
}

/** What of the changes of an event the caller may know; undefined where it is nothing of them, and so of the event. */
export function toldOf(
  ctx: Ctx,
  { type, record_type, changes }: Pick<Event, 'type' | 'record_type' | 'changes'>,
): Event['changes'] | undefined {
  const tell = ctx.platform.records.get(record_type)?.tell
  const told = tell ? tell(ctx, changes) : changes
  const nothing = type.endsWith('.updated') && Object.keys(changes).length > 0 && Object.keys(told).length === 0
  return nothing ? undefined : told
}

/** A place that is not told stands sealed in its cursor. */
const PLACE = { table: 'events', column: 'place', id: '' }
const SEALED = /^v\d+\./

/** The place of an event in a timeline, as its cursor. */
const writePlace = ({ at, id }: { at: Date; id: string }) =>
  Buffer.from(`${at.toISOString()} ${id}`).toString('base64url')

/** The place a timeline cursor names; 400 when it is none. */
function placeOf(ctx: Ctx, cursor: string): { at: Date; id: string } {
  const [text = '', id = ''] = Buffer.from(opened(ctx, cursor), 'base64url').toString().split(' ')
  const at = readInstant(text)
  if (at?.toISOString() !== text || !Id.safeParse(id).success) throw invalid('cursor', 'bad_cursor')
  return { at, id }
}

function opened(ctx: Ctx, cursor: string): string {
  if (!SEALED.test(cursor)) return cursor
  try {
    return unseal(ctx, PLACE, cursor)
  } catch (cause) {
    throw new Problem(400, 'validation_failed', {
      errors: [{ field: 'cursor', code: 'bad_cursor', message: 'bad_cursor' }],
      cause,
    })
  }
}
