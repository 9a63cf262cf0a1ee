import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Cell, Sheet } from './sheet.ts'

/** A workbook of one sheet, written and packed while its rows come. Text is text: nothing in it is a formula. */
export function xlsx({ columns, batches, name }: Sheet): Readable {
  const zip = new ZipFile()
  const parts = { '[Content_Types].xml': TYPES, '_rels/.rels': ROOT, 'xl/workbook.xml': workbook(name), ...LINKS }
  for (const [path, text] of Object.entries(parts)) zip.addBuffer(Buffer.from(HEAD + text), path)
  const rows = Readable.from(sheet(columns, batches), { objectMode: false })
  const packed = zip.outputStream as Readable
  // Neither is left behind when the other one ends early.
  rows.once('error', (error) => packed.destroy(error))
  packed.once('close', () => rows.destroy())
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml')
  zip.end()
  return packed
}

async function* sheet(columns: readonly string[], batches: Sheet['batches']) {
  const letters = columns.map((_, i) => lettersOf(i))
  let last = 0
  const row = (cells: readonly Cell[]) => {
    last += 1
    return `<row r="${last}">${cells.map((value, i) => cell(`${letters[i]}${last}`, value)).join('')}</row>`
  }
  yield `${HEAD}<worksheet ${MAIN}>${FROZEN}<sheetData>${row(columns)}`
  for await (const rows of batches) yield rows.map(row).join('')
  yield '</sheetData></worksheet>'
}

/** The names of columns stay in sight. */
const FROZEN =
  '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'

/** A, B … Z, AA, AB … */
const lettersOf = (column: number): string =>
  (column < 26 ? '' : lettersOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

function cell(place: string, value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
  if (typeof value === 'boolean') return `<c r="${place}" t="b"><v>${Number(value)}</v></c>`
  const text = escape(value.slice(0, LONGEST))
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}

/** Most characters of a cell. */
const LONGEST = 32_767

/** XML holds no control characters; the format writes them as `_x0007_`, and so what looks like that. */
const escape = (text: string) =>
  text
    .toWellFormed()
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replace(
      /(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/gu,
      (sign) => `_x${sign.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`,
    )
    .replace(/[&<>]/g, (sign) => ENTITIES[sign]!)
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const KIND = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const TYPES = `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${KIND}.worksheet+xml"/></Types>`
const link = (kind: string, target: string) =>
  `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/${kind}" Target="${target}"/></Relationships>`
const ROOT = link('officeDocument', 'xl/workbook.xml')
const LINKS = { 'xl/_rels/workbook.xml.rels': link('worksheet', 'worksheets/sheet1.xml') }
const workbook = (name: string) =>
  `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`
