import type { DateOrder, ImportColumn } from '@rihla/contracts/importShapes.ts'
import { fold } from '#platform/search.ts'
import { cut } from '#platform/text.ts'
import type { Row } from './table.ts'
import { lettersOf } from './table.ts'

/** What was seen of a column. */
export interface Seen {
  samples: string[]
  filled: number
  emails: number
  phones: number
  dates: number
  /** Dates whose first or second part can only be the day; and those that could be read both ways. */
  day_first: number
  day_second: number
  year_first: number
  ambiguous: number
}

const SAMPLES = 5
const blank = (): Seen => ({
  samples: [],
  filled: 0,
  emails: 0,
  phones: 0,
  dates: 0,
  day_first: 0,
  day_second: 0,
  year_first: 0,
  ambiguous: 0,
})

/** Looks at every row of a file while it is read. */
export class Observer {
  rows = 0
  readonly seen: Seen[] = []

  take({ cells }: Row) {
    this.rows += 1
    for (const [i, cell] of cells.entries()) {
      const column = (this.seen[i] ??= blank())
      if (cell === '') continue
      column.filled += 1
      if (column.samples.length < SAMPLES && !column.samples.includes(cut(cell, 200)))
        column.samples.push(cut(cell, 200))
      if (cell.length <= LONGEST_EMAIL && EMAIL.test(cell)) column.emails += 1
      else look(column, cell)
    }
  }

  /** As many as there are headings; further cells belong to no column. */
  of(count: number): Seen[] {
    return Array.from({ length: count }, (_, i) => this.seen[i] ?? blank())
  }
}

/** The expression below tries every dot of a longer text with every other: minutes, for a cell made to be like that. */
const LONGEST_EMAIL = 320
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/
const DIGIT = /[\d٠-٩۰-۹]/
const PARTS = /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:[T ].*)?$/

function look(column: Seen, cell: string) {
  if (cell.length > 40 || !DIGIT.test(cell)) return
  const text = /[^\0-\x7f]/.test(cell) ? fold(cell) : cell
  const parts = PARTS.exec(text)
  if (parts) {
    column.dates += 1
    const [first, second] = [Number(parts[1]), Number(parts[2])]
    if (parts[1]!.length === 4) column.year_first += 1
    else if (first > 12) column.day_first += 1
    else if (second > 12) column.day_second += 1
    else if (first !== second) column.ambiguous += 1
  } else if (/^[+(]?[\d\s\-.()/]{6,}$/.test(text)) column.phones += 1
}

/** How its dates are written, where they tell. */
export function dateOrderOf({ day_first, day_second, year_first, dates }: Seen): DateOrder | null {
  if (dates === 0) return null
  if (year_first > dates / 2) return 'ymd'
  if (day_first > day_second) return 'dmy'
  return day_second > 0 ? 'mdy' : null
}

type Note = ImportColumn['notes'][number]

/** What somebody should look at before a column is taken for what it is. */
export function notesOf(seen: Seen, field: string | null, isDate: boolean, repeated: boolean): Note[] {
  const notes: Note[] = []
  const order = dateOrderOf(seen)
  if (isDate && order === null && seen.ambiguous > 0) notes.push({ code: 'ambiguous_dates', count: seen.ambiguous })
  if (isDate && seen.day_first > 0 && seen.day_second > 0)
    notes.push({ code: 'mixed_dates', count: Math.min(seen.day_first, seen.day_second) })
  if (field === 'email' && seen.filled - seen.emails > 0)
    notes.push({ code: 'few_valid', count: seen.filled - seen.emails })
  if (repeated) notes.push({ code: 'repeated_heading', count: 1 })
  return notes
}

/** Headings, or letters where there are none; and which of them stand twice. */
export function namesOf(headings: readonly string[] | undefined, width: number): string[] {
  return Array.from({ length: width }, (_, i) => cut(headings?.[i]?.replace(/\s+/g, ' ') ?? '', 200) || lettersOf(i))
}
