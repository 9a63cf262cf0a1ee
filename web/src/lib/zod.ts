// What the contracts mean by `zod`, in the browser: the same core and so the same verdicts, without what only a server
// needs (JSON schema, messages in words), which is two thirds of the library. `vite.config.ts` puts it in its place.
// oxlint-disable typescript/no-explicit-any -- the contracts are checked against the library's own types
import * as mini from 'zod/mini'

const methods = {
  optional(this: any) {
    return grown(mini.optional(this))
  },
  nullable(this: any) {
    return grown(mini.nullable(this))
  },
  min(this: any, least: number, params?: any) {
    return this.check(this.type === 'number' ? mini.gte(least, params) : mini.minLength(least, params))
  },
  max(this: any, most: number, params?: any) {
    return this.check(this.type === 'number' ? mini.lte(most, params) : mini.maxLength(most, params))
  },
  length(this: any, exact: number, params?: any) {
    return this.check(mini.length(exact, params))
  },
  int(this: any) {
    return this.check(mini.int())
  },
  trim(this: any) {
    return this.check(mini.trim())
  },
  toLowerCase(this: any) {
    return this.check(mini.toLowerCase())
  },
  regex(this: any, pattern: RegExp, params?: any) {
    return this.check(mini.regex(pattern, params))
  },
  refine(this: any, holds: (value: any) => unknown, params?: any) {
    return this.check(mini.refine(holds, params))
  },
  pipe(this: any, next: any) {
    return grown(mini.pipe(this, next))
  },
  extend(this: any, shape: any) {
    return grown(mini.extend(this, shape))
  },
  partial(this: any) {
    return grown(mini.partial(this))
  },
  omit(this: any, mask: any) {
    return grown(mini.omit(this, mask))
  },
  exclude(this: any, values: readonly string[]) {
    return grown(mini.enum(this.options.filter((value: string) => !values.includes(value))))
  },
  /** For the API's description, which the browser does not write. */
  meta(this: any) {
    return this
  },
}

/** A schema with the methods by which the contracts go on from it. */
function grown(schema: any): any {
  const { check } = schema
  return Object.assign(schema, methods, { check: (...checks: any[]) => grown(check.apply(schema, checks)) })
}

const making =
  (make: (...args: any[]) => any) =>
  (...args: any[]) =>
    grown(make(...args))

export const string = making(mini.string)
export const email = making(mini.email)
export const guid = making(mini.guid)
export const number = making(mini.number)
export const int = making(mini.int)
export const boolean = making(mini.boolean)
export const stringbool = making(mini.stringbool)
export const date = making(mini.date)
export const unknown = making(mini.unknown)
export const literal = making(mini.literal)
export const array = making(mini.array)
export const tuple = making(mini.tuple)
export const record = making(mini.record)
export const partialRecord = making(mini.partialRecord)
export const object = making(mini.object)
export const strictObject = making(mini.strictObject)
export const looseObject = making(mini.looseObject)
export const union = making(mini.union)
export const codec = making(mini.codec)
export const pipe = making(mini.pipe)
const oneOf = making(mini.enum)
const nothing = making(mini.null)
export { oneOf as enum, nothing as null }
export const iso = { date: making(mini.iso.date), datetime: making(mini.iso.datetime) }
export const coerce = { number: making(mini.coerce.number) }
