import { type Field, type Fields, foldEnum } from '@rihla/contracts/fields.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { filtersOf } from '@rihla/contracts/filters.ts'
import type { Tenant } from './context.ts'
import { countryCode } from './countries.ts'
import { invalid, Problem } from './errors.ts'

/*
 * The names and spellings that are also accepted (`api.md`, `domain.md`) become ours here, on the raw input and before
 * validation, so that schemas, services and answers know one name and one spelling.
 */

interface Alias {
  field: string
  divide?: number
}
interface Names {
  aliases: ReadonlyMap<string, Alias>
  filters: ReturnType<typeof filtersOf>
}

const cache = new WeakMap<Resource<any>, Names>()
function namesOf(resource: Resource<any>): Names {
  let names = cache.get(resource)
  if (!names) {
    const aliases = new Map<string, Alias>()
    for (const [field, { aliases: others }] of Object.entries(resource.fields as Fields))
      for (const other of others)
        if (typeof other === 'string') aliases.set(other, { field })
        else aliases.set(other.name, { field, divide: other.divide })
    names = { aliases, filters: filtersOf(resource.fields) }
    cache.set(resource, names)
  }
  return names
}

const contradiction = (field: string) =>
  new Problem(400, 'validation_failed', { errors: [{ field, code: 'contradiction', message: 'contradiction' }] })

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A body with our names and spellings. Throws 400 when two names of a field say different things, 403 for another tenant. */
export function nameBody(
  resource: Resource<any>,
  tenant: Tenant,
  raw: unknown,
  nested: Readonly<Record<string, Resource<any>>> = {},
  others: Readonly<Record<string, string>> = {},
): unknown {
  if (!isPlain(raw)) return raw
  const { aliases } = namesOf(resource)
  const body: Record<string, unknown> = {}
  const put = (name: string, value: unknown) => {
    if (Object.hasOwn(body, name) && JSON.stringify(body[name]) !== JSON.stringify(value)) throw contradiction(name)
    body[name] = value
  }
  for (const [asked, value] of Object.entries(raw)) {
    const name = lookUp(others, asked) ?? asked
    if (name === 'tenant_id') {
      judgeTenant(tenant, value)
      continue
    }
    if (Object.hasOwn(nested, name)) {
      put(name, nameBody(nested[name]!, tenant, value))
      continue
    }
    if (name.startsWith(CUSTOM) && Object.hasOwn(resource.fields, 'custom')) {
      const custom = (body.custom ?? {}) as Record<string, unknown>
      if (isPlain(custom)) body.custom = putOnce(custom, name.slice(CUSTOM.length), value)
      continue
    }
    if (name === 'custom' && isPlain(value) && isPlain(body.custom)) {
      body.custom = Object.entries(value).reduce((all, [key, one]) => putOnce(all, key, one), body.custom)
      continue
    }
    const alias = Object.hasOwn(resource.fields, name) ? undefined : aliases.get(name)
    const field = (resource.fields as Fields)[alias?.field ?? name]
    const spelled = field ? spell(field, value) : value
    put(alias?.field ?? name, alias?.divide && typeof spelled === 'number' ? spelled / alias.divide : spelled)
  }
  return body
}

/** A field of the tenant's own stands in `custom`, or among the others as `custom.<key>`. */
const CUSTOM = 'custom.'
function putOnce(custom: Record<string, unknown>, key: string, value: unknown): Record<string, unknown> {
  if (Object.hasOwn(custom, key) && JSON.stringify(custom[key]) !== JSON.stringify(value))
    throw contradiction(CUSTOM + key)
  return { ...custom, [key]: value }
}

function judgeTenant(tenant: Tenant, value: unknown) {
  if (value !== tenant.id && value !== tenant.slug) throw new Problem(403, 'tenant_mismatch')
}

/** One value in our spelling: enum values in any case, `-` and space as `_`, synonyms; countries by name; '' as nothing. */
function spell(field: Field, value: unknown): unknown {
  if (value === '' && !field.required && field.kind !== 'json') return null
  if (field.kind === 'list' && Array.isArray(value)) return once(value)
  if (typeof value !== 'string') return value
  if (field.kind === 'enum') return spellEnum(field, value)
  if (field.kind === 'country') return countryCode(value) ?? value
  if (field.kind === 'currency') return value.trim().toUpperCase()
  return value
}

