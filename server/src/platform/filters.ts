import { type Expression, type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Field } from '@rihla/contracts/fields.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { filtersOf, type Operator } from '@rihla/contracts/filters.ts'
import { dateRange, nextDay, readDay, readInstant, startOf } from './calendar.ts'
import type { Ctx } from './context.ts'
import { customCondition } from './customSql.ts'
import { invalid } from './errors.ts'
import { dayIn } from './filterDay.ts'
import { fold, likePattern, phoneDigits } from './search.ts'
import { INDEXED } from './searchSql.ts'

/** SQL of the fields of a resource: a column, or the expression of a computed one. */
export type Columns = (field: string) => RawBuilder<unknown>
export type Query = Record<string, unknown>

const cache = new WeakMap<Resource, ReturnType<typeof filtersOf>>()
function filtersFor(resource: Resource) {
  let filters = cache.get(resource)
  if (!filters) cache.set(resource, (filters = filtersOf(resource.fields)))
  return filters
}

/** The conditions of a validated list query, without paging and without access. */
export function conditions(ctx: Ctx, resource: Resource, columns: Columns, query: Query): Expression<SqlBool>[] {
  const filters = filtersFor(resource)
  const found: Expression<SqlBool>[] = []
  for (const [name, value] of Object.entries(query)) {
    const filter = filters[name]
    if (!filter || value === undefined) continue
    const field = resource.fields[filter.field] as Field
    if (field.custom_key !== undefined)
      found.push(
        customCondition(
          { ctx, name, field, custom: columns('custom'), search: columns('search'), value },
          filter.operator,
        ),
      )
    else
      found.push(
        condition(
          { ctx, name, field, column: columns(field.folded ?? filter.field), search: columns('search'), value },
          filter.operator,
        ),
      )
  }
  if (query.archived !== undefined || resource.fields.archived_at)
    found.push(
      query.archived === true ? sql`${columns('archived_at')} is not null` : sql`${columns('archived_at')} is null`,
    )
  if (typeof query.date_range === 'string') {
    const { from, to } = dateRange(query.date_range, ctx.tenant.timezone)
    const at = columns('created_at')
    found.push(sql`${at} >= ${startOf(from, ctx.tenant.timezone)} and ${at} < ${startOf(to, ctx.tenant.timezone)}`)
  }
  return found
}

/** One filter of a query: the parameter's name is for complaints. */
interface Filter {
  ctx: Ctx
  name: string
  field: Field
  column: RawBuilder<unknown>
  /** What the record is found by, where it has that. */
  search: RawBuilder<unknown>
  value: unknown
}

function condition(filter: Filter, operator: Operator): Expression<SqlBool> {
  const { field, column, value } = filter
  switch (operator) {
    case 'is':
      return oneOf(filter)
    case 'not':
      return field.kind === 'list'
        ? sql`not (${lowered(field, column)} && ${folded(value)})`
        : sql`(${column} is null or not (${oneOf(filter)}))`
    case 'all':
      return sql`${lowered(field, column)} @> ${folded(value)}`
    case 'empty':
      return sql`${isEmpty(field, column)} = ${value}`
    case 'contains':
      return contains(filter)
    case 'min':
      return sql`${column} >= ${limit(field, value as number, Math.ceil)}`
    case 'max':
      return sql`${column} <= ${limit(field, value as number, Math.floor)}`
    case 'from':
    case 'to':
      return bound(filter, operator)
  }
}

/** Whether nothing is there: a list without entries and a structure without parts say as little as no value. */
function isEmpty({ kind }: Field, column: RawBuilder<unknown>): RawBuilder<SqlBool> {
  if (kind === 'list') return sql`(cardinality(${column}) = 0)`
  return kind === 'json' ? sql`(coalesce(${column}, '{}') = '{}')` : sql`(${column} is null)`
}

