import { Id } from '@rihla/contracts/fields.ts'
import type { Import, ImportState } from '@rihla/contracts/importShapes.ts'
import type { Imported } from '@rihla/contracts/importTargets.ts'
import type { Job } from '@rihla/contracts/operation.ts'
import { demand } from '#platform/access.ts'
import { readInstant } from '#platform/calendar.ts'
import { type Ctx, newId, transaction } from '#platform/context.ts'
import { withCustom } from '#platform/custom.ts'
import { invalid, Problem } from '#platform/errors.ts'
import { startJob } from '#platform/jobs.ts'
import { cut } from '#platform/text.ts'
import type { Upload } from '#platform/upload.ts'
import { CHECK, tell } from './checkJob.ts'
import { heading, signatureOf } from './guess.ts'
import {
  changeImport,
  eraseImport,
  findImport,
  insertImport,
  listImports,
  lockImport,
  rememberColumns,
  type StoredImport,
} from './queries/imports.ts'
import { countEvents } from './queries/staging.ts'
import { keep } from './kept.ts'
import { firstRules, readFile, type SeenColumn } from './reading.ts'
import { RUN } from './runJob.ts'
import { refuseUnseen, seenColumn, seenImport, seenRefusal, seenRules } from './sight.ts'
import { UNDO_IMPORT } from './undoJob.ts'

/** Keeps a file as it comes, then reads it: what its columns are, and a first idea of what they become. */
export async function createImport(
  asker: Ctx,
  { record_type, name }: { record_type: Imported; name?: string | undefined },
  upload: Upload,
): Promise<Import> {
  demand(asker, `${record_type}s:import`)
  demand(asker, `${record_type}s:create`)
  const ctx = await withCustom(asker)
  const row = blank(ctx, record_type, nameOf(name ?? upload.name))
  await transaction(ctx, (ctx) => insertImport(ctx, row))
  try {
    const size = await keep(ctx, row.id, upload.bytes)
    const read = await readFile(ctx, row.id, record_type, {})
    const rules = firstRules(record_type, read.source as never, read.columns)
    await transaction(ctx, async (ctx) => {
      await changeImport(ctx, row.id, { ...read, rules, size, state: 'uploaded' })
      await tell(ctx, row, 'created', { record_type, name: row.name, rows: read.row_count })
    })
  } catch (error) {
    await transaction(ctx, (ctx) => eraseImport(ctx, row.id))
    throw error
  }
  return getImport(ctx, row.id)
}

const nameOf = (name = '') =>
  cut(
    name
      .replace(/^.*[\\/]/, '')
      .replaceAll('\0', '')
      .toWellFormed()
      .trim(),
    255,
  ) || 'import'

const blank = (ctx: Ctx, record_type: Imported, name: string): StoredImport => ({
  id: newId(),
  created_at: ctx.now,
  updated_at: ctx.now,
  created_by: ctx.actor.id,
  version: 1,
  record_type,
  name,
  format: 'csv',
  size: 0,
  state: 'uploading',
  encoding: null,
  delimiter: null,
  header: true,
  sheet: null,
  sheets: [],
  source: null,
  row_count: 0,
  columns: [],
  rules: firstRules(record_type, null, []),
  counts: null,
  error: null,
  job_id: null,
  operation_id: null,
  undone: null,
  started_at: null,
  finished_at: null,
})

type Told = StoredImport & { done?: number | null; total?: number | null }

function present(ctx: Ctx, told: Told): Import {
  const { row_count, columns, done, total, started_at, ...row } = told
  const { undone } = row
  const working = ['checking', 'running', 'undoing'].includes(row.state)
  const seconds = started_at ? (Date.now() - started_at.getTime()) / 1000 : 0
  const per_second = working && done && seconds > 0 ? Math.round((done / seconds) * 10) / 10 : null
  const left = per_second && total ? Math.ceil((total - done!) / per_second) : null
  return {
    ...row,
    tenant_id: ctx.tenant.id,
    rows: row_count,
    columns: (columns as SeenColumn[]).map(({ seen: __, fill, ...column }) => ({
      ...seenColumn(ctx, row.record_type, { ...column, fill }),
      fill: row_count ? Math.round((fill / row_count) * 1000) / 1000 : 0,
    })),
    rules: seenRules(ctx, row.record_type, row.rules),
    undone: undone && {
      done: undone.done,
      refused: undone.refused.map((one) => seenRefusal(ctx, row.record_type, one)),
    },
    progress: working ? { done: done ?? 0, total: total ?? 0, per_second, seconds_left: left } : null,
  } as Import
}

