import { demand } from '#platform/access.ts'
import { runEach } from '#platform/bulk.ts'
import { type Ctx, type JobHandler, newId, PATIENTLY, transaction } from '#platform/context.ts'
import { advanceJob, findJob, lockJob, renewed } from '#platform/jobs.ts'
import { refusalOf } from './faults.ts'
import { counted, leave, NOTHING, tell } from './checkJob.ts'
import { setupOf } from './kinds.ts'
import type { Outcome, Setup, Staged } from './plan.ts'
import { analyze } from './queries/matching.ts'
import { changeImport, readImport } from './queries/imports.ts'
import { rowsAfter, rowsFrom, setFaults } from './queries/staging.ts'
import { writeRows } from './writing.ts'

export const RUN = 'imports.run'
/** Rows of one transaction: others wait for its locks no longer than this takes. */
const STEP = 1000
/** Rows after which the planner is to look again, and after ten times as many. */
const LOOK = 2000

/**
 * Writes the rows step by step. A step and how far it came are one transaction, so one that is started again goes on
 * where it was and every row is written once; all steps are one operation.
 */
export const runJob: JobHandler = async (ctx, job_id) => {
  const job = await findJob(ctx, job_id)
  const { import_id } = job.input as { import_id: string }
  const inJob: Ctx = { ...ctx, operation_id: job.operation_id }
  let { done } = job
  let after = done === 0 ? 0 : await rowsFrom(ctx, import_id, done)
  for (;;) {
    const now = await renewed({ ...inJob, now: new Date() })
    const row = await readImport(now, import_id)
    if (row?.state !== 'running' || row.job_id !== job_id) return leave(ctx, job_id, 'running')
    demand(now, `${row.record_type}s:import`)
    const setup = await setupOf(now, row)
    const staged = await rowsAfter(now, import_id, after, STEP)
    if (staged.length === 0) return end(now, job_id, import_id)
    const step = (ctx: Ctx, write: (ctx: Ctx) => Promise<Outcome[]>) =>
      transaction(
        ctx,
        async (ctx) => {
          const present = await lockJob(ctx, job_id)
          const before = await readImport(ctx, import_id)
          if (present?.done !== done || before?.state !== 'running') return false
          const outcomes = await write(ctx)
          const numbers = staged.map(({ number }) => number)
          await setFaults(
            ctx,
            import_id,
            numbers,
            outcomes.filter(({ faults }) => faults.length > 0),
          )
          await changeImport(ctx, import_id, { counts: counted(before.counts ?? NOTHING, outcomes) })
          await advanceJob(ctx, job_id, { state: 'running', done: done + staged.length })
          return true
        },
        PATIENTLY,
      )
    const ours = await step(now, (ctx) => writeRows(ctx, setup, staged)).catch((error: unknown) => {
      // A row that only the database refuses takes the others with it: then they are written one by one.
      refusalOf(error)
      return step(now, (ctx) => oneByOne(ctx, setup, staged))
    })
    if (!ours) return leave(ctx, job_id, 'running')
    if (done + staged.length === LOOK || done + staged.length === 10 * LOOK)
      await transaction(now, (ctx) => analyze(ctx, setup.service.queries))
    done += staged.length
    after = staged.at(-1)!.number
  }
}

async function oneByOne(ctx: Ctx, setup: Setup, staged: readonly Staged[]): Promise<Outcome[]> {
  const outcomes = new Map<number, Outcome>()
  // Each has a name of its own for who is told what was refused.
  const named = staged.map((row) => ({ row, id: newId() }))
  const refused = await runEach(
    ctx,
    named,
    ({ id }) => id,
    async (ctx, { row }) => {
      const [outcome] = await writeRows(ctx, setup, [row])
      outcomes.set(row.number, outcome!)
    },
  )
  const why = new Map(refused.map(({ id, code, message }) => [id, { field: null, code, message, value: null }]))
  return named.map(({ row: { number }, id }) =>
    why.has(id) ? { number, kind: 'error', faults: [why.get(id)!] } : outcomes.get(number)!,
  )
}

const end = (ctx: Ctx, job_id: string, import_id: string) =>
  transaction(ctx, async (ctx) => {
    const row = await readImport(ctx, import_id)
    const version = row!.version + 1
    const ended = { state: 'done', finished_at: ctx.now, version } as const
    if (!(await changeImport(ctx, import_id, ended, ['running']))) return
    const { counts, operation_id, record_type } = row!
    await tell(ctx, { id: import_id, version }, 'done', { record_type, ...counts, of_operation: operation_id })
    const written = (counts?.create ?? 0) + (counts?.update ?? 0)
    await advanceJob(ctx, job_id, {
      state: 'done',
      result: { done: written, refused: [], operation_id: operation_id! },
    })
  })
