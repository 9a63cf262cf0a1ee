import type { Encoding, ImportColumn, ImportRules } from '@rihla/contracts/importShapes.ts'
import type { Imported } from '@rihla/contracts/importTargets.ts'
import { MOST_ROWS } from '@rihla/contracts/importShapes.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import type { Fields } from '@rihla/contracts/fields.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { shapeOf } from '#platform/custom.ts'
import { isHidden } from '#platform/customSight.ts'
import { Problem } from '#platform/errors.ts'
import { dateOrderOf, namesOf, notesOf, Observer, type Seen } from './columns.ts'
import { decoded, EncodingSniffer, headText } from './encoding.ts'
import { guessColumns, heading, knowsHeadings, SEVERAL, signatureOf, type Source, sourceOf } from './guess.ts'
import { rememberedColumns, type StoredImport } from './queries/imports.ts'
import { dropRows, insertRows, piecesOf } from './queries/staging.ts'
import { isDate } from './rows.ts'
import { csvRows, delimiterOf, looksLikeHeadings, MOST_COLUMNS, type Row } from './table.ts'
import { isZip, readWorkbook } from './workbook.ts'
import { serviceOf } from './kinds.ts'

/** Rows staged at once, and characters of them: a row may be long. */
const SOME = { rows: 2000, text: 4_000_000 }
/** A guess that is less sure is only offered. */
const SURE = 0.5

/** How somebody says a file is to be read; what is absent is found out. */
export interface Manner {
  encoding?: Encoding | undefined
  delimiter?: string | undefined
  header?: boolean | undefined
  sheet?: string | undefined
}

/** A column, and what was seen of it. */
export type SeenColumn = ImportColumn & { seen: Seen }

type Read = Pick<
  StoredImport,
  'format' | 'encoding' | 'delimiter' | 'header' | 'sheet' | 'sheets' | 'source' | 'row_count' | 'columns'
>

/** Reads a kept file into staged rows, and finds out what its columns are. */
export async function readFile(ctx: Ctx, import_id: string, type: Imported, manner: Manner): Promise<Read> {
  await transaction(ctx, (ctx) => dropRows(ctx, import_id))
  const head = await headOf(ctx, import_id)
  const table = isZip(head) ? await workbookOf(ctx, import_id, manner) : await textOf(ctx, import_id, manner)
  const { rows: all, ...read } = table
  const rows = manner.header === false ? all : withoutTitle(all)
  const first = await rows.next()
  if (first.done) throw new Problem(422, 'import.empty')
  const header = manner.header ?? (looksLikeHeadings(first.value.cells) || knowsHeadings(type, first.value.cells))
  const width = first.value.cells.length
  if (width > MOST_COLUMNS) throw new Problem(422, 'import.too_many_columns', { params: { most: MOST_COLUMNS } })
  const observer = new Observer()
  const staging = new Staging(ctx, import_id, observer)
  if (!header) await staging.take(first.value)
  for await (const row of rows) await staging.take(row)
  await staging.end()
  if (observer.rows === 0) throw new Problem(422, 'import.empty')
  const names = namesOf(header ? first.value.cells : undefined, width)
  const { columns, source } = await columnsOf(ctx, type, names, observer.of(width), header)
  return { ...read, header, source, row_count: observer.rows, columns }
}

/** Rows that are looked at for a title. */
const LOOKED_AT = 6
const filled = ({ cells }: Row) => cells.filter(Boolean).length

/** Leaves out what people write above a table: lines of a single cell, before rows that have several. */
async function* withoutTitle(rows: AsyncGenerator<Row>): AsyncGenerator<Row> {
  const first: Row[] = []
  while (first.length < LOOKED_AT) {
    const { value, done } = await rows.next()
    if (done) break
    first.push(value)
  }
  const widest = Math.max(...first.map(filled))
  while (widest > 2 && first.length > 1 && filled(first[0]!) < 2) first.shift()
  yield* first
  yield* rows
}

class Staging {
  #ctx: Ctx
  #import_id: string
  #observer: Observer
  #rows: Row[] = []
  #text = 0

  constructor(ctx: Ctx, import_id: string, observer: Observer) {
    this.#ctx = ctx
    this.#import_id = import_id
    this.#observer = observer
  }

