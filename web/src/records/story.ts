import type { TimelineEntry } from '@rihla/contracts/operation.ts'
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'

/** One line of a record's story. */
export type Entry = Wire<TimelineEntry>
export interface StoryPage {
  items: Entry[]
  next_cursor: string | null
}

/** Shown, not sent yet. */
export const isPending = (entry: Entry): boolean => entry.id.startsWith('pending')

let pending = 0

/** Puts a note at the head of the stories in the cache before the server has it, and answers how to take it out. */
export async function addPendingNote(
  client: QueryClient,
  [tenant, resource, record_id]: readonly [string, string, string],
  actor: { id: string; name: string },
  note: { type: string; content: string },
): Promise<() => void> {
  const queryKey = keyOf(tenant, resource, 'timeline', record_id)
  await client.cancelQueries({ queryKey })
  const id = `pending-${(pending += 1)}`
  const entry: Entry = {
    id,
    type: 'activity.created',
    record_type: 'activity',
    record_id: id,
    at: new Date().toISOString(),
    actor: { ...actor, type: 'member' },
    changes: {},
    note: null,
    operation_id: id,
    undoes: null,
    activity: { id, type: note.type, subject: note.content.slice(0, 80), description: note.content },
  }
  type Story = InfiniteData<StoryPage>
  const shows: unknown[] = ['all', 'notes', note.type]
  const change = (edit: (items: Entry[]) => Entry[]) =>
    client.setQueriesData<Story>({ queryKey, predicate: ({ queryKey }) => shows.includes(queryKey[5]) }, (story) => {
      const [first, ...rest] = story?.pages ?? []
      return first ? { ...story!, pages: [{ ...first, items: edit(first.items) }, ...rest] } : story
    })
  change((items) => [entry, ...items])
  return () => change((items) => items.filter((one) => one.id !== id))
}

/** A line of the page: one entry, or several small changes by one person that read as one. */
export type Line = Entry | { folded: Entry[] }

const isSmall = (entry: Entry) =>
  !entry.activity && entry.type.endsWith('.updated') && entry.record_type !== 'file' && !entry.note && !entry.undoes

/** What files are called, by id, as far as these entries say: only that of adding and renaming one names it. */
export function fileNames(entries: readonly Entry[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  // Newest first: the latest name stays.
  for (const { record_type, record_id, changes } of entries)
    if (record_type === 'file' && changes['name'] && !names.has(record_id))
      names.set(record_id, String(changes['name'][1] ?? changes['name'][0]))
  return names
}

/** Folds runs of three and more small changes by the same person. */
export function foldEntries(entries: readonly Entry[]): Line[] {
  const lines: Line[] = []
  let run: Entry[] = []
  const close = () => {
    if (run.length >= 3) lines.push({ folded: run })
    else lines.push(...run)
    run = []
  }
  for (const entry of entries) {
    if (run.length && (!isSmall(entry) || entry.actor.id !== run[0]!.actor.id)) close()
    if (isSmall(entry)) run.push(entry)
    else lines.push(entry)
  }
  close()
  return lines
}

/** Entries by the day they fell on, in their order. */
export function byDay(entries: readonly Entry[], dayOf: (at: string) => string): [string, Entry[]][] {
  const days: [string, Entry[]][] = []
  for (const entry of entries) {
    const day = dayOf(entry.at)
    const last = days.at(-1)
    if (last?.[0] === day) last[1].push(entry)
    else days.push([day, [entry]])
  }
  return days
}
