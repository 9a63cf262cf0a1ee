import type { Fields } from '@rihla/contracts/fields.ts'
import { type Reading, readValue, UNREADABLE } from '../fields/readers.ts'

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
