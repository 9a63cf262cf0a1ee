import { sql } from 'kysely'
import type { BulkResult } from '@rihla/contracts/operation.ts'
import { runEach } from './bulk.ts'
import type { Ctx, Row } from './context.ts'
import { foldCustom, withCustom } from './custom.ts'
import { Problem } from './errors.ts'
import { asProblem } from './http.ts'
import { changeAll, rowsOf } from './recordBatches.ts'
import { readLogged } from './records.ts'
import type { RecordType } from './recordType.ts'
import { type Change, isCreation, isFinal, judge, judgeHeld, takeBack } from './undo.ts'

type Refused = BulkResult['refused']
type Kind = RecordType & { merging: NonNullable<RecordType['merging']> }
interface Judged {
  change: Change
  type: Kind
  before: Row
  values: Record<string, unknown>
}
/** By record: values that newer changes of the operation will have put back by then. */
type Later = Map<string, Record<string, unknown>>

const recordOf = ({ record_id }: Change) => record_id

/**
 * Takes changes back in few statements. What is not a matter of course — a record that comes twice, a place in a tree,
 * whatever is refused — is taken back one by one, as `undo.ts` does it, and answers what it answers there.
 */
export async function takeBackAll(ctx: Ctx, changes: readonly Change[]): Promise<Refused> {
  const { judged, others } = await judgeTogether(ctx, changes)
  const done = await written(ctx, judged)
  return runEach(ctx, done ? others : changes, recordOf, takeBack)
}

/** What of the changes cannot be taken back, and why; `later` learns what those that can would put back. */
export async function judgeAll(ctx: Ctx, changes: readonly Change[], later: Later): Promise<Refused> {
  const keep = ({ record_id }: Change, values: Record<string, unknown>) =>
    later.set(record_id, { ...later.get(record_id), ...values })
  const { judged, others } = await judgeTogether(ctx, changes, later)
  for (const { change, values } of judged) keep(change, values)
  return runEach(ctx, others, recordOf, async (ctx, change) => {
    const { values } = await judge(ctx, change, later.get(change.record_id))
    keep(change, values)
  })
}

async function judgeTogether(ctx: Ctx, changes: readonly Change[], later?: Later) {
  const times = Map.groupBy(changes, recordOf)
  const kindOf = (change: Change) => (times.get(change.record_id)!.length === 1 ? batchable(ctx, change) : undefined)
  const judged: Judged[] = []
  const groups = Map.groupBy(changes, (change) => kindOf(change) && `${change.record_type} ${isCreation(change)}`)
  for (const [group, ones] of groups) {
    if (group === undefined) continue
    const type = kindOf(ones[0]!)!
    const queries = { ...type.merging, resource: type.resource, holdFirst: type.merging.holdFirst }
    const action = isCreation(ones[0]!) ? 'delete' : 'update'
    const held = await rowsOf(ctx, queries, ones.map(recordOf), { action, holding: true })
    for (const change of ones) {
      const { allowed = false, ...found } = held.get(change.record_id) ?? {}
      if (!allowed) continue
      const before = found as unknown as Row
      const values = await valuesOf(ctx, type, { ...before, ...later?.get(change.record_id) }, change)
      if (values) judged.push({ change, type, before, values })
    }
  }
  const settled = new Set(judged.map(({ change }) => change))
  return { judged, others: changes.filter((change) => !settled.has(change)) }
}

/** The kind of record of a change that needs no more than its row: no other place in a tree, and nothing for good. */
function batchable(ctx: Ctx, change: Change): Kind | undefined {
  const type = ctx.platform.records.get(change.record_type)
  if (!type?.merging || !('assigned_to' in type.resource.fields) || isFinal(type, change)) return undefined
  const { parent } = type.merging
  return parent !== undefined && parent in change.changes ? undefined : (type as Kind)
}

/** Undefined where it is refused: it is told by who takes it back alone. */
async function valuesOf(ctx: Ctx, type: Kind, row: Row, change: Change) {
  try {
    return (await judgeHeld(ctx, type, row, change)).values
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** Writes what was judged, or nothing: where one row does not fit, all are taken back one by one. */
async function written(asker: Ctx, judged: readonly Judged[]): Promise<boolean> {
  const ctx = await withCustom(asker)
  const { recorded } = ctx.tx!
  await sql`savepoint together`.execute(ctx.db)
  try {
    for (const [type, ones] of Map.groupBy(judged, (one) => one.type)) {
      const { fields } = type.resource
      const service = { ...type.merging, queries: { table: type.merging.table, resource: type.resource } }
      const revisions = ones.map(({ change, before, values }) => ({
        before,
        values: readLogged(fields, foldCustom(before, values)),
        undoes: change.id,
      }))
      await changeAll({ ...ctx, undoing: ones[0]!.change.id }, service, revisions)
    }
    await sql`release savepoint together`.execute(ctx.db)
    return true
  } catch (error) {
    if (asProblem(error).status >= 500) throw error
    await sql`rollback to savepoint together`.execute(ctx.db)
    ctx.tx!.recorded = recorded
    ctx.tx!.held.clear()
    return false
  }
}