/** Tags and their like stand once, in the spelling that came first. */
function once(values: readonly unknown[]): unknown[] {
  const seen = new Set<string>()
  return values.filter((value) => {
    const folded = typeof value === 'string' ? value.trim().toLowerCase() : JSON.stringify(value)
    return !seen.has(folded) && seen.add(folded)
  })
}

export function spellEnum(field: Pick<Field, 'synonyms'>, value: string): string {
  const folded = foldEnum(value)
  return field.synonyms && Object.hasOwn(field.synonyms, folded) ? field.synonyms[folded]! : folded
}

const RENAMED: Record<string, string> = { date_range_start: 'created_at_from', date_range_end: 'created_at_to' }
const SUFFIX = /^(.*?)(_not|_empty|_contains|_min|_max|_from|_to)$/

/** A query with our names and spellings; empty values mean absent. `others`: names that only this operation also takes. */
export function nameQuery(
  resource: Resource<any> | undefined,
  raw: Record<string, unknown>,
  others: Readonly<Record<string, string>> = {},
): Record<string, unknown> {
  // Without a prototype: a parameter may be called __proto__, and is then as unknown as any other.
  const query = Object.create(null) as Record<string, unknown>
  for (const [asked, given] of Object.entries(raw)) {
    const value = written(asked, given)
    if (value === undefined) continue
    const called = lookUp(others, asked) ?? asked
    const { name, divide } = resource
      ? ourName(resource, lookUp(RENAMED, called) ?? called)
      : { name: called, divide: undefined }
    const spelled = resource ? spellQuery(resource, name, value, divide) : value
    if (Object.hasOwn(query, name) && JSON.stringify(query[name]) !== JSON.stringify(spelled))
      throw contradiction(asked)
    query[name] = spelled
  }
  return query
}

const lookUp = (names: Readonly<Record<string, string>>, name: string) =>
  Object.hasOwn(names, name) ? names[name] : undefined

/** A value as a query string writes it; a JSON body that stands for a query has numbers, booleans and null. */
function written(name: string, value: unknown): unknown {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) {
    const parts = value.map((part) => written(name, part)).filter((part) => part !== undefined)
    return parts.length ? parts : undefined
  }
  if (typeof value !== 'string') return value
  if (value.includes('\0') || !value.isWellFormed()) throw invalid(name, 'bad_text')
  return value.trim() === '' ? undefined : value
}

function ourName(resource: Resource<any>, asked: string): { name: string; divide?: number | undefined } {
  const { aliases, filters } = namesOf(resource)
  if (Object.hasOwn(filters, asked)) return { name: asked }
  const whole = aliases.get(asked)
  if (whole) return { name: whole.field, divide: whole.divide }
  const [, stem = '', suffix = ''] = SUFFIX.exec(asked) ?? []
  const part = aliases.get(stem)
  return part ? { name: part.field + suffix, divide: part.divide } : { name: asked }
}

function spellQuery(resource: Resource<any>, name: string, value: unknown, divide?: number): unknown {
  const { aliases, filters } = namesOf(resource)
  if (name === 'sort_by' || name === 'group_by' || name === 'sum' || name === 'avg' || name === 'field')
    return typeof value === 'string' ? (aliases.get(value)?.field ?? value) : value
  if (name === 'sort_order') return typeof value === 'string' ? value.toLowerCase() : value
  const filter = filters[name]
  const field = filter && (resource.fields as Fields)[filter.field]
  const listed = field && (divide || SPELLED.has(field.kind)) && !UNSPELLED.has(filter.operator)
  const each = (one: unknown) => {
    if (!listed || typeof one !== 'string') return one
    const parts = one.split(',').map((part) => (divide ? divided(part, divide) : spell(field, part)))
    return parts.join(',')
  }
  const spelled = [value].flat().map(each)
  return spelled.length === 1 ? spelled[0] : spelled
}

const SPELLED = new Set(['enum', 'country', 'currency'])
const UNSPELLED = new Set(['empty', 'contains'])

/** What is no number stays as it is, for the schema to refuse. */
const divided = (text: string, by: number) =>
  text.trim() === '' || Number.isNaN(Number(text)) ? text : String(Number(text) / by)
