import { parentPort, workerData } from 'node:worker_threads'
import readExcelFile from 'read-excel-file/node'

// A thread of its own: a workbook is read whole, and may be made to be too large. Only this thread ends then.

/** Rows sent at once. */
const SOME = 1000

const { bytes, sheet: wanted } = workerData as { bytes: Uint8Array; sheet: string | null }

/** A cell as text: days without their midnight, times in ISO 8601. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (!(cell instanceof Date)) return String(cell as string | number | boolean)
  const text = Number.isNaN(cell.getTime()) ? '' : cell.toISOString()
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text
}

const sheets = await readExcelFile(Buffer.from(bytes))
const chosen = sheets.find(({ sheet }) => sheet === wanted) ?? sheets.find(({ data }) => data.length > 0) ?? sheets[0]
const names = sheets.map(({ sheet }) => sheet)
parentPort!.postMessage({ sheets: names, sheet: chosen?.sheet ?? null })
const data = chosen?.data ?? []
for (let i = 0; i < data.length; i += SOME)
  parentPort!.postMessage({ rows: data.slice(i, i + SOME).map((row) => row.map(textOf)) })
parentPort!.postMessage({ end: true })