/**
 * A part of a text. Where its words stand in the search text too, the index of that finds the few among a million in which
 * to look; a comparison that says nothing of how often it is met leaves the planner with what it knows of the index.
 */
function contains({ field, column, search, value }: Filter): RawBuilder<SqlBool> {
  const text = String(value)
  // Where case is that of ASCII alone, no language need be asked: to ask one for each of a million rows takes three times as
  // long as to read them.
  const plain = !/[^ -~]/.test(text)
  const found = sql<SqlBool>`${plain ? sql`(${column})::text collate "C"` : column} ilike ${likePattern(text)}`
  const folded = fold(text)
  const words = field.kind === 'phone' ? [folded.replace(/\D/g, '')] : folded.split(' ')
  const terms = field.searched ? words.filter((word) => INDEXED.test(word)) : []
  if (!terms.length) return found
  const indexed = terms.map((term) => sql`${search} like ${likePattern(term)}`)
  return sql`(${sql.join(indexed, sql` and `)} and coalesce(${found}, false))`
}

/** A number as the column's own type or one its index compares with; of a whole number's column, the next whole one. */
function limit({ kind }: Field, value: number, whole: (value: number) => number): RawBuilder<unknown> {
  if (kind === 'money') return sql`${value}::numeric`
  if (kind === 'decimal') return sql`${value}::float8`
  return sql`${Math.max(-MOST, Math.min(MOST, whole(value)))}::int8`
}
const MOST = Number.MAX_SAFE_INTEGER

// Tags keep their spelling and compare without case, in every language and on every server.
const lowered = (field: Field, column: RawBuilder<unknown>) =>
  field.folded ? column : sql`lower(${column}::text collate "und-x-icu")::text[]`
const folded = (value: unknown) => sql`${(value as string[]).map((tag) => tag.toLowerCase())}::text[]`

function oneOf({ ctx, name, field, column, value }: Filter): RawBuilder<SqlBool> {
  if (field.kind === 'boolean') return sql`${column} = ${value}`
  const values = value as unknown[]
  switch (field.kind) {
    case 'member':
      return sql`${column} = any(${values.map((id) => (id === 'me' ? ctx.actor.id : id))}::uuid[])`
    case 'id':
    case 'reference':
      return sql`${column} = any(${values}::uuid[])`
    case 'integer':
    case 'decimal':
    case 'money':
      return sql`${column} = any(${values}::numeric[])`
    case 'date':
      return sql`${column} = any(${values.map((text) => dayIn(ctx, name, String(text)))}::date[])`
    case 'phone':
      // In any notation: as typed, or the same digits.
      return sql`(${column} = any(${values}::text[]) or regexp_replace(${column}, '\\D', '', 'g') = any(${values.flatMap((v) => [String(v).replace(/\D/g, ''), phoneDigits(String(v)).replace('+', '')])}::text[]))`
    case 'text':
    case 'email':
    case 'url':
      return sql`lower(${column}) = any(${values.map((text) => String(text).toLowerCase())}::text[])`
    default:
      return sql`${column} = any(${values}::text[])`
  }
}

function bound({ ctx, name, field, column, value }: Filter, operator: 'from' | 'to'): RawBuilder<SqlBool> {
  const text = String(value)
  const zone = ctx.tenant.timezone
  if (field.kind === 'date') {
    const day = dayIn(ctx, name, text)
    return operator === 'from' ? sql`${column} >= ${day}::date` : sql`${column} <= ${day}::date`
  }
  const day = readDay(text, zone)
  if (day === null) {
    const at = readInstant(text)
    if (at === null) throw invalid(name, 'out_of_range')
    return operator === 'from' ? sql`${column} >= ${at}` : sql`${column} <= ${at}`
  }
  // A day given as an end is inside: up to the first instant of the next one.
  return operator === 'from' ? sql`${column} >= ${startOf(day, zone)}` : sql`${column} < ${startOf(nextDay(day), zone)}`
}
