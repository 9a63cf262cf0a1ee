import { type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Field } from '@rihla/contracts/fields.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { Id } from '@rihla/contracts/fields.ts'
import { isDay, nextDay, readDay, readInstant, startOf } from './calendar.ts'
import { valueOf } from './custom.ts'
import { CUSTOM_TYPES } from './customSql.ts'
import { invalid } from './errors.ts'
import type { Columns, Query } from './filters.ts'
import { spellEnum } from './names.ts'

/** How a list is sorted: by one field, ties by id; empty values come last in both directions. */
export interface Order {
  field: string
  declared: Field
  descending: boolean
  nullable: boolean
  /** What is compared: the column, or the position of an enum value in its declared order. */
  value: RawBuilder<unknown>
  /** The PostgreSQL type of a cursor's value. */
  type: RawBuilder<unknown>
}

const TYPES: Partial<Record<Field['kind'], string>> = {
  integer: 'int8',
  decimal: 'float8',
  money: 'numeric',
  enum: 'int4',
  boolean: 'bool',
  date: 'date',
  timestamp: 'timestamptz',
  member: 'uuid',
}

export function orderOf(resource: Resource, columns: Columns, query: Query): Order {
  const field = (query.sort_by as string | undefined) ?? resource.default_sort
  const declared = resource.fields[field] as Field
  const descending = (query.sort_order ?? (query.sort_by ? 'asc' : 'desc')) === 'desc'
  const column = columns(field)
  const value =
    declared.kind === 'enum'
      ? sql`array_position(${placesOf(declared)}::text[], ${column})`
      : declared.kind === 'email'
        ? sql`${column} collate "und-x-icu"`
        : column
  const own = declared.custom_key === undefined ? undefined : CUSTOM_TYPES[declared.kind]
  const type = sql.raw(own ?? TYPES[declared.kind] ?? 'text')
  return { field, declared, descending, nullable: !declared.required, value, type }
}

/** The values in their order: written out where they are ours, so that the statement is one and stays prepared. */
const placesOf = ({ values, custom_key }: Field) =>
  custom_key === undefined ? sql.lit(`{${values!.join(',')}}`) : sql`${values}`

export function orderBy({ value, descending, nullable }: Order, id: RawBuilder<unknown>): RawBuilder<unknown> {
  const direction = sql.raw(descending ? 'desc' : 'asc')
  return sql`${value} ${direction}${nullable ? sql` nulls last` : sql``}, ${id} ${direction}`
}

/** How many rows a list has: counted at its first page, and carried from page to page. */
export interface Total {
  total: number
  /** There are more, and nobody counted them. */
  estimate: boolean
  /** Nothing is written like what was searched for: these are nearly. */
  fuzzy?: boolean
}

/** A place in a list: the sort value and id of the last row seen, and the total counted at the start. */
export interface Cursor {
  s: string
  v: unknown
  id: string
  t: number
  e: boolean
  f?: true
  /** The moment of the first page, where the sort value is computed: days since must not turn between two pages. */
  n?: number
}

export const writeCursor = (
  order: Order,
  row: Record<string, unknown> & { id: string },
  { total, estimate, fuzzy }: Total,
  now: Date,
) =>
  Buffer.from(
    JSON.stringify({
      s: sortName(order),
      v: sortValue(order, row),
      id: row.id,
      t: total,
      e: estimate,
      ...(fuzzy && { f: true }),
      ...(order.declared.computed && { n: now.getTime() }),
    } satisfies Cursor),
  ).toString('base64url')

/** What the database compared, of a row that it sent. */
function sortValue({ field, declared }: Order, row: Record<string, unknown>): unknown {
  const value = valueOf(row, field) ?? null
  if (declared.kind !== 'enum' || value === null) return value
  // A choice that is none any more stands with those that have none.
  return declared.values!.indexOf(value as string) + 1 || null
}

const sortName = (order: Order) => `${order.field}:${order.descending ? 'desc' : 'asc'}`

/** Throws 400 for a cursor of another list or sort, or one that was tampered with. */
export function readCursor(order: Order, text: string): Cursor {
  try {
    const cursor = JSON.parse(Buffer.from(text, 'base64url').toString()) as Cursor
    const counted = Number.isSafeInteger(cursor.t) && cursor.t >= 0 && typeof cursor.e === 'boolean'
    const { n, f } = cursor
    const timed = n === undefined || (Number.isSafeInteger(n) && n >= 0 && n <= Date.now() + CLOCKS_APART)
    if (
      cursor.s === sortName(order) &&
      isId(cursor.id) &&
      counted &&
      timed &&
      fits(order, cursor.v) &&
      (f === undefined || f === true)
    )
      return cursor
  } catch {
    // Not JSON: the same answer as any other cursor that is not ours.
  }
  throw invalid('cursor', 'bad_cursor')
}

