import type { Field } from '@rihla/contracts/fields.ts'
import type { DateOrder } from '@rihla/contracts/imports.ts'
import { countryCode } from '#platform/countries.ts'
import { spellEnum } from '#platform/names.ts'
import { fold } from '#platform/search.ts'
import { valueOfWord, yesNo } from './words.ts'

/** What a cell cannot be, with what the message is filled with. */
export class Unreadable {
  readonly code: string
  readonly params: Record<string, string | number> | undefined
  constructor(code: string, params?: Record<string, string | number>) {
    this.code = code
    this.params = params
  }
}

interface Reading {
  date_order: DateOrder
  /** Written by our own export: nothing is to be guessed. */
  exact: boolean
}

/** A cell as the value of a field, in the spelling its schema takes. What it leaves as text the schema judges. */
export function valueOf(name: string, field: Field, cell: string, reading: Reading): unknown {
  if (cell.length > LONGEST && field.kind in SHORT) return SHORT[field.kind] ?? cell
  if (reading.exact && field.kind === 'list') return exactList(cell)
  if (reading.exact && AS_THEY_ARE.has(field.kind)) return cell
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
      return numberOf(cell, field.kind) ?? new Unreadable('bad_number')
    case 'boolean':
      return yesNo(cell) ?? new Unreadable('bad_yes_no')
    case 'date':
      return dayOf(cell, reading.date_order) ?? new Unreadable('bad_date')
    case 'timestamp':
      return instantOf(cell, reading.date_order) ?? new Unreadable('bad_date')
    case 'enum':
      return enumOf(name, field, cell)
    case 'country':
      return countryCode(cell) ?? new Unreadable('unknown_country')
    case 'currency':
      return currencyOf(cell) ?? cell.trim().toUpperCase()
    case 'list':
      return listOf(field, cell)
    case 'json':
      return jsonOf(cell)
    case 'email':
      return cell.replace(/^mailto:/i, '').replace(/^.*<([^<>]+)>$/, '$1')
    case 'phone':
      return phoneOf(cell)
    default:
      return cell
  }
}

/**
 * Signs of a number, a day, a phone: of a cell made to be longer, the expressions that read them would look at every sign
 * together with every other one, and everybody else would wait. It is what it is, which the schema then refuses.
 */
const LONGEST = 500
const SHORT: { readonly [kind in Field['kind']]?: Unreadable | null } = {
  integer: new Unreadable('bad_number'),
  decimal: new Unreadable('bad_number'),
  money: new Unreadable('bad_number'),
  boolean: new Unreadable('bad_yes_no'),
  date: new Unreadable('bad_date'),
  timestamp: new Unreadable('bad_date'),
  country: new Unreadable('unknown_country'),
  currency: null,
  email: null,
  phone: null,
}

const AS_THEY_ARE = new Set(['email', 'phone', 'enum', 'country', 'currency', 'date', 'timestamp'])

/** As `cellOf` of the platform writes it. */
function exactList(cell: string): unknown[] {
  const read = cell.startsWith('[') ? parsed(cell) : undefined
  return Array.isArray(read) ? read : cell.split('; ')
}

function enumOf(name: string, field: Field, cell: string): unknown {
  const spelled = spellEnum(field, cell)
  if (field.values?.includes(spelled)) return spelled
  const meant = valueOfWord(name, cell)
  if (meant && field.values?.includes(meant)) return meant
  // A list that the tenant can extend takes what it does not know; others say what they know.
  return new Unreadable('unknown_value', { values: (field.values ?? []).join(', ') })
}

/** Several in one cell stand between `;`, else between commas; our own export writes JSON where a text has a `;`. */
function listOf(field: Field, cell: string): unknown[] {
  const parts = partsOf(cell)
    .map((part) => part.trim())
    .filter(Boolean)
  const spelled = field.synonyms || field.values ? parts.map((part) => spellEnum(field, part)) : parts
  const seen = new Set<string>()
  return spelled.filter((part) => !seen.has(part.toLowerCase()) && seen.add(part.toLowerCase()))
}

