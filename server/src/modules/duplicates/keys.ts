import type { Mergeable } from '@rihla/contracts/duplicates.ts'
import { fold, phoneDigits } from '#platform/search.ts'

/** What a record is compared by: each value as the columns hold it, null where there is none. */
export interface MatchKeys {
  email: string | null
  /** E.164 or digits, of phone and mobile. */
  phones: string[]
  name: string | null
  birth_date: string | null
  account_id: string | null
  tax_id: string | null
  website: string | null
  country: string | null
  city: string | null
}

/** Of a record, or of as much of it as somebody has written so far. */
type Known = Readonly<Record<string, unknown>>

const text = (value: unknown) => (typeof value === 'string' && value.trim() ? value.trim() : null)

/** Shorter numbers are extensions and short codes, which many share. */
const SHORTEST_PHONE = 6

/** The folded name that `name_key` holds; '' where there is none, since null means not yet computed. */
export function nameKey(record_type: 'contact' | 'account', row: Known): string {
  const words = record_type === 'contact' ? [row.first_name, row.last_name] : [row.name]
  return words.flatMap((word) => (text(word) ? [fold(text(word)!)] : [])).join(' ')
}

/** `www.` and everything after the host say nothing about whose it is. The index of accounts holds the same. */
export const hostOf = (website: unknown): string | null =>
  /^(?:[A-Za-z]+:\/\/)?(?:www\.)?([^/:?#]+)/.exec(text(website) ?? '')?.[1]?.toLowerCase() ?? null

export function keysOf(record_type: Mergeable, row: Known): MatchKeys {
  const country = text(row.country)
  const phones = [row.phone, row.mobile].flatMap((phone) =>
    text(phone) ? [phoneDigits(text(phone)!, country ?? undefined)] : [],
  )
  const account = record_type === 'account'
  // Of people who buy for themselves, many have one name; a company is found by it.
  const named = record_type === 'contact' || (account && row.account_type !== 'individual')
  return {
    email: text(row.email)?.toLowerCase() ?? null,
    phones: [...new Set(phones.filter((digits) => digits.length >= SHORTEST_PHONE))],
    name: (named && nameKey(account ? 'account' : 'contact', row)) || null,
    birth_date: record_type === 'contact' ? text(row.birth_date) : null,
    account_id: record_type === 'contact' ? text(row.account_id) : null,
    tax_id:
      (account &&
        text(row.tax_id)
          ?.replace(/[^0-9A-Za-z]/g, '')
          .toUpperCase()) ||
      null,
    website: account ? hostOf(row.website) : null,
    country,
    city: text(row.city)?.toLowerCase() ?? null,
  }
}

/** What two creations must not both pass: by these they wait for each other. */
export const claims = ({ email, phones, name, tax_id }: MatchKeys): string[] =>
  [email, ...phones, name, tax_id].filter((key) => key !== null)
