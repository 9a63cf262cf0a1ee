import type { Field, Fields } from '@rihla/contracts/fields.ts'
import type { DateOrder, ImportColumn, Imported, ImportRules } from '@rihla/contracts/imports.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { fold, phoneDigits } from '#platform/search.ts'
import { cut } from '#platform/text.ts'
import type { Fault } from './faults.ts'
import { currencyOf, splitName, Unreadable, valueOf } from './values.ts'

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
  /** The company of a contact. */
  account_name: string | null
  faults: Fault[]
}

type Put = (name: string, value: unknown) => void

/** What a row says, by the fields of its columns; what cannot be read is a fault and is left out. */
export function readRow(reader: Reader, { number, cells }: { number: number; cells: readonly string[] }): ReadRow {
  const row: ReadRow = { number, cells, input: {}, account_name: null, faults: [] }
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
  completeName(reader, row)
  if (!reader.exact) completePhones(reader, row.input)
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
  if (target === 'full_name') return splitInto(put, cell)
  if (target === 'notes' && reader.type === 'lead') return put('notes', cut(cell, 20_000))
  if (target === 'industry' || target === 'id') return put(target, target === 'id' ? cell.toLowerCase() : cell)
  const [whole, part] = target.split('.')
  if (part && whole !== 'custom') return putPart(row, whole!, part, cell)
  const field = fields[target]
  if (!field) return
  const value =
    field.kind === 'member' ? memberOf(reader, cell) : valueOf(target, field, cell, { date_order, exact: reader.exact })
  if (part) return putCustom(put, row, target, part, value)
  put(target, value)
  if (field.kind === 'money' && 'currency' in fields && !('currency' in row.input)) {
    const currency = currencyOf(cell)
    if (currency) put('currency', currency)
  }
}

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

const memberOf = ({ members }: Reader, cell: string): unknown =>
  members.get(fold(cell)) ?? new Unreadable('unknown_member')

const faultOf = (field: string, { code, params }: Unreadable, cell: string): Fault => ({
  field,
  code,
  message: code,
  params,
  value: cut(cell, 500),
})

/**
 * A person needs both names: of a single column that says only one of them both are made. A contact of whom only the
 * company is known is called by it.
 */
function completeName({ type }: Reader, row: ReadRow) {
  const { input } = row
  if (type !== 'contact') return
  if (!input.first_name && typeof input.last_name === 'string' && /\s/.test(input.last_name))
    splitWhole(input, input.last_name)
  else if (!input.last_name && typeof input.first_name === 'string' && /\s/.test(input.first_name))
    splitWhole(input, input.first_name)
}

/** A number without a prefix is read by the record's country, and without one as Moroccan: another one is written out. */
function completePhones({ rules }: Reader, input: Record<string, unknown>) {
  if (rules.country === HOME || input.country) return
  for (const name of ['phone', 'mobile']) {
    const phone = input[name]
    if (typeof phone !== 'string' || phone.startsWith('+')) continue
    const written = phoneDigits(phone, rules.country)
    if (written.startsWith('+')) input[name] = written
  }
}
const HOME = 'MA'

function splitWhole(input: Record<string, unknown>, whole: string) {
  const { first_name, last_name } = splitName(whole)
  Object.assign(input, { last_name, ...(first_name && { first_name }) })
}

export const isDate = (field: Field | undefined) => field?.kind === 'date' || field?.kind === 'timestamp'
