import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { LRUCache } from 'lru-cache'
import { foldLetters } from '@rihla/contracts/folding.ts'

/**
 * Folds text for searching: letters by `foldLetters`, and white space to one space. The one function that writes the
 * `search` columns, and folds the query too. Folding twice changes nothing more.
 */
export const fold = (text: string): string => foldLetters(text).replace(/\s+/g, ' ').trim()

interface Phone {
  /** E.164 where the number is valid, else its digits alone. */
  canonical: string
  /** Digits as typed, as E.164 and as dialled at home: people search for any of them. */
  notations: readonly string[]
}

const digitsOf = (text: string) => fold(text).replace(/\D/g, '')
// Reading a number costs as much as a statement, and one write needs it several times.
const phones = new LRUCache<string, Phone>({ max: 2000 })

function readPhone(phone: string, country: string): Phone {
  const key = `${country} ${phone}`
  let read = phones.get(key)
  if (!read) {
    const parsed = parsePhoneNumberFromString(phone, country as CountryCode)
    const valid = parsed?.isValid()
    const canonical = valid ? parsed!.number : digitsOf(phone)
    const national = valid ? parsed!.formatNational() : ''
    read = { canonical, notations: [phone, canonical, national].map(digitsOf).filter(Boolean) }
    phones.set(key, read)
  }
  return read
}

/** E.164 where the number is valid (in `country` when it has no prefix), else its digits alone. */
export const phoneDigits = (phone: string, country = 'MA'): string => readPhone(phone, country).canonical

/** What a record is found by: folded words, and its phones in both notations. */
export function searchText(
  words: readonly (string | null | undefined)[],
  phones: readonly (string | null | undefined)[] = [],
  country?: string | null,
) {
  const digits = phones.flatMap((phone) => (phone ? readPhone(phone, country ?? 'MA').notations : []))
  const text = words.flatMap((word) => (word ? [fold(word)] : []))
  return [...new Set([...text, ...digits])].join(' ')
}

/**
 * How a query may be read: its words, of which every one must occur; and where it looks like a phone number, its digits
 * as typed and as E.164 too.
 */
export function searchTerms(query: string): string[][] {
  const folded = fold(query)
  const words = [...new Set(folded.split(' ').filter(Boolean))].slice(0, 10)
  const digits = digitsOf(folded).replace(/^00/, '')
  if (digits.length < 4 || !/^[+\d(][\d\s\-.()+/]+$/.test(folded)) return [words]
  const readings = [[digits], [digitsOf(phoneDigits(folded))]]
  // Words without a longer one are not in the index: of those, the number alone is meant.
  if (words.some((word) => word.length >= 3)) readings.unshift(words)
  return [...new Map(readings.map((terms) => [terms.join(' '), terms])).values()]
}

/** Signs of LIKE as themselves. */
export const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** A LIKE pattern for the literal term: anywhere, or after something else. */
export const likePattern = (term: string, before = '%') => `${before}${escapeLike(term)}%`

/** The E.164 columns that follow from the phones as typed. */
export function phoneColumns(row: Record<string, unknown>) {
  const country = (row.country as string | null) ?? undefined
  const of = (phone: unknown) => (typeof phone === 'string' ? phoneDigits(phone, country) || null : null)
  return { phone_e164: of(row.phone), mobile_e164: of(row.mobile) }
}
