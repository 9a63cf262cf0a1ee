import type { Field, Fields } from '@rihla/contracts/fields.ts'
import type { DateOrder, ImportColumn, ImportRules } from '@rihla/contracts/importShapes.ts'
import type { Imported } from '@rihla/contracts/importTargets.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { fold, phoneDigits } from '#platform/search.ts'
import { cut } from '#platform/text.ts'
import type { Fault } from './faults.ts'
import { currencyOf } from './numbers.ts'
import { LONGEST, splitName, Unreadable, valueOf, withoutTitle } from './values.ts'

/** How the cells of a row become the input of a record. */
export interface Reader {
  type: Imported
  /** With the tenant's own fields. */
  resource: Resource<any>
  columns: readonly ImportColumn[]
  rules: ImportRules
  /** Members by e-mail, name and id, folded. */
  members: ReadonlyMap<string, string>
  /** Our own export. */
  exact: boolean
  /** Cells that a row of a CSV file has; null where short rows are usual. */
  width: number | null
}

export interface ReadRow {
  number: number
  cells: readonly string[]
  /** As a body of the API says it. */
  input: Record<string, unknown>
  /** The company of a contact, and the id that it has where the file comes from. */
  account_name: string | null
  account_id: string | null
  /** The name of a person in one cell: what of it is which name is a guess. */
  full_name: string | null
  /** The record above, where that is another row of the file. */
  later: string | null
  /** References that are the caller's to link to. */
  judged: Set<string>
  faults: Fault[]
}

type Put = (name: string, value: unknown) => void

/** What a row says, by the fields of its columns; what cannot be read is a fault and is left out. */
export function readRow(reader: Reader, { number, cells }: { number: number; cells: readonly string[] }): ReadRow {
  const row: ReadRow = {
    number,
    cells,
    input: {},
    account_name: null,
    account_id: null,
    full_name: null,
    later: null,
    judged: new Set(),
    faults: [],
  }
  const { columns, rules, width } = reader
  if (width !== null && cells.length !== width) {
    const params = { cells: cells.length, columns: width }
    row.faults.push({ field: null, code: 'ragged', message: 'ragged', params, value: null })
    return row
  }
  const fields = reader.resource.fields as Fields
  for (const column of columns) {
    const { index, field: target } = column
    if (target === null) continue
    const cell = cells[index] ?? ''
    if (cell === '') {
      if (rules.empty_clears && Object.hasOwn(fields, target) && !fields[target]!.required && !(target in row.input))
        row.input[target] = null
      continue
    }
    take(reader, row, column, target, cell)
  }
  if (reader.exact) return row
  completeName(reader, row)
  completePhones(reader, row.input)
  completeAddress(row)
  return row
}

function take(reader: Reader, row: ReadRow, column: ImportColumn, target: string, cell: string) {
  const fields = reader.resource.fields as Fields
  const date_order: DateOrder = column.date_order ?? reader.rules.date_order
  const put: Put = (name, value) => {
    if (value instanceof Unreadable) return void row.faults.push(faultOf(name, value, cell))
    const had = row.input[name]
    if (Array.isArray(had) && Array.isArray(value)) row.input[name] = [...had, ...(value as unknown[])]
    else if (had === undefined || had === null) row.input[name] = value
    else if (fields[name]?.kind === 'long_text') row.input[name] = `${had as string}\n${value as string}`
  }
  if (target === 'account_name') return void (row.account_name ??= cell)
  if (target === 'full_name') {
    row.full_name ??= cell
    return splitInto(put, cell)
  }
  if (target === 'notes' && reader.type === 'lead') return put('notes', cut(cell, 20_000))
  if (target === 'industry') return put(target, reader.exact ? cell : inWords(cell))
  if (target === 'id' || target === 'primary_contact_id') return put(target, cell.toLowerCase())
  const [whole, part] = target.split('.')
  if (part && whole !== 'custom') return putPart(row, whole!, part, cell)
  const field = fields[target]
  if (!field) return
  const reading = { date_order, exact: reader.exact }
  const value = field.kind === 'member' ? memberOf(reader, cell) : valueOf(target, field, cell, reading)
  // A cell that says that there is nothing says nothing.
  if (value === undefined) return
  if (part) return putCustom(put, row, target, part, value)
  put(target, value)
  if (field.kind === 'money' && 'currency' in fields && !('currency' in row.input)) {
    const currency = currencyOf(cell)
    if (currency) put('currency', currency)
  }
}

