import type { Field, Fields } from '@rihla/contracts/fields.ts'
import { filtersOf, type Operator } from '@rihla/contracts/filters.ts'
import { readListText } from '@rihla/contracts/listText.ts'
import { formatDay, formatList, formatNumber, formatPercent } from '#lib/format.ts'
import { t } from '#lib/i18n.ts'
import { choiceLabel, fieldLabel, isShare } from './fields/labels.ts'
import { faceOf } from './fields/registry.tsx'
import type { ListSearch } from './list-query.ts'

/** The parts of a filter on one field, as its query names have them: `{ min: '70' }`. */
export type FilterParts = Partial<Record<Operator, string>>

const SUFFIXES: Record<Operator, string> = {
  is: '',
  all: '',
  not: '_not',
  empty: '_empty',
  contains: '_contains',
  min: '_min',
  max: '_max',
  from: '_from',
  to: '_to',
}

/** Query name of one operator of a field. */
export const filterName = (field: string, operator: Operator): string => field + SUFFIXES[operator]

/** The fields a search filters on, each with its parts, in the order of the address. */
export function activeFilters(fields: Fields, search: ListSearch): Map<string, FilterParts> {
  const known = filtersOf(fields)
  const active = new Map<string, FilterParts>()
  for (const [name, value] of Object.entries(search)) {
    const filter = known[name]
    if (!filter) continue
    active.set(filter.field, { ...active.get(filter.field), [filter.operator]: value })
  }
  return active
}

/** The search with a field's filter replaced; no parts removes it. */
export function withFilter(fields: Fields, search: ListSearch, field: string, parts: FilterParts | null): ListSearch {
  const known = filtersOf(fields)
  const kept = Object.fromEntries(Object.entries(search).filter(([name]) => known[name]?.field !== field))
  for (const [operator, value] of Object.entries(parts ?? {}) as [Operator, string][])
    if (value) kept[filterName(field, operator)] = value
  return kept
}

/** Fields that people narrow a list by; other forms of a text (E.164 of a phone) are for machines. */
export const filterableFields = (fields: Fields): [string, Field][] =>
  Object.entries(fields).filter(
    ([name, field]) =>
      !field.single && name !== 'tenant_id' && !(field.derived && field.kind === 'text') && faceOf(field).filter,
  )

/** A day of a filter in words: an ISO day, `today`, or so many days from now. */
export function dayLabel(value: string): string {
  if (value === 'today') return t('filter.today')
  const offset = /^([+-])(\d+)d$/.exec(value)
  if (!offset) return formatDay(value.slice(0, 10))
  const count = Number(offset[2])
  return offset[1] === '+' ? t('filter.in_days', { count }) : t('filter.days_ago', { count })
}

/** A span of days that goes by one name; null for one that is named by its ends. */
function spanLabel(from: string, to: string): string | null {
  if (from === to) return dayLabel(from)
  const ahead = from === 'today' && /^\+(\d+)d$/.exec(to)
  if (ahead) return t('filter.next_days', { count: Number(ahead[1]) })
  const back = to === 'today' && /^-(\d+)d$/.exec(from)
  return back ? t('filter.last_days', { count: Number(back[1]) }) : null
}

/** A filter in words: "Score at least 70". `memberName` knows the people, and the records that are pointed to. */
export function describeFilter(
  name: string,
  field: Field,
  parts: FilterParts,
  memberName: (id: string) => string,
  record_type = 'lead',
): string {
  // Records that were picked one by one have no value to tell.
  if (field.kind === 'id') return t('filter.says.chosen', { count: (parts.is ?? parts.not ?? '').split(',').length })
  const label = fieldLabel(name, record_type)
  const say = (id: Parameters<typeof t>[0], value: string) => t(id, { field: label, value })
  const one = (value: string): string => {
    const style = faceOf(field).filter
    if (style === 'member' || style === 'reference') return memberName(value)
    if (style === 'choice') return choiceLabel(name, field, value)
    if (style === 'date') return dayLabel(value)
    if (style === 'number') return isShare(name) ? formatPercent(Number(value)) : formatNumber(Number(value))
    if (style === 'boolean') return value === 'true' ? t('value.yes') : t('value.no')
    return style === 'list' && field.values ? choiceLabel(name, field, value) : value
  }
  const many = (value: string) => formatList(readListText(value).map(one))
  const { is, all, not, empty, contains, min, max, from, to } = parts
  const said: string[] = []
  if (is) said.push(say('filter.says.is', many(is)))
  if (all) said.push(say('filter.says.is', many(all)))
  if (not) said.push(say('filter.says.not', many(not)))
  if (contains) said.push(say('filter.says.contains', contains))
  if (min && max) said.push(t('filter.says.between', { field: label, from: one(min), to: one(max) }))
  else if (min) said.push(say('filter.says.min', one(min)))
  else if (max) said.push(say('filter.says.max', one(max)))
  if (from && to)
    said.push(
      spanLabel(from, to)
        ? say('filter.says.is', spanLabel(from, to)!)
        : t('filter.says.between', { field: label, from: one(from), to: one(to) }),
    )
  else if (from) said.push(say('filter.says.from', one(from)))
  else if (to) said.push(say('filter.says.to', one(to)))
  if (empty) said.push(t(empty === 'true' ? 'filter.says.empty' : 'filter.says.filled', { field: label }))
  return formatList(said)
}
