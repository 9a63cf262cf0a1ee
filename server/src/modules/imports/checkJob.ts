import type { Counts } from '@rihla/contracts/importShapes.ts'
import { demand } from '#platform/access.ts'
import { type Ctx, type JobHandler, newId, transaction } from '#platform/context.ts'
import { record } from '#platform/events.ts'
import { advanceJob, findJob, lockJob, renewed } from '#platform/jobs.ts'
import { serviceOf, setupOf } from './kinds.ts'
import { parentsOf } from './links.ts'
import { keysOfRow } from './match.ts'
import { type Outcome, planRows, type Setup, type Staged } from './plan.ts'
import { changeImport, readImport, type StoredImport } from './queries/imports.ts'
import { clearRepeats, dropFaults, rowsAfter, setFaults, setRepeats } from './queries/staging.ts'
import { readRow } from './rows.ts'

export const CHECK = 'imports.check'
/** Rows of one transaction. */
const STEP = 1000

export const NOTHING: Counts = { create: 0, update: 0, unchanged: 0, skip: 0, error: 0 }

export const counted = (counts: Counts, outcomes: readonly Outcome[]): Counts => {
  const sum = { ...counts }
  for (const { kind } of outcomes) sum[kind] += 1
  return sum
}

/** What an event says of an import. */
export const tell = (ctx: Ctx, { id, version }: Pick<StoredImport, 'id' | 'version'>, type: string, facts: object) =>
  record(
    // Of its own: what a run changed is taken back without it.
    { ...ctx, operation_id: newId() },
    {
      type: `import.${type}`,
      record_type: 'import',
      record: { id, version },
      changes: Object.fromEntries(
        Object.entries(facts).map(([name, value]) => [name, [null, value] as [null, unknown]]),
      ),
    },
  )

/** Says of every row what a run would do with it. Whatever the rules wrote meanwhile is rolled back. */
export const checkJob: JobHandler = async (ctx, job_id) => {
  const job = await findJob(ctx, job_id)
  const { import_id } = job.input as { import_id: string }
  const row = await readImport(ctx, import_id)
  if (!row || row.state !== 'checking' || row.job_id !== job_id) return leave(ctx, job_id, 'checking')
  // What came before is not remembered, so one that was interrupted begins anew.
  const started = await transaction(ctx, async (ctx) => {
    if (!(await lockJob(ctx, job_id))) return false
    await dropFaults(ctx, import_id)
    await clearRepeats(ctx, import_id)
    await advanceJob(ctx, job_id, { state: 'running', done: 0 })
    return true
  })
  if (!started) return
  const said = new Said()
  const inFile = parentsOf(ctx, row, serviceOf(row.record_type))
  // Asked before the first step, which holds what the rules write until its end: it goes over the whole file.
  await inFile()
  let counts = NOTHING
  let after = 0
  for (let done = 0; ;) {
    const now = await renewed({ ...ctx, now: new Date() })
    demand(now, `${row.record_type}s:import`)
    const staged = await rowsAfter(now, import_id, after, STEP)
    if (staged.length === 0) break
    const { outcomes, repeats } = await rehearse(now, async (ctx) =>
      check(ctx, await setupOf(ctx, row, inFile), staged, said),
    )
    counts = counted(counts, outcomes)
    const ours = await transaction(now, async (ctx) => {
      const present = await lockJob(ctx, job_id)
      if (present?.done !== done) return false
      if (!(await changeImport(ctx, import_id, { counts }, ['checking']))) return false
      await setRepeats(ctx, import_id, repeats)
      await setFaults(
        ctx,
        import_id,
        [],
        outcomes.filter(({ faults }) => faults.length > 0),
      )
      await advanceJob(ctx, job_id, { done: done + staged.length })
      return true
    })
    if (!ours) return leave(ctx, job_id, 'checking')
    done += staged.length
    after = staged.at(-1)!.number
  }
  await transaction({ ...ctx, now: new Date() }, async (ctx) => {
    const version = row.version + 1
    if (!(await changeImport(ctx, import_id, { state: 'checked', counts, version }, ['checking']))) return
    await tell(ctx, { id: import_id, version }, 'checked', { ...counts })
    await advanceJob(ctx, job_id, { state: 'done' })
  })
}

/** Ends a job whose import was cancelled; one that goes on elsewhere is left alone. */
export async function leave(ctx: Ctx, job_id: string, at_work: string) {
  const { state, input, total } = await findJob(ctx, job_id)
  const row = await readImport(ctx, (input as { import_id: string }).import_id)
  if (state === 'done' || state === 'failed' || (row?.state === at_work && row.job_id === job_id)) return
  await transaction(ctx, (ctx) => advanceJob(ctx, job_id, { state: 'done', done: total }))
}

class Rehearsed<T> extends Error {
  readonly result: T
  constructor(result: T) {
    super('rehearsed')
    this.result = result
  }
}

/** Does it in a transaction that is not kept. */
export async function rehearse<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  try {
    return await transaction(ctx, async (ctx) => {
      throw new Rehearsed(await work(ctx))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.result as T
    throw error
  }
}

/** What the rows before said: which row was the first to say a record. */
class Said {
  readonly keys = new Map<string, number>()
  readonly records = new Map<string, number>()
}

async function check(ctx: Ctx, setup: Setup, staged: readonly Staged[], said: Said) {
  const rows = staged.map((one) => readRow(setup.reader, one))
  const repeats: { number: number; row: number }[] = []
  const marked = staged.map((one, i): Staged => {
    const keys = keysOfRow(setup.reader, rows[i]!)
    const first = keys.map((key) => said.keys.get(key)).find((number) => number !== undefined)
    for (const key of keys) if (!said.keys.has(key)) said.keys.set(key, one.number)
    if (first !== undefined) repeats.push({ number: one.number, row: first })
    return { ...one, repeats: first ?? null }
  })
  const { outcomes } = await planRows(ctx, setup, rows, marked, false)
  for (const outcome of outcomes) {
    const id = outcome.revision?.before.id
    if (id === undefined) continue
    const writer = said.records.get(id)
    if (writer === undefined) said.records.set(id, outcome.number)
    else {
      repeats.push({ number: outcome.number, row: writer })
      outcome.kind = 'skip'
      outcome.faults = [{ field: null, code: 'repeated', message: 'repeated', params: { row: writer }, value: null }]
    }
  }
  return { outcomes, repeats }
}
