import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import type { Cell, Sheet } from './sheet.ts'

/** RFC 4180 in UTF-8; the mark at its beginning tells Excel so. */
export const csv = ({ columns, batches }: Sheet): Readable =>
  Readable.from(lines(columns, batches), { objectMode: false })

async function* lines(columns: readonly string[], batches: Sheet['batches']) {
  // Names of columns are ours, but for a file that somebody gave us.
  yield `\uFEFF${write([columns.map(harmless)])}`
  for await (const rows of batches) yield write(rows.map((row) => row.map(harmless)))
}

const write = (rows: readonly (readonly Cell[])[]) =>
  // A line break inside a cell is one in any spelling.
  stringify(rows as Cell[][], { record_delimiter: 'windows', quoted_match: /[\r\n]/, cast: { boolean: String } })

/**
 * What a spreadsheet would take for a formula (OWASP, CSV injection), also in full width, and behind signs that it skips or
 * does not show; and what looks like one that got its apostrophe, so that an import takes back exactly what was put there.
 */
export const FORMULA = /^'*(?:[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|[\t\r\n])/u
const NUMBER = /^[+-]?\d+(\.\d+)?$/

/** Text that a spreadsheet would reckon gets an apostrophe, which it does not show; numbers do no harm. */
const harmless = (cell: Cell): Cell =>
  typeof cell === 'string' && FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
