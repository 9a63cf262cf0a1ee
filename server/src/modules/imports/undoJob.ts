import { demand } from '#platform/access.ts'
import { runEach } from '#platform/bulk.ts'
import { type Ctx, type JobHandler, type Row, transaction } from '#platform/context.ts'
import { foldCustom } from '#platform/custom.ts'
import { advanceJob, findJob, lockJob, renewed } from '#platform/jobs.ts'
import { changeAll, type Revision, rowsOf } from '#platform/recordBatches.ts'
import { readLogged, type Records } from '#platform/records.ts'
import { type Change, changedSince, isCreation, isFinal, oldValues, takeBack } from '#platform/undo.ts'
import { leave, tell } from './checkJob.ts'
import { serviceOf } from './kinds.ts'
import { changeImport, readImport, type StoredImport, type Undone } from './queries/imports.ts'
import { eventsBefore } from './queries/staging.ts'

export const UNDO_IMPORT = 'imports.undo'
/** Changes of one transaction. */
const STEP = 500
/** Most records that are named as left alone; the rest are counted. */
const MOST_NAMED = 1000

/**
 * Takes back what a run wrote, newest change first: new records are archived, old values return. What somebody changed
 * since stays as it is, and is told: with thousands of records, one that was worked on must not keep the others.
 */
export const undoImportJob: JobHandler = async (ctx, job_id) => {
  const job = await findJob(ctx, job_id)
  const { import_id } = job.input as { import_id: string }
  const inJob: Ctx = { ...ctx, operation_id: job.operation_id }
  for (let { done } = job; ;) {
    const now = await renewed({ ...inJob, now: new Date() })
    const row = await readImport(now, import_id)
    if (row?.state !== 'undoing' || row.job_id !== job_id) return leave(ctx, job_id, 'undoing')
    demand(now, `${row.record_type}s:import`)
    const { undone, operation_id } = row
    const step = await eventsBefore<Change>(now, operation_id!, undone?.after, STEP)
    if (step.length === 0) return end(now, job_id, row)
    const ours = await transaction(now, async (ctx) => {
      const present = await lockJob(ctx, job_id)
      if (present?.done !== done) return false
      const refused = await takeAllBack(ctx, row, step)
      const told: Undone = {
        done: (undone?.done ?? 0) + step.length - refused.length,
        refused: [...(undone?.refused ?? []), ...refused].slice(0, MOST_NAMED),
        after: step.at(-1)!.id,
      }
      await changeImport(ctx, import_id, { undone: told })
      await advanceJob(ctx, job_id, { state: 'running', done: done + step.length })
      return true
    })
    if (!ours) return leave(ctx, job_id, 'undoing')
    done += step.length
  }
}

type Refused = Undone['refused']

async function takeAllBack(ctx: Ctx, { record_type }: StoredImport, changes: readonly Change[]): Promise<Refused> {
  // Accounts that contacts brought with them come after the contacts.
  const kinds = [...new Set([record_type, 'account' as const])]
  // A record that changed twice goes back step by step, the newest first.
  const times = Map.groupBy(changes, ({ record_id }) => record_id)
  const once = changes.filter(({ record_id }) => times.get(record_id)!.length === 1)
  const refused: Refused = await oneByOne(
    ctx,
    changes.filter(({ record_id }) => times.get(record_id)!.length > 1),
  )
  const others = new Set(once)
  for (const type of kinds)
    for (const made of [true, false]) {
      const service = serviceOf(type)
      const ones = once.filter(
        (change) => change.record_type === type && isCreation(change) === made && fitsBatch(service, change),
      )
      refused.push(...(await inBatch(ctx, service, ones, made)))
      for (const change of ones) others.delete(change)
    }
  return [...refused, ...(await oneByOne(ctx, [...others]))]
}

/** Another place in a tree is judged alone, and what can never be taken back is refused, and told, alone. */
function fitsBatch({ type, rules: { parent } }: Records, change: Change): boolean {
  const moved = !isCreation(change) && parent !== undefined && parent in change.changes
  return !moved && !isFinal(type, change)
}

const oneByOne = async (ctx: Ctx, changes: readonly Change[]): Promise<Refused> =>
  (await runEach(ctx, changes, ({ record_id }) => record_id, takeBack)).map(({ id, code }) => ({
    id,
    code,
    fields: [],
  }))

async function inBatch(ctx: Ctx, service: Records, changes: readonly Change[], made: boolean): Promise<Refused> {
  const refused: Refused = []
  const revisions: Revision[] = []
  const ids = changes.map(({ record_id }) => record_id)
  const held = await rowsOf(ctx, service.queries, ids, { action: made ? 'delete' : 'update', holding: true })
  for (const change of changes) {
    const { record_id: id } = change
    const found = held.get(id)
    if (!found?.allowed) refused.push({ id, code: found ? 'permission_denied' : 'not_found', fields: [] })
    else {
      const { allowed: _, ...rest } = found
      const before = rest as unknown as Row
      const fields = changedSince(ctx, service.type, before, change, made)
      const values = made ? { archived_at: ctx.now } : await valuesBefore(ctx, service, before, change)
      if (fields.length) refused.push({ id, code: 'undo_conflict', fields })
      else revisions.push({ before, values, undoes: change.id })
    }
  }
  await changeAll(ctx, service, revisions)
  return refused
}

async function valuesBefore(ctx: Ctx, { queries, type }: Records, before: Row, change: Change) {
  const logged = oldValues(ctx, type, before, change)
  const old = readLogged(queries.resource.fields, foldCustom(before, logged))
  // As of any undo (`platform/undo.ts`).
  return { ...old, ...(await type.follow?.(ctx, before, old)) }
}

const end = (ctx: Ctx, job_id: string, row: StoredImport) =>
  transaction(ctx, async (ctx) => {
    const version = row.version + 1
    if (!(await changeImport(ctx, row.id, { state: 'undone', version, finished_at: ctx.now }, ['undoing']))) return
    const { done = 0, refused = [] } = row.undone ?? {}
    await tell(ctx, { id: row.id, version }, 'undone', { done, left: refused.length })
    const told = refused.map(({ id, code, fields }) => ({ id, code, message: fields.join(', ') || code }))
    await advanceJob(ctx, job_id, { state: 'done', result: { done, refused: told, operation_id: ctx.operation_id } })
  })
