import { isDeepStrictEqual } from 'node:util'
import type { Fields } from '@rihla/contracts/fields.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import type { Row } from '#platform/context.ts'
import { asLogged } from '#platform/events.ts'
import { phoneDigits } from '#platform/search.ts'

export const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmpty = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) ? value.length === 0 : isPlain(value) && Object.keys(value).length === 0)

const PHONES: Readonly<Record<string, string>> = { phone: 'phone_e164', mobile: 'mobile_e164' }

/** Whether a value of a row changes what a record has; where it only fills, what is there stays. */
export function differs(before: Row, name: string, value: unknown, filling: boolean): boolean {
  if (!Object.hasOwn(before, name)) return value !== undefined && !filling
  const had = before[name]
  if (name === 'custom' && isPlain(had) && isPlain(value))
    return Object.entries(value).some(
      ([key, one]) => !isDeepStrictEqual(had[key] ?? null, one) && !(filling && !isEmpty(had[key])),
    )
  if (filling && !isEmpty(had)) return false
  const digits = PHONES[name]
  if (digits && typeof value === 'string' && isSameNumber(before, before[digits], value)) return false
  return !isDeepStrictEqual(asLogged(had), asLogged(value))
}

/** The same number in another spelling is what is there already; a spreadsheet takes the sign before it. */
const isSameNumber = ({ country }: Row, digits: unknown, value: string) =>
  digits === phoneDigits(value, (country as string | null) ?? undefined) || digits === `+${value}`

/** What rules made of a record is nobody's word where the row says so itself, as an export does: they make it again. */
export const spoken = ({ fields }: Resource<any>, input: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(input).filter(([name]) => {
      const locked_by = (fields as Fields)[name]?.locked_by
      return locked_by === undefined || input[locked_by] !== false
    }),
  )

/** Tags and those that are new among others, whatever their case. */
export const joined = (some: readonly string[], more: readonly string[]) => {
  const known = new Set(some.map((tag) => tag.toLowerCase()))
  return [...some, ...more.filter((tag) => !known.has(tag.toLowerCase()))]
}
