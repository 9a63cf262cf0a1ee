import * as z from 'zod'
import { type Field, type Fields, Id } from './fields.ts'
import { filterShape, QueryBoolean } from './filters.ts'
import { PageQuery } from './page.ts'

/** A kind of record: from its fields come the schemas of its answers, bodies and list query. */
export interface Resource<F extends Fields = Fields> {
  /** Plural, in paths and permissions: `leads`. */
  name: string
  /** Singular, in events and codes: `lead`. */
  record_type: string
  fields: F
  item: z.ZodType<Item<F>>
  /** An item of a list: without the fields made for one record. */
  row: z.ZodType<Item<F>>
  create: z.ZodType<NewItem<F>>
  update: z.ZodType<Changes<F>>
  query: z.ZodObject
  sorts: readonly string[]
  default_sort: string
  /** True where a second record of the same person or organisation is refused, unless the caller wants it. */
  refuses_duplicates: boolean
}

/** What the body of a new record must say. */
export const demanded = (f: Field) => f.required && !f.read_only && f.initial === undefined && f.completed !== true

type Value<F extends Field> = F extends { required: true } ? z.output<F['schema']> : z.output<F['schema']> | null
export type Item<F extends Fields> = { [K in keyof F]: Value<F[K]> } & {
  included?: Record<string, { id: string; name: string | null } | null>
}
type WritableKeys<F extends Fields> = { [K in keyof F]: F[K] extends { read_only: true } ? never : K }[keyof F]
export type NewItem<F extends Fields> = { [K in WritableKeys<F>]?: Value<F[K]> } & { id?: string }
export type Changes<F extends Fields> = { [K in WritableKeys<F>]?: Value<F[K]> } & { version?: number }

/** Turns fields into a resource. `required_any`: a new record needs one of these. */
export function resource<const F extends Fields>(options: {
  name: string
  record_type: string
  fields: F
  required_any?: readonly (keyof F & string)[]
  default_sort?: keyof F & string
  /** Input that is not a field: notes, reasons. */
  extra_input?: Record<string, z.ZodType>
  refuses_duplicates?: boolean
}): Resource<F> {
  const { name, record_type, required_any = [], default_sort = 'created_at', refuses_duplicates = false } = options
  const fields: Fields = options.fields
  const entries = Object.entries(fields)
  const value = (f: Field) => (f.required ? f.schema : f.schema.nullable())
  const shape = (keep: (f: Field) => boolean) =>
    Object.fromEntries(entries.filter(([, f]) => keep(f)).map(([key, f]) => [key, value(f)]))
  const writable = (of: (f: Field) => z.ZodType) =>
    Object.fromEntries(entries.filter(([, f]) => !f.read_only).map(([key, f]) => [key, of(f)]))
  const title = record_type.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
  const allowed = refuses_duplicates && { allow_duplicate: z.boolean().optional() }
  const sorts = sortsOf(fields)
  return onceAsked({
    name: () => name,
    record_type: () => record_type,
    fields: () => options.fields,
    item: () => z.object({ ...shape(() => true), included: Included.optional() }).meta({ id: title }),
    row: () => z.object({ ...shape((f) => !f.single), included: Included.optional() }).meta({ id: `${title}Row` }),
    create: () =>
      z
        .strictObject({
          id: Id.optional(),
          ...writable((f) => (demanded(f) ? f.schema : value(f).optional())),
          ...options.extra_input,
          ...allowed,
        })
        .check((input) => {
          const body = input.value as Record<string, unknown>
          if (required_any.length && !required_any.some((key) => body[key] !== undefined && body[key] !== null))
            input.issues.push({
              code: 'custom',
              path: [required_any[0]!],
              input: body,
              message: 'required_any',
              params: { fields: required_any.join(', ') },
            })
        })
        .meta({ id: `New${title}` }),
    update: () =>
      z
        .strictObject({
          ...writable((f) => value(f).optional()),
          ...options.extra_input,
          version: z.int().min(1).optional(),
        })
        .meta({ id: `${title}Changes` }),
    query: () =>
      z.strictObject({
        ...filterShape(fields),
        ...PageQuery,
        limit: PageQuery.take,
        search: z.string().max(200).optional(),
        date_range: z.enum(DATE_RANGES).optional(),
        archived: QueryBoolean.optional(),
        count: z.enum(['exact']).optional(),
        include: z.string().max(200).optional(),
        seek: z.string().max(200).optional(),
        view: Id.optional().meta({ description: 'A saved view, under what else is asked for, which wins' }),
        sort_by: z.enum(sorts as [string, ...string[]]).optional(),
        sort_order: z.enum(['asc', 'desc']).optional(),
      }),
    sorts: () => sorts,
    default_sort: () => default_sort,
    refuses_duplicates: () => refuses_duplicates,
  }) as unknown as Resource<F>
}

/** An object whose values are made when they are first read: a page needs few of the schemas of a kind of record. */
function onceAsked(makers: Readonly<Record<string, () => unknown>>): object {
  const made: object = {}
  for (const [name, make] of Object.entries(makers))
    Object.defineProperty(made, name, {
      enumerable: true,
      configurable: true,
      get() {
        const value = make()
        Object.defineProperty(made, name, { value, enumerable: true })
        return value
      },
    })
  return made
}

/** Names of the fields that a list may be sorted by. */
export const sortsOf = (fields: Fields): string[] =>
  Object.entries(fields)
    .filter(([, f]) => SORTABLE.has(f.kind) && !f.single)
    .map(([name]) => name)

/** A list query that also filters and sorts by the fields that a tenant defined. */
export function queryFor(fields: Fields, query: z.ZodObject): z.ZodObject {
  const custom = Object.fromEntries(Object.entries(fields).filter(([, f]) => f.custom_key !== undefined))
  const sort_by = z.enum(sortsOf(fields) as [string, ...string[]]).optional()
  return query.extend({ ...filterShape(custom), sort_by })
}

/** Small summaries of what `include` asked for; null where the caller may not read it. */
const Included = z.record(z.string(), z.object({ id: Id, name: z.string().nullable() }).nullable())

const SORTABLE = new Set([
  'text',
  'email',
  'phone',
  'enum',
  'country',
  'currency',
  'integer',
  'decimal',
  'money',
  'boolean',
  'date',
  'timestamp',
  'member',
])

export const DATE_RANGES = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'this_month',
  'last_month',
  'this_quarter',
  'last_quarter',
  'this_year',
  'last_year',
  'last_7_days',
  'last_30_days',
  'last_90_days',
] as const

/** A page of a list. `total` is exact up to 10,000 unless `count=exact`. */
export interface Page<T> {
  items: T[]
  total: number
  total_is_estimate?: true
  fuzzy?: true
  page?: number
  page_size: number
  next_cursor: string | null
}