export const getImport = async (ctx: Ctx, id: string): Promise<Import> => present(ctx, await findImport(ctx, id))

interface Asked {
  record_type?: Imported | undefined
  state?: ImportState | undefined
  take?: number | undefined
  cursor?: string | undefined
}

export async function importsOf(ctx: Ctx, { take = 20, cursor, ...asked }: Asked) {
  const before = cursor === undefined ? undefined : placeOf(cursor)
  const rows = await listImports(ctx, { ...asked, before, take })
  const last = rows[take - 1]
  const next_cursor = rows.length > take && last ? cursorOf(last) : null
  return { items: rows.slice(0, take).map((row) => present(ctx, row)), next_cursor }
}

const cursorOf = ({ created_at, id }: StoredImport) =>
  Buffer.from(`${created_at.toISOString()} ${id}`).toString('base64url')

function placeOf(cursor: string) {
  const [text = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const at = readInstant(text)
  if (!at || !Id.safeParse(id).success) throw invalid('cursor', 'bad_cursor')
  return { at, id }
}

const OPEN: readonly ImportState[] = ['uploaded', 'checked']
const AT_WORK = new Set<ImportState>(['checking', 'running', 'undoing', 'uploading'])

/** An import that nobody works on and that has not ended. */
export function judgeOpen({ state }: StoredImport) {
  if (AT_WORK.has(state)) throw new Problem(409, 'import.busy')
  if (!OPEN.includes(state)) throw new Problem(409, 'import.ended')
}

/** Begins to work behind the answer. */
async function startStep(
  ctx: Ctx,
  row: StoredImport,
  job: { type: string; total: number },
  values: Partial<StoredImport>,
) {
  const started = await startJob(ctx, job.type, { import_id: row.id }, job.total)
  await changeImport(ctx, row.id, { ...values, job_id: started.id, started_at: ctx.now })
  return started
}

export const startCheck = (asker: Ctx, id: string): Promise<Job> =>
  transaction(asker, async (asker) => {
    const ctx = await withCustom(asker)
    const row = await lockImport(ctx, id)
    judgeOpen(row)
    demand(ctx, `${row.record_type}s:create`)
    const { header, record_type } = row
    const { columns, rules } = seenImport(ctx, row)
    if (columns.every(({ field }) => field === null)) throw new Problem(422, 'import.unmapped')
    if (header) {
      const remembered = Object.fromEntries(row.columns.map(({ name, field }) => [heading(name), field]))
      await rememberColumns(ctx, record_type, signatureOf(columns.map(({ name }) => name)), remembered)
    }
    return startStep(
      ctx,
      row,
      { type: CHECK, total: row.row_count },
      { state: 'checking', counts: null, columns, rules },
    )
  })

export const startRun = (asker: Ctx, id: string): Promise<Job> =>
  transaction(asker, async (asker) => {
    const ctx = await withCustom(asker)
    const row = await lockImport(ctx, id)
    judgeOpen(row)
    if (row.state !== 'checked') throw new Problem(409, 'import.unchecked')
    demand(ctx, `${row.record_type}s:create`)
    refuseUnseen(ctx, row)
    const values = { state: 'running' as const, counts: null, operation_id: ctx.operation_id }
    return startStep(ctx, row, { type: RUN, total: row.row_count }, values)
  })

export const startUndo = (ctx: Ctx, id: string): Promise<Job> =>
  transaction(ctx, async (ctx) => {
    const row = await lockImport(ctx, id)
    if (AT_WORK.has(row.state)) throw new Problem(409, 'import.busy')
    if (!row.operation_id || row.state === 'undone') throw new Problem(409, 'import.not_run')
    const total = await countEvents(ctx, row.operation_id)
    return startStep(ctx, row, { type: UNDO_IMPORT, total }, { state: 'undoing', undone: null })
  })

/** Stops a run after the rows it is at; a check is forgotten, and what was not begun never will. */
export const cancelImport = (ctx: Ctx, id: string): Promise<Import> =>
  transaction(ctx, async (ctx) => {
    const row = await lockImport(ctx, id)
    if (row.state === 'undoing' || !(AT_WORK.has(row.state) || OPEN.includes(row.state)))
      throw new Problem(409, row.state === 'undoing' ? 'import.busy' : 'import.ended')
    const version = row.version + 1
    if (row.state === 'checking') await changeImport(ctx, id, { state: 'uploaded', counts: null, version })
    else await changeImport(ctx, id, { state: 'cancelled', version, finished_at: ctx.now })
    await tell(ctx, { id, version }, 'cancelled', { was: row.state, ...row.counts })
    return getImport(ctx, id)
  })