/** HubSpot writes its own names of industries: `LEISURE_TRAVEL_TOURISM`. */
const inWords = (cell: string) =>
  /^[A-Z]+(?:_[A-Z]+)+$/.test(cell) ? cell[0]! + cell.slice(1).toLowerCase().replaceAll('_', ' ') : cell

function putCustom(put: Put, row: ReadRow, target: string, key: string, value: unknown) {
  if (value instanceof Unreadable) return put(target, value)
  row.input.custom = { ...(row.input.custom as object | undefined), [key]: value }
}

function putPart(row: ReadRow, name: string, part: string, cell: string) {
  row.input[name] = { ...(row.input[name] as object | null | undefined), [part]: cell }
}

function splitInto(put: Put, cell: string) {
  const { first_name, last_name } = splitName(cell)
  put('last_name', last_name)
  if (first_name) put('first_name', first_name)
}

/** By id, name or e-mail; other programs write both, `Name (e-mail)`. */
function memberOf({ members }: Reader, cell: string): unknown {
  if (cell.length > LONGEST) return new Unreadable('unknown_member')
  const [, name = cell, email = cell] = /^(.{1,200}?)\s*[(<]([^()<>]{1,200})[)>]$/.exec(cell) ?? []
  return (
    members.get(fold(cell)) ?? members.get(fold(email)) ?? members.get(fold(name)) ?? new Unreadable('unknown_member')
  )
}

const faultOf = (field: string, { code, params }: Unreadable, cell: string): Fault => ({
  field,
  code,
  message: code,
  params,
  value: cut(cell, 500),
})

/** A person needs both names: of a single column that says only one of them both are made. */
function completeName({ type }: Reader, row: ReadRow) {
  const { input } = row
  if (type === 'account' && input.account_type === 'individual' && typeof input.name === 'string')
    input.name = withoutTitle(input.name)
  if (type !== 'contact') return
  if (!input.first_name && typeof input.last_name === 'string' && /\s/.test(input.last_name))
    splitWhole(row, input.last_name)
  else if (!input.last_name && typeof input.first_name === 'string' && /\s/.test(input.first_name))
    splitWhole(row, input.first_name)
}

/** A new contact of whom one name is known, or only the company or the address, is called by that. */
export function namedBySomething({ type, exact }: Reader, { input, account_name }: ReadRow): Record<string, unknown> {
  if (type !== 'contact' || exact) return {}
  const { first_name, last_name, email } = input
  if (first_name && last_name) return {}
  if (last_name) return { first_name: NO_NAME }
  if (first_name) return { last_name: NO_NAME }
  const called = account_name ?? email
  return called ? { first_name: NO_NAME, last_name: cut(called as string, 100) } : {}
}
/** As the contact of a person's account has it. */
const NO_NAME = '–'

/** An address is written on one line with its town, which other files have in a column of its own. */
function completeAddress({ input }: ReadRow) {
  for (const name of ['address', 'billing_address']) {
    const address = input[name] as Record<string, unknown> | undefined
    if (address && typeof input.city === 'string' && !address.city && (address.line1 || address.postal_code))
      input[name] = { ...address, city: input.city }
  }
}

/**
 * A number without a prefix is read by the record's country, and without one as Moroccan: another one is written out. A
 * spreadsheet takes the sign before a prefix: what is no number of the country may be one of the world.
 */
function completePhones({ rules }: Reader, input: Record<string, unknown>) {
  const country = typeof input.country === 'string' ? input.country : rules.country
  for (const name of ['phone', 'mobile']) {
    const phone = input[name]
    if (typeof phone !== 'string' || phone.startsWith('+')) continue
    const written = phoneDigits(phone, country)
    if (!written.startsWith('+')) {
      const abroad = /^[1-9]\d{9,14}$/.test(phone) ? phoneDigits(`+${phone}`, country) : ''
      if (abroad.startsWith('+')) input[name] = abroad
    } else if (country !== HOME && !input.country) input[name] = written
  }
}
const HOME = 'MA'

function splitWhole(row: ReadRow, whole: string) {
  const { first_name, last_name } = splitName(whole)
  row.full_name ??= whole
  Object.assign(row.input, { last_name, ...(first_name && { first_name }) })
}

export const isDate = (field: Field | undefined) => field?.kind === 'date' || field?.kind === 'timestamp'