function partsOf(cell: string): string[] {
  if (cell.startsWith('[')) {
    const read = parsed(cell)
    if (Array.isArray(read) && read.every((part) => typeof part === 'string')) return read
  }
  if (cell.includes(';')) return cell.split(';')
  // Google Contacts writes ` ::: `, and marks its own groups with an asterisk.
  if (cell.includes(':::')) return cell.split(':::').filter((part) => !part.trim().startsWith('*'))
  if (cell.startsWith('* ')) return []
  return cell.split(/[,،|\n]/)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const jsonOf = (cell: string): unknown => {
  const read = /^[[{]/.test(cell) ? parsed(cell) : undefined
  return read === undefined ? { line1: cell } : read
}

/** Arabic digits and signs as ours. */
const plainDigits = (text: string) =>
  /[^\0-\x7f]/.test(text) ? fold(text).replace('٫', '.').replaceAll('٬', '') : text

/** `1 234,50 MAD`, `(1.234,5)`, `١٬٢٣٤`: which sign divides and which marks the fraction is told by where they stand. */
export function numberOf(cell: string, kind: 'integer' | 'decimal' | 'money'): number | undefined {
  const bare = plainDigits(cell)
    .replace(/^[^\d.,(+-]+|[^\d.,)%]+$/g, '')
    .replace(/[\s'’_]/g, '')
  const [, open, sign, digits, percent, close] = /^(\()?([+-])?([\d.,]+)(%)?(\))?$/.exec(bare) ?? []
  if (!digits || !/\d/.test(digits) || Boolean(open) !== Boolean(close)) return undefined
  const value = Number(fractionByDot(digits, kind))
  if (!Number.isFinite(value)) return undefined
  const signed = sign === '-' || open ? -value : value
  return percent && kind === 'decimal' ? signed / 100 : signed
}

function fractionByDot(digits: string, kind: 'integer' | 'decimal' | 'money'): string {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  if (last < 0) return digits
  const sign = digits[last]!
  const other = sign === '.' ? ',' : '.'
  const [whole, fraction] = [digits.slice(0, last), digits.slice(last + 1)]
  const groups = digits.split(sign).length > 2
  // One sign with three digits behind it divides thousands, where a fraction of three digits makes no sense.
  const thousands =
    !digits.includes(other) && fraction.length === 3 && kind !== 'decimal' && /^[1-9]\d{0,2}$/.test(whole)
  if (groups || thousands) return digits.includes(other) ? 'x' : digits.replaceAll(sign, '')
  return `${whole.replaceAll(other, '')}.${fraction}`
}

const CURRENCIES: Record<string, string> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  $: 'USD',
  usd: 'USD',
  '£': 'GBP',
  dh: 'MAD',
  dhs: 'MAD',
  dirham: 'MAD',
  dirhams: 'MAD',
  درهم: 'MAD',
  'د.م.': 'MAD',
  'ر.س': 'SAR',
}

/** The currency that an amount says with it. */
export function currencyOf(cell: string): string | undefined {
  if (cell.length > LONGEST) return undefined
  const word = cell
    .replace(/^[\d\s.,'’()+\-٠-٩٫٬]+/u, '')
    .replace(/[\d\s,'’()+\-٠-٩٫٬]+$/u, '')
    .trim()
  if (/^[A-Za-z]{3}$/.test(word) && !Object.hasOwn(CURRENCIES, word.toLowerCase())) return word.toUpperCase()
  return Object.hasOwn(CURRENCIES, word.toLowerCase()) ? CURRENCIES[word.toLowerCase()] : undefined
}

/** A number as typed: Excel makes one of it, and takes its first zero. */
function phoneOf(cell: string): string {
  const text = plainDigits(cell)
    .replace(/^(?:tel|phone|p|m)\s*:\s*/i, '')
    .replace(/^'/, '')
  // Google Contacts writes several ` ::: `, people with a slash.
  const [first] = text.split(/\s*:::\s*|\s*[/;,|]\s*(?=[+\d(])/)
  const number = first!
    .replace(/\s*(?:ext|poste|x)\.?\s*\d+$/i, '')
    .replace(/[\u00a0\u202f]/g, ' ')
    .trim()
  if (/^\d(?:\.\d+)?e\+\d+$/i.test(number)) return String(Math.round(Number(number)))
  return number.startsWith('00') ? `+${number.slice(2)}` : number
}

const MONTHS = monthNames()

function monthNames(): Map<string, number> {
  const months = new Map<string, number>()
  for (const locale of ['en', 'fr', 'ar', 'ar-MA', 'ar-EG', 'ar-LB'])
    for (const style of ['long', 'short'] as const)
      for (let month = 0; month < 12; month += 1) {
        const name = new Intl.DateTimeFormat(`${locale}-u-nu-latn`, { month: style, timeZone: 'UTC' }).format(
          Date.UTC(2026, month, 15),
        )
        months.set(fold(name).replace(/\.$/, ''), month + 1)
      }
  return months
}

/** A day in any of the usual spellings, as `YYYY-MM-DD`; a number as Excel counts days. */
export function dayOf(cell: string, order: DateOrder): string | undefined {
  const text = plainDigits(cell).trim()
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text)
  if (iso) return dayFrom(iso[1]!, iso[2]!, iso[3]!)
  const parts = /^(\d{1,4})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{1,4})(?:[T ,].*)?$/.exec(text)
  if (parts) return dayOfParts(parts[1]!, parts[2]!, parts[3]!, order)
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (compact) return dayFrom(compact[1]!, compact[2]!, compact[3]!)
  const serial = /^(\d{4,6})(?:\.\d+)?$/.exec(text)
  // Four digits are rather a year, which is no day.
  if (serial && !/^(?:19|20|21)\d\d$/.test(serial[1]!)) return serialDay(Number(serial[1]))
  return namedDay(fold(text))
}

function dayOfParts(a: string, b: string, c: string, order: DateOrder): string | undefined {
  if (a.length > 2) return dayFrom(a, b, c)
  const [first, second] = [Number(a), Number(b)]
  if (order === 'ymd' && c.length <= 2 && a.length === 2 && first > 31) return dayFrom(fullYear(a), b, c)
  // What can only be the day is the day, whatever the others of the column are.
  const month_first = second > 12 ? true : first > 12 ? false : order === 'mdy'
  return month_first ? dayFrom(fullYear(c), a, b) : dayFrom(fullYear(c), b, a)
}

/** Two digits of a year: of a birth rather than of a far future. */
function fullYear(year: string): string {
  if (year.length > 2) return year
  const limit = (new Date().getUTCFullYear() % 100) + 15
  return String(Number(year) + (Number(year) > limit ? 1900 : 2000))
}

/** `12 mars 1988`, `March 12, 1988`, `١٢ مارس ١٩٨٨`. */
function namedDay(text: string): string | undefined {
  const words = text.split(/[\s,.\-/]+/).filter((word) => word && word !== 'de' && word !== 'of')
  const month = words.map((word) => MONTHS.get(word)).find(Boolean)
  const numbers = words.map((word) => /^(\d{1,4})(?:st|nd|rd|th|er)?$/.exec(word)?.[1]).filter((n) => n !== undefined)
  if (!month || numbers.length < 2) return undefined
  const year = numbers.find((n) => n.length === 4) ?? numbers[1]!
  const day = numbers.find((n) => n !== year) ?? numbers[0]!
  return dayFrom(fullYear(year), String(month), day)
}

const serialDay = (days: number) =>
  days >= 1 && days < 110_000
    ? new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10)
    : undefined

function dayFrom(year: string, month: string, day: string): string | undefined {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const real =
    at.getUTCFullYear() === Number(year) && at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day)
  return real ? at.toISOString().slice(0, 10) : undefined
}

/** A moment: ISO 8601 as it is; a day with a time or without one in UTC. */
function instantOf(cell: string, order: DateOrder): string | undefined {
  const text = plainDigits(cell).trim()
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) {
    const at = new Date(/(?:z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`)
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
  }
  const day = dayOf(text, order)
  if (!day) return undefined
  const [, hour = '0', minute = '0', second = '0', half] =
    /[T ,](\d{1,2})[:h](\d{2})(?::(\d{2}))?\s*(am|pm)?$/i.exec(text) ?? []
  const shift =
    half?.toLowerCase() === 'pm' && Number(hour) < 12 ? 12 : half?.toLowerCase() === 'am' && hour === '12' ? -12 : 0
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCHours(Number(hour) + shift, Number(minute), Number(second))
  return at.toISOString()
}

/** First and last name: the last word is the last name, and a single word too; before a comma stands the last name. */
export function splitName(full: string): { first_name: string | null; last_name: string } {
  const comma = /^([^,]+),\s*(.+)$/.exec(full)
  if (comma) return { first_name: comma[2]!.trim(), last_name: comma[1]!.trim() }
  const words = full.trim().split(/\s+/)
  const last_name = words.pop()!
  return { first_name: words.join(' ') || null, last_name }
}
