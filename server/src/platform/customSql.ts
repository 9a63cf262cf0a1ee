import { type Expression, type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Field } from '@rihla/contracts/fields.ts'
import type { Operator } from '@rihla/contracts/filters.ts'
import type { Ctx } from './context.ts'
import { dayIn } from './filterDay.ts'
import { spellEnum } from './names.ts'
import { fold, likePattern, phoneDigits } from './search.ts'

/*
 * SQL of the values in `custom`. Keys are parameters, and no cast can fail, whatever a record was left with: days are
 * compared as the texts they are, numbers only where the JSON is one.
 *
 * What a filter names whole is found by containment, which an index on `custom` knows. Texts compare without case, which
 * containment does not; but a record is searched by them (`custom.ts`), so what has one holds it folded in `search`.
 */

/** A custom field as a column: null where a record has no value of this kind. */
export function customColumn(custom: RawBuilder<unknown>, { kind, custom_key: key }: Field): RawBuilder<unknown> {
  const value = sql`(${custom} -> ${key}::text)`
  const text = sql`(${custom} ->> ${key}::text)`
  switch (kind) {
    case 'decimal':
    case 'money':
      return sql`(case when jsonb_typeof(${value}) = 'number' then ${text}::numeric end)`
    case 'boolean':
      return sql`(case when jsonb_typeof(${value}) = 'boolean' then ${text}::boolean end)`
    case 'list':
      return sql`(case when jsonb_typeof(${value}) = 'array' then array(select jsonb_array_elements_text(${value})) else '{}'::text[] end)`
    case 'date':
    case 'member':
    case 'enum':
      return sql`(${text} collate "C")`
    default:
      return sql`(${text} collate "und-x-icu")`
  }
}

/** The type of such a column, where it is not that of the kind's own columns. */
export const CUSTOM_TYPES: Partial<Record<Field['kind'], string>> = { decimal: 'numeric', date: 'text', member: 'text' }

/** One filter of a query on a custom field. */
interface CustomFilter {
  ctx: Ctx
  name: string
  field: Field
  /** The column `custom`. */
  custom: RawBuilder<unknown>
  /** The column `search`. */
  search: RawBuilder<unknown>
  value: unknown
}

export function customCondition(filter: CustomFilter, operator: Operator): Expression<SqlBool> {
  const { ctx, name, field, custom, value } = filter
  const column = () => customColumn(custom, field)
  switch (operator) {
    case 'is':
      return withIndex(filter, [value].flat().map(String), anyOf(filter))
    case 'not':
      return sql`not coalesce(${anyOf(filter)}, false)`
    case 'all':
      return holds(custom, field, choices(field, value))
    case 'empty':
      return sql`(not (${custom} ? ${field.custom_key})) = ${value}`
    case 'contains':
      return withIndex(filter, [String(value)], sql`${column()} ilike ${likePattern(String(value))}`)
    case 'min':
      return sql`${column()} >= ${value}::numeric`
    case 'max':
      return sql`${column()} <= ${value}::numeric`
    case 'from':
      return sql`${column()} >= ${dayIn(ctx, name, String(value))}::text`
    case 'to':
      return sql`${column()} <= ${dayIn(ctx, name, String(value))}::text`
  }
}

/** Kinds whose values stand in `search` as they are. */
const SEARCHED: ReadonlySet<Field['kind']> = new Set(['text', 'email', 'url'])
/** What the trigram index knows something of. */
const INDEXED = /[\p{L}\p{N}]{3}/u

/** The condition, with what the index on `search` finds of it where that says enough: one of these texts occurs. */
function withIndex({ field, search }: CustomFilter, texts: readonly string[], condition: RawBuilder<SqlBool>) {
  const folded = texts.map(fold)
  if (field.unsearched || !SEARCHED.has(field.kind) || !folded.every((text) => INDEXED.test(text))) return condition
  const occur = folded.map((text) => sql`${search} like ${likePattern(text)}`)
  return sql<SqlBool>`((${sql.join(occur, sql` or `)}) and ${condition})`
}

/** Containment: what the index on `custom` finds. */
const holds = (custom: RawBuilder<unknown>, { custom_key }: Field, value: unknown) =>
  sql<SqlBool>`${custom} @> ${JSON.stringify({ [custom_key!]: value })}::jsonb`

const choices = (field: Field, value: unknown) => (value as string[]).map((one) => spellEnum(field, one))

/** Has one of these values; of a list, at least one of them. */
function anyOf(filter: CustomFilter): RawBuilder<SqlBool> {
  const { ctx, name, field, custom, value } = filter
  const column = () => customColumn(custom, field)
  const texts = () => [value].flat().map(String)
  switch (field.kind) {
    // In any notation: as typed, or the same digits.
    case 'phone': {
      const digits = texts().flatMap((text) => [text.replace(/\D/g, ''), phoneDigits(text).replace('+', '')])
      return sql`(${column()} = any(${texts()}::text[]) or regexp_replace(${column()}, '\\D', '', 'g') = any(${digits}::text[]))`
    }
    case 'text':
    case 'email':
    case 'url':
      return sql`lower(${column()}) = any(${texts().map((text) => text.toLowerCase())}::text[])`
    default: {
      const values = whole(ctx, name, field, [value].flat())
      return sql<SqlBool>`(${sql.join(
        values.map((one) => holds(custom, field, one)),
        sql` or `,
      )})`
    }
  }
}

/** Values as records hold them. */
function whole(ctx: Ctx, name: string, field: Field, values: readonly unknown[]): unknown[] {
  if (field.kind === 'member') return values.map((id) => (id === 'me' ? ctx.actor.id : id))
  if (field.kind === 'date') return values.map((day) => dayIn(ctx, name, String(day)))
  return field.kind === 'list' ? choices(field, values).map((one) => [one]) : [...values]
}
