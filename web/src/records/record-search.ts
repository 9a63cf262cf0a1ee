import { KINDS } from './kinds-names.ts'

export const RECORD_TABS = ['timeline', 'details', 'related'] as const
export type RecordTab = (typeof RECORD_TABS)[number]
export const STORIES = ['all', 'notes', 'changes'] as const
export type Story = (typeof STORIES)[number]

/** What of a record its address shows. What comes first is not written. */
export interface RecordSearch {
  tab?: Exclude<RecordTab, 'timeline'>
  show?: Exclude<Story, 'all'>
  /** Another record beside it: `account:0198…`. */
  peek?: string
}

/** Reads the address of a record; what it does not know is left out. */
export function readRecordSearch(raw: Record<string, unknown>): RecordSearch {
  const search: RecordSearch = {}
  if (raw['tab'] === 'details' || raw['tab'] === 'related') search.tab = raw['tab']
  if (raw['show'] === 'notes' || raw['show'] === 'changes') search.show = raw['show']
  const [kind, id] = String(raw['peek'] ?? '').split(':')
  if (id && (KINDS as readonly string[]).includes(kind!)) search.peek = `${kind}:${id}`
  return search
}
