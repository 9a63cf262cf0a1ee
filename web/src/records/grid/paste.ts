import type { Field, Fields } from '@rihla/contracts/fields.ts'
import { fold } from '#lib/fold.ts'
import { readDay, readTime, thisDay } from '#lib/days.ts'
import { choicesOf } from '../fields/choices.ts'
import { readNumber } from '../fields/read-number.ts'
import { isShare } from '../fields/labels.ts'

/** Cells of one paste. */
export const MOST_CELLS = 200

/** Reads what a spreadsheet copies: tabs between cells, lines between rows, quotes around what holds either. */
export function readCells(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const endCell = () => {
    rows.at(-1)!.push(cell)
    cell = ''
  }
  const bare = text.replace(/\r\n?/g, '\n')
  for (let at = 0; at < bare.length; at += 1) {
    const sign = bare[at]!
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (bare[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === '\t') endCell()
    else if (sign === '\n') {
      endCell()
      rows.push([])
    } else cell += sign
  }
  endCell()
  // A spreadsheet ends its last line too.
  if (rows.length > 1 && rows.at(-1)!.every((one) => one === '')) rows.pop()
  return rows
}

/** What people are called, to find them by their names. */
export interface Reading {
  members: readonly { id: string; name: string; email?: string | null }[]
  timeZone: string
  words: { today: string; tomorrow: string; yes: string; no: string }
}

/** No value that the field could take. */
export const UNREADABLE = Symbol('unreadable')

/** A text as the value of a field, read as its own editor reads it; empty clears. */
export function readValue(name: string, field: Field, text: string, reading: Reading): unknown {
  const typed = text.trim()
  if (typed === '') return field.kind === 'list' ? [] : null
  switch (field.kind) {
    case 'integer':
    case 'decimal':
    case 'money':
      return readFigure(name, field, typed)
    case 'boolean':
      return readBoolean(typed, reading.words)
    case 'enum':
    case 'country':
    case 'currency':
      return readChoice(name, field, typed)
    case 'member':
      return readMember(typed, reading.members)
    case 'date':
      return readDay(typed, thisDay(reading.timeZone), reading.words)?.toString() ?? UNREADABLE
    case 'timestamp':
      return readMoment(typed, reading)
    case 'list':
      return [...new Map(typed.split(/[,،;\n]/).map((one) => [one.trim().toLowerCase(), one.trim()])).values()].filter(
        Boolean,
      )
    case 'long_text':
      return typed
    case 'text':
    case 'email':
    case 'phone':
    case 'url':
      return typed.replace(/\s+/g, ' ')
    default:
      return UNREADABLE
  }
}

function readFigure(name: string, field: Field, typed: string): unknown {
  const percent = /%\s*$/.test(typed)
  // Amounts are copied with the sign of their currency.
  const bare = typed.replace(field.kind === 'money' ? /[\p{Sc}%]|\b[A-Z]{3}\b/gu : /%/g, '')
  const number = readNumber(bare)
  if (number === null || Number.isNaN(number)) return UNREADABLE
  return isShare(name) && (percent || number > 1) ? Number((number / 100).toPrecision(12)) : number
}

function readBoolean(typed: string, { yes, no }: Reading['words']): unknown {
  const said = fold(typed)
  if (['true', '1', 'x', fold(yes)].includes(said)) return true
  return ['false', '0', fold(no)].includes(said) ? false : UNREADABLE
}

function readChoice(name: string, field: Field, typed: string): unknown {
  const said = fold(typed)
  const plain = typed.toLowerCase().replace(/[- ]/g, '_')
  const found = choicesOf(name, field).find(
    ({ value, text }) =>
      value.toLowerCase() === plain || fold(text) === said || fold(text.split(' · ').at(-1)!) === said,
  )
  return found?.value ?? field.synonyms?.[plain] ?? UNREADABLE
}

function readMember(typed: string, members: Reading['members']): unknown {
  const said = fold(typed)
  const found = members.filter(
    (one) => one.id === typed || fold(one.name) === said || (one.email && fold(one.email) === said),
  )
  // Two of one name: nobody can tell whom it means.
  return found.length === 1 ? found[0]!.id : UNREADABLE
}

function readMoment(typed: string, reading: Reading): unknown {
  const iso = /^\d{4}-\d{2}-\d{2}T/.test(typed) ? new Date(typed) : null
  if (iso) return Number.isNaN(iso.getTime()) ? UNREADABLE : iso.toISOString()
  const [, date = '', time] = /^(.*?)(?:[\sT,]+(\d{1,2}(?:[:h]\d{0,2})?))?$/.exec(typed) ?? []
  const day = readDay(date, thisDay(reading.timeZone), reading.words)
  const at = readTime(time ?? '9')
  if (!day || !at) return UNREADABLE
  return new Date(day.year, day.month - 1, day.day, at.hour, at.minute).toISOString()
}

export interface PasteRow {
  /** Absent: there is no row so far down. */
  record: { id: string; version: number } | null
  locked: boolean
}

/** Why a row took nothing. */
export type Refusal = 'locked' | 'read_only' | 'unreadable' | 'invalid' | 'no_row'

export interface Pasted {
  items: { id: string; version: number; changes: Record<string, unknown> }[]
  refused: { row: number; field: string | null; why: Refusal; text: string }[]
}

/**
 * What pasted cells change: the first cell falls on the first field of the first row. A row with one wrong cell takes
 * none, so that nobody has to find out which half of it was taken.
 */
export function plan(
  cells: readonly (readonly string[])[],
  columns: readonly string[],
  rowAt: (row: number) => PasteRow,
  fields: Fields,
  reading: Reading,
): Pasted {
  const items: Pasted['items'] = []
  const refused: Pasted['refused'] = []
  cells.forEach((texts, row) => {
    const { record, locked } = rowAt(row)
    const refuse = (why: Refusal, field: string | null = null, text = '') =>
      void refused.push({ row, field, why, text })
    if (!record) return refuse('no_row')
    if (locked) return refuse('locked')
    const changes: Record<string, unknown> = {}
    for (const [index, text] of texts.entries()) {
      const name = columns[index]
      if (name === undefined) break
      const field = fields[name]!
      if (field.read_only || field.kind === 'json' || field.kind === 'reference') return refuse('read_only', name, text)
      const value = readValue(name, field, text, reading)
      if (value === UNREADABLE) return refuse('unreadable', name, text)
      if (value === null ? field.required : !field.schema.safeParse(value).success) return refuse('invalid', name, text)
      changes[name] = value
    }
    if (Object.keys(changes).length) items.push({ id: record.id, version: record.version, changes })
  })
  return { items, refused }
}