  async take(row: Row) {
    this.#observer.take(row)
    if (this.#observer.rows > MOST_ROWS) throw new Problem(422, 'import.too_many_rows', { params: { most: MOST_ROWS } })
    this.#rows.push(row)
    for (const cell of row.cells) this.#text += cell.length
    if (this.#rows.length >= SOME.rows || this.#text >= SOME.text) await this.end()
  }

  async end() {
    const rows = this.#rows
    this.#rows = []
    this.#text = 0
    if (rows.length) await transaction(this.#ctx, (ctx) => insertRows(ctx, this.#import_id, rows))
  }
}

async function headOf(ctx: Ctx, import_id: string): Promise<Buffer> {
  for await (const piece of piecesOf(ctx, import_id)) return piece
  throw new Problem(422, 'import.empty')
}

async function textOf(ctx: Ctx, import_id: string, manner: Manner) {
  const sniffer = new EncodingSniffer()
  for await (const piece of piecesOf(ctx, import_id)) sniffer.take(piece)
  const encoding = manner.encoding ?? sniffer.encoding
  const head = headText(sniffer.head, encoding)
  // Nothing that people call text has these.
  if (/\p{Cc}/u.test(head.slice(0, 4096).replace(/[\s\u0085]/g, ''))) throw new Problem(422, 'import.unreadable')
  const delimiter = manner.delimiter ?? delimiterOf(head)
  const rows = csvRows(decoded(piecesOf(ctx, import_id), encoding), delimiter)
  return { format: 'csv' as const, encoding, delimiter, sheet: null, sheets: [], rows }
}

async function workbookOf(ctx: Ctx, import_id: string, manner: Manner) {
  const pieces: Buffer[] = []
  for await (const piece of piecesOf(ctx, import_id)) pieces.push(piece)
  const { sheets, sheet, rows } = await readWorkbook(Buffer.concat(pieces), manner.sheet ?? null)
  return { format: 'xlsx' as const, encoding: null, delimiter: null, sheet, sheets, rows }
}

/** What the columns become: as the last time for the same headings, else as guessed. */
async function columnsOf(ctx: Ctx, type: Imported, names: readonly string[], seen: readonly Seen[], header: boolean) {
  const resource = shapeOf(ctx, serviceOf(type).queries.resource)
  const source = header ? sourceOf(names, resource) : null
  const guesses = guessColumns(type, resource, names, seen, source)
  const remembered = header ? await rememberedColumns(ctx, type, signatureOf(names)) : undefined
  const columns = names.map((name, index): SeenColumn => {
    const guess = guesses[index]!
    const last = remembered?.[heading(name)]
    // Whoever said so then may have seen more.
    const known = last !== undefined && (last === null || !isHidden(ctx, type, last))
    const field = known ? last : guess.confidence >= SURE ? guess.field : null
    const told = { guess: guess.field, confidence: known ? 1 : guess.confidence, remembered: known }
    const { samples, filled } = seen[index]!
    return {
      index,
      name,
      samples,
      fill: filled,
      field,
      ...told,
      date_order: dateOrderOf(seen[index]!),
      notes: [],
      seen: seen[index]!,
    }
  })
  return { columns: noted(resource, columns), source }
}

/** With what somebody should look at, by what the columns are now. */
export function noted(resource: Resource<any>, columns: readonly SeenColumn[]): SeenColumn[] {
  const fields = resource.fields as Fields
  const times = new Map<string, number>()
  for (const { name } of columns) times.set(name, (times.get(name) ?? 0) + 1)
  return columns.map((column) => {
    const { field, name, seen, date_order } = column
    const notes = notesOf(seen, field, isDate(field === null ? undefined : fields[field]), times.get(name)! > 1)
    const others = columns.filter((other) => other.field === field && field !== null && !SEVERAL.has(field)).length
    if (others > 1) notes.push({ code: 'same_field', count: others })
    if (field === null && seen.filled > 0) notes.push({ code: 'not_imported', count: seen.filled })
    const told = date_order === null ? notes : notes.filter(({ code }) => code !== 'ambiguous_dates')
    return { ...column, notes: told }
  })
}

/** The rules that a file of this kind begins with. */
export function firstRules(type: Imported, source: Source | null, columns: readonly ImportColumn[]): ImportRules {
  const own = source === 'rihla'
  // An export of some columns may have no ids; then it is read as any other list is.
  const byId = own && columns.some(({ field }) => field === 'id')
  return {
    match: byId ? ['id'] : type === 'account' ? ['id', 'email', 'phone', 'name'] : ['id', 'email', 'phone'],
    on_match: 'update',
    on_missing: 'create',
    empty_clears: own,
    tags: [],
    lead_source: null,
    consent: null,
    date_order: 'dmy',
    country: 'MA',
    accounts: 'create',
  }
}
