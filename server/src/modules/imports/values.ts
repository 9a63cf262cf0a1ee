import type { Field } from '@rihla/contracts/fields.ts'
import type { DateOrder } from '@rihla/contracts/importShapes.ts'
import { countryCode } from '#platform/countries.ts'
import { spellEnum } from '#platform/names.ts'
import { fold } from '#platform/search.ts'
import { dayOf, instantOf, isNoDay } from './days.ts'
import { currencyOf, numberOf, plainDigits } from './numbers.ts'
import { isId } from './references.ts'
import { valueOfWord, wordNumber, yesNo } from './words.ts'

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
  if (reading.exact && EXACT[field.kind]?.test(cell)) return NUMBERS.has(field.kind) ? Number(cell) : cell
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
      return numberOf(cell, field.kind) ?? wordNumber(name, cell) ?? new Unreadable('bad_number')
    case 'boolean':
      return yesNo(cell) ?? new Unreadable('bad_yes_no')
    case 'date':
      if (isNoDay(cell)) return undefined
      if (/^--\d\d-\d\d$/.test(cell)) return new Unreadable('no_year')
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
      return jsonOf(name, cell)
    case 'email':
      return emailOf(cell)
    case 'phone':
      return phoneOf(cell)
    case 'reference':
      // As what is looked for is told: ids in capitals are ids too.
      return isId(cell) ? cell.toLowerCase() : cell
    default:
      return cell
  }
}

/**
 * Signs of a number, a day, a phone, a member: of a cell made to be longer, the expressions that read them would look at
 * every sign together with every other one, and everybody else would wait. It is what it is, which the schema then refuses.
 */
export const LONGEST = 500
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

/** As our own export writes them; a spreadsheet that saved the file may write a day or an amount in its own way. */
const EXACT: { readonly [kind in Field['kind']]?: RegExp } = {
  integer: /^-?\d+$/,
  decimal: /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i,
  money: /^-?\d+(?:\.\d+)?$/,
  date: /^\d{4}-\d\d-\d\d$/,
  timestamp: /^\d{4}-\d\d-\d\dT/,
  email: /^/,
  phone: /^(?!\d(?:\.\d+)?e\+\d+$)/i,
  enum: /^[^A-Z\s]+$/,
  country: /^[A-Z]{2}$/,
  currency: /^[A-Z]{3}$/,
}
const NUMBERS = new Set(['integer', 'decimal', 'money'])

/** As `cellOf` of the platform writes it. */
function exactList(cell: string): unknown[] {
  const read = cell.startsWith('[') ? parsed(cell) : undefined
  return Array.isArray(read) ? read : cell.split('; ')
}

function enumOf(name: string, field: Field, cell: string): unknown {
  // With its accents, and as people write it who leave them out or put them in: `chèque`.
  for (const spelled of [spellEnum(field, cell), spellEnum(field, fold(cell))])
    if (field.values?.includes(spelled)) return spelled
  const meant = valueOfWord(name, cell)
  if (meant && field.values?.includes(meant)) return meant
  // A list that the tenant can extend takes what it does not know; others say what they know.
  return new Unreadable('unknown_value', { values: (field.values ?? []).join(', ') })
}

/** Of several addresses in one cell the first one: Google Contacts writes ` ::: ` between them, people a semicolon. */
function emailOf(cell: string): string {
  const bare = cell.replace(/^mailto:/i, '').replace(/^.*<([^<>]+)>$/, '$1')
  return /[\s;,]/.test(bare) ? (bare.split(/[\s;,]+/).find((part) => part.includes('@')) ?? bare) : bare
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

/** Structured values stand in one cell as JSON; an address may be a line of text. */
const jsonOf = (name: string, cell: string): unknown => {
  const read = /^[[{]/.test(cell) ? parsed(cell) : undefined
  if (read !== undefined) return read
  return name.endsWith('address') ? { line1: cell } : new Unreadable('bad_json')
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

/** How people are addressed, which is no name of theirs. */
const TITLE =
  /^(?:m\.|mr\.?|mrs\.?|ms\.?|miss|mme\.?|mlle\.?|monsieur|madame|mademoiselle|dr\.?|السيد|السيدة|الآنسة)\s+(?=\S)/i
export const withoutTitle = (name: string) => name.replace(TITLE, '')

/** First and last name: the last word is the last name, and a single word too; before a comma stands the last name. */
export function splitName(full: string): { first_name: string | null; last_name: string } {
  const name = withoutTitle(full.trim())
  const comma = /^([^,]+),\s*(.+)$/.exec(name)
  if (comma) return { first_name: comma[2]!.trim(), last_name: comma[1]!.trim() }
  const words = name.split(/\s+/)
  const last_name = words.pop()!
  return { first_name: words.join(' ') || null, last_name }
}
