import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { type CustomField, customName } from '@rihla/contracts/customFields.ts'
import { customFieldsOf } from '@rihla/contracts/customKinds.ts'
import { exportedFields } from '@rihla/contracts/export.ts'
import type { Field, Fields } from '@rihla/contracts/fields.ts'
import type { Operation } from '@rihla/contracts/operation.ts'
import { queryFor, type Resource, sortsOf } from '@rihla/contracts/resource.ts'
import { anyOf } from '@rihla/contracts/filters.ts'
import type { Ctx, Row } from './context.ts'
import { defaultsOf, namesClosed } from './customDefaults.ts'
import { seenBy } from './customSight.ts'
import { type FieldError, invalid, Problem } from './errors.ts'
import { spellEnum } from './names.ts'
import { complaints } from './validation.ts'

/*
 * Fields that the tenant defined. Their values lie in the `custom` of a record; everywhere else they are fields as others
 * are, called `custom.<key>`: `shapeOf` answers a resource with them, and lists, filters, sums, exports and names read that.
 */

export type Values = Readonly<Record<string, unknown>>

/** The context with what the tenant defined by now, and what of it the caller sees: one reading for the whole operation. */
export const withCustom = async (ctx: Ctx): Promise<Ctx> =>
  ctx.custom ? ctx : withDefined(ctx, await ctx.platform.customFields(ctx))

/** The same with these definitions. */
export const withDefined = (ctx: Ctx, defined: readonly CustomField[]): Ctx => ({
  ...ctx,
  defined,
  custom: seenBy(defined, ctx.actor.role),
})

/** Whether records of this resource have fields of the tenant's own. */
export const takesCustom = (resource: Pick<Resource<any>, 'fields'>): boolean => 'custom' in resource.fields

/** What is made of one reading of the definitions, once. */
interface Shape {
  resource: Resource<any>
  definitions: readonly CustomField[]
  fields: ReadonlyMap<string, Field>
  values: z.ZodType
  queries: Map<Operation<any, any, any, any>, z.ZodType>
}

const shapes = new WeakMap<readonly CustomField[], Map<Resource<any>, Shape>>()

function readShape({ custom }: Ctx, resource: Resource<any>): Shape | undefined {
  if (!custom?.length || !takesCustom(resource)) return undefined
  let known = shapes.get(custom)
  if (!known) shapes.set(custom, (known = new Map()))
  let shape = known.get(resource)
  if (!shape) known.set(resource, (shape = makeShape(custom, resource)))
  return shape.definitions.length ? shape : undefined
}

function makeShape(all: readonly CustomField[], resource: Resource<any>): Shape {
  const definitions = all.filter(({ record_type }) => record_type === resource.record_type)
  const named = customFieldsOf(definitions)
  const fields: Fields = { ...resource.fields, ...named }
  const whole = { ...resource, fields, sorts: sortsOf(fields), query: queryFor(fields, resource.query) }
  const byKey = definitions.map(({ key }) => [key, named[customName(key)]!] as const)
  return {
    resource: whole,
    definitions,
    fields: new Map(byKey),
    values: valuesSchema(byKey),
    queries: new Map(),
  }
}

/** Of a value there is a rule, null clears, and no other key exists. */
const valuesSchema = (fields: readonly (readonly [string, Field])[]) =>
  z.object({
    custom: z.strictObject(Object.fromEntries(fields.map(([key, { schema }]) => [key, schema.nullable().optional()]))),
  })
const NO_VALUES = valuesSchema([])

/** The resource with the tenant's own fields among its own. */
export const shapeOf = <R extends Resource<any>>(ctx: Ctx, resource: R): R =>
  (readShape(ctx, resource)?.resource as R | undefined) ?? resource

/** What the query of an operation takes in this tenant. */
export function queryOf<Q>(ctx: Ctx, operation: Operation<any, Q, any, any>): z.ZodType<Q> {
  const shape = operation.resource && readShape(ctx, operation.resource)
  const declared = (operation.query as unknown as z.ZodObject).shape as Record<string, unknown> | undefined
  if (!shape || !declared?.sort_by) return operation.query
  let schema = shape.queries.get(operation)
  if (!schema) {
    const { fields } = shape.resource
    const columns = declared.columns && anyOf(z.enum(exportedFields(fields) as [string, ...string[]])).optional()
    const query = queryFor(fields, operation.query as unknown as z.ZodObject)
    shape.queries.set(operation, (schema = columns ? query.extend({ columns }) : query))
  }
  return schema as z.ZodType<Q>
}

/** Names of the columns of an export that says nothing of them: values one by one, without what is archived. */
export function exportedNames(ctx: Ctx, resource: Resource<any>): string[] {
  const shape = readShape(ctx, resource)
  const names = exportedFields((shape?.resource ?? resource).fields)
  if (!shape) return names
  const closed = new Set(shape.definitions.filter(({ archived }) => archived).map(({ key }) => customName(key)))
  return names.filter((name) => name !== 'custom' && !closed.has(name))
}

/** Values in our spelling: choices by any of their names, texts and lists of nothing as null. */
function spelled(shape: Shape | undefined, given: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(given).map(([key, value]) => {
      const field = shape?.fields.get(key)
      return [key, field ? spellValue(field, value) : value]
    }),
  )
}

export function spellValue(field: Field, value: unknown): unknown {
  if (typeof value === 'string' && value.trim() === '') return null
  if (field.kind === 'enum' && typeof value === 'string') return spellEnum(field, value)
  if (field.kind !== 'list' || !Array.isArray(value)) return value
  const values = value.map((one) => (typeof one === 'string' ? spellEnum(field, one) : one))
  return values.length ? values : null
}

