import { pipeline, Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { DELIMITERS } from '@rihla/contracts/importShapes.ts'
import { FORMULA } from '#platform/csv.ts'
import { Problem } from '#platform/errors.ts'

/** A row as it came, and the number a spreadsheet gives it. */
export interface Row {
  number: number
  cells: string[]
}

/** Characters of a row at most: a quote that is never closed would take in the whole file. */
const LONGEST = 1_000_000
/** Cells of a row that are kept: one more than a file may have columns still tells that the row does not fit. */
export const MOST_COLUMNS = 300

/** The delimiter that divides the lines most evenly. Excel may name it in a line of its own. */
export function delimiterOf(head: string): string {
  const [, named] = /^sep=([,;|\t])\r?\n/i.exec(head) ?? []
  if (named) return named
  const lines = linesOf(head)
  const scored = DELIMITERS.map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1)
    const usual = mostFrequent(counts.filter((count) => count > 0))
    const even = counts.filter((count) => count === usual).length / Math.max(1, counts.length)
    return { delimiter, score: usual === 0 ? 0 : even * (1 + Math.min(usual, 20) / 100) }
  })
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter
}

/** The first lines without what stands in quotes: there, delimiters and line breaks are text. */
const linesOf = (head: string) =>
  head
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim())
    .slice(0, 30)

function mostFrequent(counts: readonly number[]): number {
  const times = new Map<number, number>()
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1)
  return [...times].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0]
}

/** Rows of a CSV text; blank ones are left out but counted. */
export async function* csvRows(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<Row> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: LONGEST,
  })
  // What breaks while it is read breaks the parser, and so who reads from it.
  pipeline(Readable.from(text), parser, () => undefined)
  let number = 0
  let next = 1
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      number = next
      next += 1
      if (number === 1 && cells.length <= 2 && /^sep=/i.test(cells[0] ?? '')) continue
      const clean = cells.slice(0, MOST_COLUMNS + 1).map(cleaned)
      if (clean.some((cell) => cell !== '')) yield { number, cells: clean.map(plain) }
    }
  } catch (error) {
    if (error instanceof Problem || !String((error as { code?: string }).code).startsWith('CSV_')) throw error
    throw new Problem(422, 'import.unreadable', { cause: error })
  }
}

/** PostgreSQL holds neither NUL nor half a character; spaces around a cell say nothing. */
export const cleaned = (cell: string) =>
  CLEAN.test(cell) ? cell.trim() : cell.replaceAll('\0', '').toWellFormed().trim()
const CLEAN = /^[^\0\uD800-\uDFFF]*$/

/** Takes back the apostrophe that an export puts before what a spreadsheet would reckon (`csv.ts` of the platform). */
const plain = (cell: string) => (cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell)

const ADDRESS = /[^\s@]@[^\s@]/
/** Whether the first row holds headings: nothing in it is an address, a number or a date. */
export const looksLikeHeadings = (cells: readonly string[]) =>
  cells.some(Boolean) && !cells.some((cell) => ADDRESS.test(cell) || /^[\d\s/.:+()-]{3,}$/.test(cell))

/** A, B … Z, AA: what a column without a heading is called. */
export const lettersOf = (column: number): string =>
  (column < 26 ? '' : lettersOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))
