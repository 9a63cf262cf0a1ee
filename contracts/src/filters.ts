import * as z from 'zod'
import { type Field, type Fields, Id } from './fields.ts'
import { readListText, writeListText } from './listText.ts'

/* What a list may be filtered by: of each field, by its kind, and how the values stand in an address. */

export const QueryBoolean = z.stringbool()
/** `new,callback` or repeated: any of; what holds a comma in quotes. */
export const anyOf = <S extends z.ZodType>(one: S) =>
  z.pipe(
    z.codec(z.union([z.string(), z.array(z.string())]), z.array(z.string()), {
      decode: (raw) => [raw].flat().flatMap(readListText),
      encode: writeListText,
    }),
    z.array(one).max(200) as unknown as z.ZodType<unknown[], string[]>,
  )
/** Free text may hold commas, so only repeating means any of. */
const anyText = z.codec(z.union([z.string(), z.array(z.string())]), z.array(z.string().max(500)).max(50), {
  decode: (raw) => [raw].flat(),
  encode: (parts) => parts,
})
const RelativeDay = z.string().regex(/^(today|[+-]\d{1,5}d|\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?)$/, {
  error: 'bad_filter_day',
})

export type Operator = 'is' | 'not' | 'empty' | 'contains' | 'min' | 'max' | 'from' | 'to' | 'all'
const OPERATORS: Record<string, readonly Operator[]> = {
  text: ['is', 'not', 'empty', 'contains'],
  long_text: ['empty', 'contains'],
  email: ['is', 'not', 'empty', 'contains'],
  phone: ['is', 'not', 'empty', 'contains'],
  url: ['is', 'not', 'empty', 'contains'],
  enum: ['is', 'not', 'empty'],
  country: ['is', 'not', 'empty'],
  currency: ['is', 'not', 'empty'],
  member: ['is', 'not', 'empty'],
  reference: ['is', 'not', 'empty'],
  id: ['is', 'not'],
  integer: ['is', 'not', 'empty', 'min', 'max'],
  decimal: ['is', 'not', 'empty', 'min', 'max'],
  money: ['is', 'not', 'empty', 'min', 'max'],
  boolean: ['is'],
  date: ['is', 'empty', 'from', 'to'],
  timestamp: ['empty', 'from', 'to'],
  list: ['all', 'not', 'empty'],
  json: ['empty'],
}

type Filters = Readonly<Record<string, { field: string; operator: Operator; schema: z.ZodType }>>
// Hundreds of schemas: made once for a kind of record, not for every address that is read.
const known = new WeakMap<Fields, Filters>()

/** Every filter a field offers: query name, operator and the schema of its values. */
export function filtersOf(fields: Fields): Filters {
  const made = known.get(fields)
  if (made) return made
  const filters: Record<string, { field: string; operator: Operator; schema: z.ZodType }> = {}
  known.set(fields, filters)
  for (const [name, f] of Object.entries(fields)) {
    // Of an object without declared parts nobody asks whether it says anything.
    if (f.single || name === 'tenant_id' || (f.kind === 'json' && !f.shape)) continue
    for (const operator of OPERATORS[f.kind]!) {
      if (operator === 'empty' && f.required && f.kind !== 'list') continue
      const suffix = operator === 'is' || operator === 'all' ? '' : `_${operator}`
      filters[name + suffix] = { field: name, operator, schema: valueSchema(f, operator) }
    }
  }
  return filters
}

function valueSchema(f: Field, operator: Operator): z.ZodType {
  if (operator === 'empty') return QueryBoolean
  if (operator === 'contains') return z.string().min(1).max(200)
  if (operator === 'from' || operator === 'to') return RelativeDay
  if (operator === 'min' || operator === 'max') return z.coerce.number()
  if (f.kind === 'boolean') return QueryBoolean
  if (f.kind === 'integer' || f.kind === 'decimal' || f.kind === 'money') return anyOf(z.coerce.number())
  if (f.kind === 'date') return anyOf(z.union([RelativeDay, f.schema]))
  if (f.kind === 'text' || f.kind === 'url') return anyText
  if (f.kind === 'list' || f.kind === 'email' || f.kind === 'phone') return anyOf(z.string().max(254))
  // `me` stands for the caller wherever a member is filtered.
  if (f.kind === 'member') return anyOf(z.union([z.literal('me'), Id]))
  return anyOf(f.schema)
}

/** The schemas of the filters, as a query has them. */
export const filterShape = (fields: Fields) =>
  Object.fromEntries(Object.entries(filtersOf(fields)).map(([name, { schema }]) => [name, schema.optional()]))
