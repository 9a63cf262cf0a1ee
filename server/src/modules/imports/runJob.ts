import { demand } from '#platform/access.ts'
import { runEach } from '#platform/bulk.ts'
import { type Ctx, type JobHandler, newId, PATIENTLY, transaction } from '#platform/context.ts'
import { advanceJob, findJob, lockJob, renewed } from '#platform/jobs.ts'
import { refusalOf } from './faults.ts'
import { counted, leave, NOTHING, tell } from './checkJob.ts'
import { serviceOf, setupOf } from './kinds.ts'
import { linkAll, parentsOf } from './links.ts'
import type { Outcome, Setup, Staged } from './plan.ts'
import { analyze } from './queries/matching.ts'
import { changeImport, readImport } from './queries/imports.ts'
import { insertLinks } from './queries/links.ts'
import { rowsAfter, rowsFrom, setFaults } from './queries/staging.ts'
import type { InFile } from './references.ts'
import { writeRows } from './writing.ts'

export const RUN = 'imports.run'
/** Rows of one transaction, at most, and of one whose rows are written one by one. */
const STEP = { most: 1000, least: 50 }
/** Milliseconds that a step should take at most: others wait for its locks as long. */
const PATIENCE = 400
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
  let inFile: InFile | undefined
  let size: number = STEP.most
  let after = done === 0 ? 0 : await rowsFrom(ctx, import_id, done)
  for (;;) {
    const now = await renewed({ ...inJob, now: new Date() })
    const row = await readImport(now, import_id)
    if (row?.state !== 'running' || row.job_id !== job_id) return leave(ctx, job_id, 'running')
    demand(now, `${row.record_type}s:import`)
    const service = serviceOf(row.record_type)
    if (!inFile) {
      inFile = parentsOf(ctx, row, service)
      // Asked before the first step, whose locks others wait for: it goes over the whole file.
      await inFile()
    }
    const staged = await rowsAfter(now, import_id, after, size)
    if (staged.length === 0) {
      const ended = (await linkAll(now, service, job_id, import_id)) && (await end(now, job_id, import_id))
      return ended ? undefined : leave(ctx, job_id, 'running')
    }
    const setup = await setupOf(now, row, inFile)
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
          await insertLinks(
            ctx,
            import_id,
            outcomes.flatMap(({ number, link }) => (link ? { number, ...link } : [])),
          )
          await changeImport(ctx, import_id, { counts: counted(before.counts ?? NOTHING, outcomes) })
          await advanceJob(ctx, job_id, { state: 'running', done: done + staged.length })
          return true
        },
        PATIENTLY,
      )
    const began = performance.now()
    const ours = await step(now, (ctx) => writeRows(ctx, setup, staged)).catch((error: unknown) => {
      // A row that only the database refuses takes the others with it: then a few of them are written one by one.
      refusalOf(error)
      return staged.length > STEP.least ? null : step(now, (ctx) => oneByOne(ctx, setup, staged))
    })
    if (ours === null) {
      size = STEP.least
      continue
    }
    if (!ours) return leave(ctx, job_id, 'running')
    const fitting = Math.round((staged.length * PATIENCE) / (performance.now() - began))
    size = Math.min(STEP.most, Math.max(STEP.least, fitting), 2 * size)
    if ([LOOK, 10 * LOOK].some((look) => done < look && done + staged.length >= look))
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

/** False where another worker is at the job, which ends it then, or the run was cancelled. */
const end = (ctx: Ctx, job_id: string, import_id: string) =>
  transaction(ctx, async (ctx) => {
    if (!(await lockJob(ctx, job_id))) return false
    const row = await readImport(ctx, import_id)
    const version = row!.version + 1
    const ended = { state: 'done', finished_at: ctx.now, version } as const
    if (!(await changeImport(ctx, import_id, ended, ['running']))) return false
    const { counts, operation_id, record_type } = row!
    await tell(ctx, { id: import_id, version }, 'done', { record_type, ...counts, of_operation: operation_id })
    const written = (counts?.create ?? 0) + (counts?.update ?? 0)
    await advanceJob(ctx, job_id, {
      state: 'done',
      result: { done: written, refused: [], operation_id: operation_id! },
    })
    return true
  })
