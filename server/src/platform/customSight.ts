import { type CustomField, customName, isVisible } from '@rihla/contracts/customFields.ts'
import type { Role } from '@rihla/contracts/permissions.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import type { Ctx } from './context.ts'

/*
 * A field of the tenant's own that is for some roles is not there for the others: `ctx.custom` has what the caller sees,
 * and all that reads it knows nothing else. Here is what takes the rest out of what leaves: rows, changes, queries.
 */

type Values = Readonly<Record<string, unknown>>
const NONE: ReadonlySet<string> = new Set()

const seen = new WeakMap<readonly CustomField[], Map<Role, readonly CustomField[]>>()

/** The definitions that somebody of this role sees: one list for each reading, so that what is made of it is made once. */
export function seenBy(defined: readonly CustomField[], role: Role): readonly CustomField[] {
  let byRole = seen.get(defined)
  if (!byRole) seen.set(defined, (byRole = new Map()))
  let list = byRole.get(role)
  if (!list) {
    const visible = defined.filter((field) => isVisible(field, role))
    byRole.set(role, (list = visible.length === defined.length ? defined : visible))
  }
  return list
}

const hidden = new WeakMap<readonly CustomField[], Map<string, ReadonlySet<string>>>()

/** Keys of the fields of a kind of record that are not there for the caller. */
export function hiddenKeys({ custom, defined, actor }: Ctx, record_type: string): ReadonlySet<string> {
  if (!custom || !defined) {
    if (actor.role === 'admin') return NONE
    // Rather nothing than what is not theirs to see.
    throw new Error(`Of ${record_type} somebody asks of whom nobody knows which fields they see (withCustom).`)
  }
  if (custom === defined) return NONE
  let byType = hidden.get(custom)
  if (!byType) hidden.set(custom, (byType = new Map()))
  let keys = byType.get(record_type)
  if (!keys) {
    const known = new Set(custom)
    const others = defined.filter((field) => field.record_type === record_type && !known.has(field))
    byType.set(record_type, (keys = new Set(others.map(({ key }) => key))))
  }
  return keys
}

/** Whether a name is that of a field which is not there for the caller. */
export const isHidden = (ctx: Ctx, record_type: string, name: string): boolean => {
  const keys = hiddenKeys(ctx, record_type)
  return keys.size > 0 && [...keys].some((key) => customName(key) === name)
}

/** The values of `custom` that the caller sees. */
export function seenValues(ctx: Ctx, record_type: string, custom: Values): Values {
  const keys = hiddenKeys(ctx, record_type)
  return keys.size ? Object.fromEntries(Object.entries(custom).filter(([key]) => !keys.has(key))) : custom
}

/** A row as the caller sees it. */
export function seenRow<R extends Readonly<Record<string, unknown>>>(
  ctx: Ctx,
  { record_type }: Pick<Resource<any>, 'record_type'>,
  row: R,
): R {
  const { custom } = row
  if (typeof custom !== 'object' || custom === null) return row
  const values = seenValues(ctx, record_type, custom as Values)
  return values === custom ? row : { ...row, custom: values }
}

/** Changes of the log, without those of fields that the caller does not see. */
export function seenChanges<T>(
  ctx: Ctx,
  record_type: string,
  changes: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const names = hiddenNames(ctx, record_type)
  return names.size ? Object.fromEntries(Object.entries(changes).filter(([name]) => !names.has(name))) : changes
}

/**
 * An answer that was given before, to who sees less by now. It does not say of which kind its records are: what is hidden
 * of one kind is left out of all.
 */
export function seenAnswer({ custom, defined }: Ctx, body: string): string {
  if (custom === defined || !custom || !defined || body === '') return body
  const seen = new Set(custom)
  const keys = new Set(defined.filter((field) => !seen.has(field)).map(({ key }) => key))
  const names = new Set([...keys].map(customName))
  return JSON.stringify(
    JSON.parse(body, (name, value: unknown) => {
      if (names.has(filteredBy(name))) return undefined
      if (name !== 'custom' || typeof value !== 'object' || value === null) return value
      return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.has(key)))
    }),
  )
}

const hiddenNames = (ctx: Ctx, record_type: string): ReadonlySet<string> =>
  new Set([...hiddenKeys(ctx, record_type)].map(customName))

const OPERATOR = /_(?:not|empty|contains|min|max|from|to)$/
/** The field that a parameter of a list filters: no field of the tenant's own is named as a filter ends (`CustomKey`). */
const filteredBy = (name: string) => name.replace(OPERATOR, '')

/** Whether the query of a list would match more without what the caller does not see. */
export function losesFilter(ctx: Ctx, record_type: string, query: Values): boolean {
  const names = hiddenNames(ctx, record_type)
  return names.size > 0 && Object.keys(query).some((name) => names.has(filteredBy(name)))
}

/** Parameters of a list whose value is names of fields, between commas, each perhaps with how it is shown. */
const NAMING = new Set(['sort_by', 'columns', 'cols', 'group', 'group_by', 'sum', 'avg'])

/** The query of a list, kept by somebody, without what the caller does not see. */
export function seenQuery(ctx: Ctx, record_type: string, query: Values): Values {
  const names = hiddenNames(ctx, record_type)
  if (names.size === 0) return query
  const told = Object.entries(query).flatMap(([name, value]): [string, unknown][] => {
    if (names.has(filteredBy(name))) return []
    if (!NAMING.has(name) || typeof value !== 'string') return [[name, value]]
    const parts = value.split(',').filter((part) => !names.has(part.split(/[:!]/)[0]!))
    return parts.length ? [[name, parts.join(',')]] : []
  })
  const next = Object.fromEntries(told)
  // A direction without what is sorted by it would be that of something else.
  if ('sort_by' in query && !('sort_by' in next)) delete next.sort_order
  return next
}