/** Milliseconds by which the clock of another process may be ahead. */
const CLOCKS_APART = 3_600_000

const isId = (value: unknown) => typeof value === 'string' && Id.safeParse(value).success

/** A value that this list's own cursor could hold: anything else would be an error of PostgreSQL's. */
function fits({ declared, nullable }: Order, value: unknown): boolean {
  if (value === null) return nullable
  switch (declared.kind) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
    case 'enum':
      return Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_647
    case 'decimal':
    case 'money':
      return Number.isFinite(value)
    case 'member':
      return isId(value)
    case 'date':
      return typeof value === 'string' && isDay(value)
    case 'timestamp':
      return typeof value === 'string' && readInstant(value)?.toISOString() === value
    default:
      return typeof value === 'string' && value.isWellFormed() && !value.includes('\0')
  }
}

/** The rows that have a value to sort by, or those that have none: each part of a list lies along the index by itself. */
export const hasValue = ({ value }: Order, has: boolean): RawBuilder<SqlBool> =>
  has ? sql<SqlBool>`${value} is not null` : sql<SqlBool>`${value} is null`

/** Rows after the cursor, in the list's order. */
export function after(order: Order, id: RawBuilder<unknown>, cursor: { v: unknown; id: string }): RawBuilder<SqlBool> {
  const { value, type, descending, nullable } = order
  const than = sql.raw(descending ? '<' : '>')
  if (cursor.v === null) return sql<SqlBool>`(${value} is null and ${id} ${than} ${cursor.id}::uuid)`
  const at = sql`${cursor.v}::${type}`
  const further = sql<SqlBool>`(${value}, ${id}) ${than} (${at}, ${cursor.id}::uuid)`
  return nullable ? sql<SqlBool>`(${further} or ${value} is null)` : further
}

/** `seek`: the list from this sort value on; empty values, which come last, are still to come. */
export function seekTo(order: Order, text: string, zone: string): RawBuilder<SqlBool> {
  const { value, descending, nullable } = order
  const from = sql<SqlBool>`${value} ${sql.raw(descending ? '<=' : '>=')} ${soughtValue(order, text, zone)}`
  return nullable ? sql<SqlBool>`(${from} or ${value} is null)` : from
}

/** The value that a reader means, as the list compares it. */
function soughtValue({ declared, descending, type }: Order, text: string, zone: string): RawBuilder<unknown> {
  const refuse = () => invalid('seek', 'out_of_range')
  switch (declared.kind) {
    case 'boolean':
      if (text !== 'true' && text !== 'false') throw refuse()
      return sql`${text === 'true'}::bool`
    case 'enum': {
      const position = declared.values!.indexOf(spellEnum(declared, text))
      if (position < 0) throw refuse()
      return sql`${position + 1}::int4`
    }
    case 'integer':
    case 'decimal':
    case 'money':
      if (!Number.isFinite(Number(text))) throw refuse()
      return sql`${Number(text)}::numeric`
    case 'member':
      if (!isId(text)) throw refuse()
      return sql`${text.toLowerCase()}::${type}`
    case 'date':
    case 'timestamp': {
      const day = readDay(text, zone)
      if (declared.kind === 'date' && day) return sql`${day}::${type}`
      // Newest first, a day begins at its end.
      const at = day ? startOf(descending ? nextDay(day) : day, zone) : readInstant(text)
      if (!at || declared.kind === 'date') throw refuse()
      return sql`${at}::timestamptz`
    }
    default:
      return sql`${text}::text`
  }
}

/** Which rows the query asks for, and how the answer names its page. */
export function pageOf(query: Query): { limit: number; offset: number; page?: number; cursor?: string } {
  const cursor = query.cursor as string | undefined
  if (query.take !== undefined && query.limit !== undefined && query.take !== query.limit)
    throw invalid('limit', 'contradiction')
  const take = (query.take ?? query.limit) as number | undefined
  const skip = query.skip as number | undefined
  const page = query.page as number | undefined
  const limit = take ?? (query.page_size as number | undefined) ?? 20
  if (cursor !== undefined) {
    if (page !== undefined || skip !== undefined) throw invalid('cursor', 'contradiction')
    return { limit, offset: 0, cursor }
  }
  if (page !== undefined && skip !== undefined) throw invalid('skip', 'contradiction')
  if (skip !== undefined) return { limit, offset: skip }
  return { limit, offset: ((page ?? 1) - 1) * limit, page: page ?? 1 }
}
