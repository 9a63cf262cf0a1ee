import { on } from 'node:events'
import { Worker } from 'node:worker_threads'
import { fromBuffer, type ZipFile } from 'yauzl'
import { Problem } from '#platform/errors.ts'
import { Gate } from '#platform/gate.ts'
import { cleaned, MOST_COLUMNS, type Row } from './table.ts'

/** Of a workbook, packed and unpacked: a spreadsheet of half a million rows has less. */
const MOST = { packed: 40 * 1_048_576, unpacked: 600 * 1_048_576, parts: 2000 }
/** Megabytes of the thread that reads it, and milliseconds until it is ended. */
const THREAD = { maxOldGenerationSizeMb: 1500 }
const PATIENCE = 120_000
/** A thousand bytes can be made to need all that a thread may have: two read at once, some wait, more come again later. */
const gate = new Gate(2, 20)

const unreadable = (cause?: unknown) => new Problem(422, 'import.unreadable', { cause })

export interface Workbook {
  sheets: string[]
  sheet: string | null
  rows: AsyncGenerator<Row>
}

/** The first letters of every ZIP, which a workbook is. */
export const isZip = (head: Buffer) => head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4

/** Reads one sheet of a workbook: the named one, else the first that holds something. */
export async function readWorkbook(bytes: Buffer, sheet: string | null): Promise<Workbook> {
  if (bytes.length > MOST.packed)
    throw new Problem(413, 'file_too_large', { params: { most: MOST.packed / 1_048_576 } })
  await judgeZip(bytes)
  const leave = await enter()
  const worker = new Worker(new URL('./workbookWorker.ts', import.meta.url), {
    workerData: { bytes, sheet },
    resourceLimits: THREAD,
  })
  const late = setTimeout(() => void worker.terminate(), PATIENCE)
  const gone = new AbortController()
  worker.once('exit', () => (clearTimeout(late), gone.abort(), leave()))
  const messages = on(worker, 'message', { signal: gone.signal })
  const next = async () => {
    try {
      const { value } = (await messages.next()) as { value: [Message] }
      return value[0]
    } catch (error) {
      await worker.terminate()
      throw unreadable(error)
    }
  }
  const first = await next()
  return { sheets: first.sheets!, sheet: first.sheet ?? null, rows: rowsOf(next, worker) }
}

/** Waits for a place among those that are read; answers how to leave it. */
function enter(): Promise<() => void> {
  const { promise, resolve, reject } = Promise.withResolvers<() => void>()
  gate.run(() => new Promise<void>((leave) => resolve(leave))).catch(reject)
  return promise
}

interface Message {
  sheets?: string[]
  sheet?: string | null
  rows?: string[][]
  end?: true
}

async function* rowsOf(next: () => Promise<Message>, worker: Worker): AsyncGenerator<Row> {
  let number = 0
  try {
    for (;;) {
      const { rows } = await next()
      if (!rows) return
      for (const cells of rows) {
        number += 1
        const clean = cells.slice(0, MOST_COLUMNS + 1).map(cleaned)
        if (clean.some((cell) => cell !== '')) yield { number, cells: clean }
      }
    }
  } finally {
    await worker.terminate()
  }
}

/** Refuses what unpacks to more than a workbook has, by what the archive itself says, before any of it is unpacked. */
function judgeZip(bytes: Buffer): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => {
    if (error) return reject(unreadable(error))
    let parts = 0
    let unpacked = 0
    let workbook = false
    const refuse = (problem: Problem) => {
      ;(zip as ZipFile).close()
      reject(problem)
    }
    zip.on('entry', ({ fileName, uncompressedSize }) => {
      parts += 1
      unpacked += uncompressedSize
      if (fileName === 'xl/workbook.xml') workbook = true
      if (parts > MOST.parts || unpacked > MOST.unpacked)
        return refuse(new Problem(413, 'file_too_large', { params: { most: MOST.packed / 1_048_576 } }))
      zip.readEntry()
    })
    zip.on('end', () => (workbook ? resolve() : reject(unreadable())))
    zip.on('error', (error: Error) => refuse(unreadable(error)))
    zip.readEntry()
  })
  return promise
}
