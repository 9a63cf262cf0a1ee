import { isDeepStrictEqual } from 'node:util'
import type { Row } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { asLogged } from '#platform/events.ts'

/*
 * An individual account is a person: its name is made of first and last name, or says them, and the contact of that
 * person has the same values.
 */

/** A field of an account, and what a contact calls it. Names are besides. */
const SHARED: Readonly<Record<string, string>> = {
  email: 'email',
  phone: 'phone',
  mobile: 'mobile',
  website: 'website',
  country: 'country',
  city: 'city',
  language: 'language',
  nationality: 'nationality',
  billing_address: 'address',
  social_profiles: 'social_profiles',
  preferred_channel: 'preferred_channel',
  assigned_to: 'assigned_to',
  archived_at: 'archived_at',
}
const NAMES = ['first_name', 'last_name'] as const
/** What a contact, who must have two names, has where the account has none. */
const NO_NAME = '–'

type Values = Record<string, unknown>
type Text = string | null | undefined

const joined = (...names: readonly unknown[]) => names.filter(Boolean).join(' ')

/** The last word is the last name, a single word too (`domain.md`). */
function split(name: string): { first_name: string | null; last_name: string } {
  const words = name.split(/\s+/).filter(Boolean)
  const first = words.slice(0, -1).join(' ').slice(0, 100).toWellFormed().trim()
  return { first_name: first || null, last_name: (words.at(-1) ?? name).slice(0, 100).toWellFormed() }
}

/** Names that agree: of a person by the parts that were said, or by the whole; of a company as it stands. */
export function nameColumns(next: Row, before: Row | undefined, input: Values): Values {
  const was = before?.account_type === 'individual'
  if (next.account_type !== 'individual') {
    if (!next.name) throw invalid('name', 'required')
    const { first_name = null, last_name = null } = input
    return was ? { first_name, last_name } : {}
  }
  // On a change, null takes a name away; on a new record it says nothing.
  const said = (name: string) => input[name] !== undefined && (before !== undefined || input[name] !== null)
  const whole = said('name') ? (next.name as string) : undefined
  if (NAMES.some(said)) {
    const parts = completed(next.first_name as Text, next.last_name as Text, whole)
    const name = joined(parts.first_name, parts.last_name)
    if (!name) throw invalid('last_name', 'required')
    return { ...parts, name }
  }
  if (!next.name) throw invalid('name', 'required')
  return whole !== undefined || !was ? split(next.name as string) : {}
}

/** Where one part and the whole were said, the rest of the whole is the other part. */
function completed(first: Text, last: Text, whole: string | undefined) {
  const rest = (text: string) => text.trim().slice(0, 100).toWellFormed() || null
  if (whole && first && !last && whole.startsWith(`${first} `))
    return { first_name: first, last_name: rest(whole.slice(first.length)) }
  if (whole && last && !first && whole.endsWith(` ${last}`))
    return { first_name: rest(whole.slice(0, -last.length)), last_name: last }
  return { first_name: first ?? null, last_name: last ?? null }
}

/** Values of an account, as the contact of that person has them. */
export function contactValues(values: Values): Values {
  const found: Values = {}
  for (const name of NAMES) if (name in values) found[name] = values[name] ?? NO_NAME
  for (const [name, theirs] of Object.entries(SHARED)) if (name in values) found[theirs] = values[name]
  return found
}

/** Values of a contact, as the account of that person has them; `account` has the names that do not change. */
export function accountValues(values: Values, account: Values): Values {
  const found: Values = {}
  for (const [name, theirs] of Object.entries(SHARED)) if (theirs in values) found[name] = values[theirs]
  const names = NAMES.filter((name) => name in values)
  for (const name of names) found[name] = values[name] === NO_NAME ? null : values[name]
  const { first_name, last_name, name } = { ...account, ...found }
  if (names.length) found.name = joined(first_name, last_name) || name
  return found
}

/** Those of `values` that `row` does not have. */
export const differing = (row: Row, values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !isDeepStrictEqual(asLogged(row[name]), asLogged(value))),
  )
