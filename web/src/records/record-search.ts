import { KINDS } from './kinds-names.ts'

export const RECORD_TABS = ['timeline', 'details', 'related'] as const
export type RecordTab = (typeof RECORD_TABS)[number]
export const STORIES = ['all', 'notes', 'call', 'email', 'whatsapp', 'changes'] as const
export type Story = (typeof STORIES)[number]

/** What of a record its address shows. What comes first is not written. */
export interface RecordSearch {
  tab?: Exclude<RecordTab, 'timeline'>
  show?: Exclude<Story, 'all'>
  /** Another record beside it: `account:0198…`. */
  peek?: string
  /** A line of its story to look at. */
  focus?: string
  /** The list it was opened from, as that list's own address says it; `all` is the one without filters. */
  from?: string
  /** Its place in that list, from 1. */
  at?: number
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads the address of a record; what it does not know is left out. */
export function readRecordSearch(raw: Record<string, unknown>): RecordSearch {
  const search: RecordSearch = {}
  if (raw['tab'] === 'details' || raw['tab'] === 'related') search.tab = raw['tab']
  const show = STORIES.find((story) => story === raw['show'])
  if (show && show !== 'all') search.show = show
  const [kind, id] = String(raw['peek'] ?? '').split(':')
  if (id && (KINDS as readonly string[]).includes(kind!)) search.peek = `${kind}:${id}`
  if (ID.test(String(raw['focus']))) search.focus = String(raw['focus'])
  const from = String(raw['from'] ?? '')
  if (from && from.length <= 2000) search.from = from
  const at = Number(raw['at'])
  if (search.from && Number.isInteger(at) && at > 0) search.at = at
  return search
}