/** Of a list each value once. Only once it was judged: a complaint counts the values as they were sent. */
export const once = (value: unknown): unknown => (Array.isArray(value) ? [...new Set(value)] : value)

/** What is wrong with the values that a body gives, by field; of a new record also what is missing. */
export function customErrors(ctx: Ctx, resource: Resource<any>, given: unknown, creating: boolean): FieldError[] {
  const shape = readShape(ctx, resource)
  if (given !== undefined && !isPlain(given)) return []
  const custom = spelled(shape, given ?? {})
  const wrong = complaints(shape?.values ?? NO_VALUES, { custom }, 'body', ctx.locale)
  return creating ? [...wrong, ...missing(shape, { ...defaultsOf(ctx, resource), ...custom })] : wrong
}

const isPlain = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function missing(shape: Shape | undefined, custom: Values): FieldError[] {
  const lacking = shape?.definitions.filter((field) => field.required && !field.archived && isEmpty(custom[field.key]))
  return (lacking ?? []).map(({ key }) => ({ field: customName(key), code: 'required', message: 'required' }))
}
const isEmpty = (value: unknown) => value === undefined || value === null

/**
 * What `custom` of a record becomes: what it was, with what is given. Throws 400 naming `custom.<key>` for what the
 * definitions do not take. What a record already has may be sent again, also where it is no longer offered.
 */
export async function mergeCustom(
  ctx: Ctx,
  resource: Resource<any>,
  before: Row | { custom: Values } | undefined,
  given: Values,
): Promise<Record<string, unknown>> {
  const shape = readShape(ctx, resource)
  const asked = spelled(shape, given)
  const had = (before?.custom ?? {}) as Values
  const changed = Object.entries(asked).filter(
    // What is not there for the caller is so whatever it holds: else who guesses a value would be told so.
    ([key, value]) => !shape?.fields.has(key) || !isDeepStrictEqual(had[key] ?? null, once(value)),
  )
  const wrong = complaints(shape?.values ?? NO_VALUES, { custom: Object.fromEntries(changed) }, 'body', ctx.locale)
  const refused = wrong.length ? wrong : changed.flatMap(([key, value]) => closed(shape!, key, value))
  if (refused.length) throw new Problem(400, refusalCode(refused), { errors: refused })
  await judgeMembers(ctx, shape, changed)
  const next = { ...had, ...Object.fromEntries(changed.map(([key, value]) => [key, once(value)])) }
  return Object.fromEntries(Object.entries(next).filter(([, value]) => !isEmpty(value)))
}

const refusalCode = (errors: readonly FieldError[]) =>
  errors.every(({ code }) => code === 'unknown_field') ? 'unknown_field' : 'validation_failed'

/** What the definition no longer offers, and what a record must have. */
function closed({ definitions }: Shape, key: string, value: unknown): FieldError[] {
  const { archived, required, options } = definitions.find((field) => field.key === key)!
  const say = (code: string) => [{ field: customName(key), code, message: code }]
  if (isEmpty(value)) return required && !archived ? say('required') : []
  return archived || namesClosed(options, value) ? say('not_offered') : []
}

/** Who is named is a member here. */
async function judgeMembers(ctx: Ctx, shape: Shape | undefined, changed: readonly [string, unknown][]) {
  const named = changed.filter(([key, value]) => shape?.fields.get(key)?.kind === 'member' && !isEmpty(value))
  if (!named.length) return
  const ids = named.map(([, value]) => value as string)
  const known = await ctx.platform.records.get('member')!.summaries(ctx, ids)
  for (const [key, id] of named) if (!known.has(id as string)) throw invalid(customName(key), 'unknown_reference', 422)
}

/** Changes of `custom` as the log tells them: each key is a field. */
export function customDiff(before: unknown, after: unknown): Record<string, [unknown, unknown]> {
  const [old, now] = [(before ?? {}) as Values, (after ?? {}) as Values]
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  return Object.fromEntries(
    keys
      .map((key) => [customName(key), [old[key] ?? null, now[key] ?? null]] as [string, [unknown, unknown]])
      .filter(([, [was, is]]) => !isDeepStrictEqual(was, is)),
  )
}

const PREFIX = customName('')
export const isCustomName = (name: string) => name.startsWith(PREFIX)
export const keyOf = (name: string) => name.slice(PREFIX.length)

/** What a row has in a field, by its name. */
export function valueOf(row: Readonly<Record<string, unknown>>, name: string): unknown {
  if (Object.hasOwn(row, name) || !isCustomName(name)) return row[name]
  return (row.custom as Values | null | undefined)?.[keyOf(name)]
}

/** Values of the log, of which some are of `custom`, as columns hold them. */
export function foldCustom(row: Readonly<Record<string, unknown>>, values: Values): Record<string, unknown> {
  const entries = Object.entries(values)
  const named = entries.filter(([name]) => isCustomName(name))
  if (!named.length) return values
  const custom = {
    ...(row.custom as Values),
    ...Object.fromEntries(named.map(([name, value]) => [keyOf(name), value])),
  }
  return {
    ...Object.fromEntries(entries.filter(([name]) => !isCustomName(name))),
    custom: Object.fromEntries(Object.entries(custom).filter(([, value]) => !isEmpty(value))),
  }
}

/** A list by values of `custom`, which have no index of their own: comparing them all takes its time. */
export const namesCustom = (query: Values): boolean =>
  Object.keys(query).some(isCustomName) || (typeof query.sort_by === 'string' && isCustomName(query.sort_by))
