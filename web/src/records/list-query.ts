import type { Fields } from '@rihla/contracts/fields.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { filtersOf } from '@rihla/contracts/filters.ts'
import type { RawSearch } from '#lib/search.ts'
import { columnsText, groupable, readColumns } from './grid/columns.ts'

/** A list's state as its address holds it: the API's query, same names, same texts, nothing that is the default. */
export type ListSearch = RawSearch

/** Reads one of the address's own parameters: what is kept of it, nothing for the default, and whether any of it was wrong. */
type OwnParam = (text: string, resource: Resource<any>) => { text: string; wrong?: boolean }

const matching =
  (pattern: RegExp): OwnParam =>
  (text) =>
    pattern.test(text) ? { text } : { text: '', wrong: true }

/** What a list's address says besides the query: where it came from, and how it is drawn. */
export const LIST_PARAMS: Readonly<Record<string, OwnParam>> = {
  /** The saved view it began as; only provenance, the address says the rest. */
  view: matching(/^[\w-]{1,64}$/),
  layout: (text) => (text === 'board' ? { text } : { text: '', wrong: text !== 'table' }),
  /** `full_name:260!,lead_score`: columns in order, widths in pixels, `!` for those that stay in sight. */
  cols: (text, resource) => {
    const { columns, wrong } = readColumns(resource.fields, text)
    return { text: columnsText(columns), wrong }
  },
  group: (text, resource) => (groupable(resource.fields).includes(text) ? { text } : { text: '', wrong: true }),
  /** The record beside the list: `lead:<id>`. */
  peek: matching(/^[a-z_]+:[\da-f-]{36}$/i),
}

const KNOWN = ['search', 'sort_by', 'sort_order', 'date_range', 'archived'] as const
// Pages are loaded as the reader scrolls; where somebody else stood in the list means nothing here.
const PAGING = new Set(['page', 'page_size', 'skip', 'take', 'limit', 'cursor', 'count', 'include', 'seek'])

/** Reads a list query from an address: other accepted names become ours, what the list does not know is dropped. */
export function readListSearch(
  resource: Resource<any>,
  raw: Record<string, unknown>,
  own: Readonly<Record<string, OwnParam>> = {},
): { search: ListSearch; dropped: string[] } {
  const filters = filtersOf(resource.fields)
  const shape = resource.query.shape as Record<string, { safeParse(value: unknown): { success: boolean } }>
  const names = namesOf(resource)
  const search: ListSearch = {}
  const dropped: string[] = []
  for (const [given, value] of Object.entries(raw)) {
    const text = String(value ?? '').trim()
    const name = names.get(given) ?? given
    if (!text || PAGING.has(name)) continue
    if (own[name]) {
      const read = own[name](text, resource)
      if (read.wrong) dropped.push(given)
      if (read.text) search[name] = read.text
      continue
    }
    const known = name in filters || (KNOWN as readonly string[]).includes(name)
    const folded = foldValue(resource, filters[name]?.field, text)
    if (known && shape[name]?.safeParse(folded).success) search[name] = folded
    else dropped.push(given)
  }
  return { search: withoutDefaults(resource, search), dropped }
}

/**
 * The parts of an address that name fields of the tenant's own. They are known once their definitions have come: the
 * router hands these parts on as they are, and the page reads them.
 */
export const ownParts = (raw: Record<string, unknown>): ListSearch =>
  Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) =>
      /^custom\.\w+$/.test(name) || (['cols', 'sort_by', 'group'].includes(name) && String(value).includes('custom.'))
        ? [[name, String(value)]]
        : [],
    ),
  )

function namesOf(resource: Resource<any>): Map<string, string> {
  const names = new Map<string, string>()
  for (const [name, field] of Object.entries(resource.fields as Fields))
    for (const alias of field.aliases) if (typeof alias === 'string') names.set(alias, name)
  return names
}

/** Enum values are written in any case, with spaces or hyphens. */
function foldValue(resource: Resource<any>, field: string | undefined, text: string): string {
  const values = field ? resource.fields[field]?.values : undefined
  if (!values) return text
  const synonyms = resource.fields[field!]?.synonyms ?? {}
  const parts = text.split(',').map((part) => part.trim().toLowerCase().replace(/[- ]/g, '_'))
  return [...new Set(parts.filter(Boolean).map((part) => synonyms[part] ?? part))].join(',')
}

/** Removes what the list does anyway. */
export function withoutDefaults(resource: Resource<any>, search: ListSearch): ListSearch {
  const { sort_by, sort_order, ...rest } = search
  const kept = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''))
  if (kept['archived'] === 'false') delete kept['archived']
  const { by, descending } = sortOf(resource, search)
  return { ...kept, ...sortSearch(resource, by, descending) }
}

/** The sort a list has. As in the API, the list's own sort goes down and a sort that is named goes up, unless said. */
export function sortOf(resource: Resource<any>, search: ListSearch): { by: string; descending: boolean } {
  const order = search['sort_order'] ?? (search['sort_by'] ? 'asc' : 'desc')
  return { by: search['sort_by'] ?? resource.default_sort, descending: order === 'desc' }
}

/** A sort as the address says it, in the fewest words. */
export function sortSearch(resource: Resource<any>, by: string, descending: boolean): ListSearch {
  if (by === resource.default_sort && descending) return {}
  return descending ? { sort_by: by, sort_order: 'desc' } : { sort_by: by }
}

/** The part of an address that the API understands. */
export function apiQuery(search: ListSearch): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter(([name]) => !(name in LIST_PARAMS)))
}

/** Names in a search that narrow it: filters, search words, ranges. */
export const narrowing = (search: ListSearch): string[] =>
  Object.keys(search).filter((name) => !['sort_by', 'sort_order'].includes(name) && !(name in LIST_PARAMS))

/** The list without what narrows it, otherwise as it is drawn. */
export function withoutFilters(search: ListSearch): ListSearch {
  const narrow = new Set(narrowing(search))
  return Object.fromEntries(Object.entries(search).filter(([name]) => !narrow.has(name)))
}
