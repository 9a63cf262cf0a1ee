import type { Fields } from '@rihla/contracts/fields.ts'
import type { Note, NoteInput, Timeline, TimelineQuery } from '@rihla/contracts/operation.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { invalid, judgeThere, notFound } from '#platform/errors.ts'
import { isCustomName } from '#platform/custom.ts'
import { isHidden } from '#platform/customSight.ts'
import { isCustom, loggedFields } from '#platform/events.ts'
import { records, type Records } from '#platform/records.ts'
import { searchText } from '#platform/search.ts'
import { activitiesOf, activityQueries, latestNotes, type Link, type Part, timeline } from './queries.ts'

export const activities = records(activityQueries, {
  derive: (row) => ({ search: searchText([row.subject as string, row.description as string]) }),
})

/** Most notes that stand in the answer of a record. */
const LATEST = 20

/** Writes a note on a record that the caller was allowed to comment on. */
export async function addNote(ctx: Ctx, link: Link, id: string, { content, type = 'note' }: NoteInput): Promise<Note> {
  const activity = await activities.create(ctx, {
    type,
    subject: content.slice(0, 80).toWellFormed().replace(/\s+/g, ' ').trim(),
    description: content,
    status: 'completed',
    started_at: ctx.now,
    completed_at: ctx.now,
    [link]: id,
  })
  return { id: activity.id, content, type, created_by: activity.created_by, created_at: activity.created_at }
}

/** The latest notes of a record; a change of fields reads as one (s2). */
export async function notesOf(ctx: Ctx, link: Link, record_type: string, id: string): Promise<Note[]> {
  const rows = await latestNotes(ctx, link, record_type, id, LATEST)
  return rows.map(({ changes, content, ...note }) => ({
    ...note,
    content: changes ? changeText(changes, content) : (content ?? ''),
  }))
}

/** `lead_status: new → contacted; phone: – → +212 …` and why. */
function changeText(changes: Record<string, [unknown, unknown]>, note: string | null): string {
  const show = (value: unknown): string =>
    value === null ? '–' : typeof value === 'object' ? JSON.stringify(value) : `${value as string | number | boolean}`
  const lines = Object.entries(changes).map(([field, [old, now]]) => `${field}: ${show(old)} → ${show(now)}`)
  return [lines.join('; '), note].filter(Boolean).join(' — ')
}

/** The log knows changes of its own fields, and no activity changes a field of what it hangs on. */
function judgeStory(resource: Resource<any>, { type = 'all', field }: TimelineQuery) {
  if (field === undefined) return
  const known = loggedFields(resource).some(
    ([name, one]) => name === field || (isCustom(name, one) && isCustomName(field)),
  )
  if (!known) throw invalid('field', 'unknown_field')
  if (type !== 'all' && type !== 'changes') throw invalid('type', 'contradiction')
}

/** Notes and timeline of a kind of record, and of its `parts`, each after the caller's right to it was judged. */
export function storyOf<F extends Fields>(link: Link, service: Records<F>, parts: readonly Part[] = []) {
  const { queries } = service
  return {
    addNote: (ctx: Ctx, id: string, note: NoteInput): Promise<Note> =>
      transaction(ctx, async (ctx) => {
        judgeThere(await queries.lock(ctx, id, 'comment'))
        return addNote(ctx, link, id, note)
      }),
    timeline: async (ctx: Ctx, id: string, query: TimelineQuery): Promise<Timeline> => {
      judgeStory(queries.resource, query)
      const unseen = query.field !== undefined && isHidden(ctx, queries.resource.record_type, query.field)
      const readable = await queries.readable(ctx, [id])
      if (!readable.has(id)) throw notFound(queries.resource.record_type)
      // As of a field that there never was.
      return unseen ? { items: [], next_cursor: null } : timeline(ctx, link, id, query, parts)
    },
  }
}

/** Hangs the activities of one record on others too: after a conversion they stand on the new records' timelines. */
export async function linkActivities(ctx: Ctx, from: { link: Link; id: string }, to: Partial<Record<Link, string>>) {
  await transaction(ctx, async (ctx) => {
    for (const { id } of await activitiesOf(ctx, from.link, from.id)) {
      const row = await activityQueries.lock(ctx, id, 'read')
      await activities.write(ctx, row, to)
    }
  })
}

/** Before a record is removed for good: what hangs on it alone goes with it, the rest lets go of it. */
export async function dropActivities(ctx: Ctx, link: Link, id: string) {
  for (const activity of await activitiesOf(ctx, link, id)) {
    if (activity.others > 0) {
      const row = await activityQueries.lock(ctx, activity.id, 'read')
      await activities.write(ctx, row, { [link]: null })
    } else await activities.erase(ctx, activity.id)
  }
}
