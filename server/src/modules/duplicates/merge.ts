import type { Mergeable, MergePreview } from '@rihla/contracts/duplicates.ts'
import type { Field, Fields } from '@rihla/contracts/fields.ts'
import { type Ctx, PATIENTLY, type Row, transaction } from '#platform/context.ts'
import type { RecordType } from '#platform/recordType.ts'
import { withCustom } from '#platform/custom.ts'
import { hiddenKeys, seenChanges } from '#platform/customSight.ts'
import { invalid, Problem } from '#platform/errors.ts'
import { diff } from '#platform/events.ts'
import { lockHierarchy } from '#platform/hierarchy.ts'
import { changeAll } from '#platform/recordBatches.ts'
import { keepApart } from './dismissals.ts'
import { fillsOf, leftOf } from './plan.ts'
import { countPointing, leadsTo, lockRows, pointingTo, type Pointer } from './queries/pointing.ts'
import { trial } from './queries/trial.ts'

export interface MergeInput {
  keep: string
  merge: readonly string[]
  values?: Record<string, unknown> | undefined
}

/**
 * One record of several: the first takes over what it lacks, everything that points to the others points to it, and the
 * others are archived with a trace of where they went. One operation, so that one undo brings all of it back.
 */
export const mergeRecords = (ctx: Ctx, record_type: Mergeable, input: MergeInput, version?: number): Promise<void> =>
  transaction(
    ctx,
    async (ctx) => {
      const type = ctx.platform.records.get(record_type)!
      const { keep, merged, chosen } = await gather(ctx, type, input)
      await takeOver(ctx, type, keep, merged, { chosen, version })
    },
    // Others that change one of many records are waited for.
    PATIENTLY,
  )

/** The rows, held in one order whoever merges what into what, so that two merges of one pair do not deadlock. */
async function gather(ctx: Ctx, type: RecordType, { keep: keep_id, merge, values }: MergeInput) {
  const ids = [...new Set(merge)]
  if (ids.includes(keep_id)) throw invalid('merge', 'merge_itself', 422)
  const { merging } = type
  const readable = await type.readable(ctx, [keep_id, ...ids])
  if (!readable.has(keep_id)) throw invalid('keep', 'unknown_reference', 422)
  if (ids.some((id) => !readable.has(id))) throw invalid('merge', 'unknown_reference', 422)
  if (merging!.parent) await lockHierarchy(ctx, merging!.table)
  const rows = new Map<string, Row>()
  for (const id of [keep_id, ...ids].toSorted()) {
    rows.set(id, await type.lock(ctx, id, 'update'))
    if (id !== keep_id) await type.lock(ctx, id, 'delete')
  }
  const all = [...rows.values()]
  const gone = all.find(({ archived_at }) => archived_at)
  if (gone) {
    const { id, merged_into_id } = gone
    throw new Problem(409, 'merge_archived', { body: { record_id: id, merged_into_id } })
  }
  const { version: _, ...chosen } = values ?? {}
  return { keep: rows.get(keep_id)!, merged: ids.map((id) => rows.get(id)!), chosen }
}

async function takeOver(
  ctx: Ctx,
  type: RecordType,
  keep: Row,
  merged: readonly Row[],
  { chosen, version }: { chosen: Record<string, unknown>; version?: number | undefined },
) {
  const { record_type } = type.resource
  const ids = merged.map(({ id }) => id)
  // First the others, then the one that stays, then what points to them: undo goes back the other way.
  await putInto(ctx, type, keep, merged, { chosen, version })
  for (const pointer of pointersTo(ctx, record_type)) await follow(ctx, pointer, { record_type, keep: keep.id, ids })
  if (record_type === 'account') await takeOverPersons(ctx, keep, merged)
  await keepApart(ctx, record_type as Mergeable, keep.id, ids)
}

/** The others are archived, and the one that stays has what it lacked and what was chosen. */
async function putInto(
  ctx: Ctx,
  type: RecordType,
  keep: Row,
  merged: readonly Row[],
  { chosen, version }: { chosen: Record<string, unknown>; version?: number | undefined },
) {
  const { record_type } = type.resource
  const ids = merged.map(({ id }) => id)
  const completed = type.merging!.completes?.(keep, merged)
  const filled = { ...(await filledOf(ctx, type, keep, merged, chosen)), ...completed?.keep }
  const names = await type.summaries(ctx, ids)
  for (const row of merged)
    await type.write(ctx, row, { ...completed?.merged, archived_at: ctx.now, merged_into_id: keep.id })
  const note = ids.map((id) => names.get(id)?.name ?? id).join(', ')
  await type.merging!.absorb(ctx, keep, { chosen, filled }, { version, note })
  // Judged last: that what is chosen may be read comes first.
  for (const [name, { to }] of referencesOf(type))
    if (to === record_type && ids.includes(chosen[name] as string)) throw invalid(`values.${name}`, 'cycle', 422)
}

/** Two accounts of one person have each a contact that is this person: they become one too. */
async function takeOverPersons(ctx: Ctx, keep: Row, merged: readonly Row[]) {
  const person = keep.account_type === 'individual' ? (keep.primary_contact_id as string | null) : null
  const others = merged.map(({ primary_contact_id }) => primary_contact_id as string | null).filter((id) => id !== null)
  if (!person || others.length === 0) return
  const type = ctx.platform.records.get('contact')!
  await lockHierarchy(ctx, type.merging!.table)
  const rows = await lockRows(ctx, type.merging!.table, [person, ...others])
  const kept = rows.find(({ id }) => id === person)
  const alive = rows.filter((row) => row !== kept && !row.archived_at)
  if (kept && alive.length) await takeOver(ctx, type, kept, alive, { chosen: {} })
}

/** What the kept record takes over. Of references to its own kind none may lead back to it once all are one. */
async function filledOf(
  ctx: Ctx,
  type: RecordType,
  keep: Row,
  merged: readonly Row[],
  chosen: Readonly<Record<string, unknown>>,
) {
  const { record_type } = type.resource
  const filled = fillsOf(type.resource, keep, merged, chosen)
  if (chosen.custom !== undefined) Object.assign(filled, unseenFills(ctx, type, keep, merged))
  const ids = [keep.id, ...merged.map(({ id }) => id)]
  for (const [name, { to }] of referencesOf(type)) {
    if (to !== record_type || name === 'merged_into_id') continue
    if (chosen[name] !== undefined) continue
    const offered = [keep, ...merged].map((row) => row[name] as string | null).filter((id) => id !== null)
    let value: string | null = null
    for (const id of offered) {
      if (ids.includes(id) || (await leadsTo(ctx, type.merging!.table, name, id, ids))) continue
      value = id
      break
    }
    delete filled[name]
    if (value !== keep[name]) filled[name] = value
  }
  return filled
}

/** What the caller does not see is nobody's choice: it comes along as if nobody had chosen. */
function unseenFills(ctx: Ctx, { resource }: RecordType, keep: Row, merged: readonly Row[]) {
  const keys = hiddenKeys(ctx, resource.record_type)
  if (keys.size === 0) return {}
  const unseen = (row: Row) =>
    Object.fromEntries(Object.entries(row.custom as object).filter(([key]) => keys.has(key))) as Row['custom']
  const others = merged.map((row) => ({ ...row, custom: unseen(row) }))
  const { custom = keep.custom } = fillsOf(resource, keep, others, {})
  return { custom }
}

const referencesOf = ({ resource }: RecordType) =>
  (Object.entries(resource.fields as Fields) as [string, Field & { to: string }][]).filter(
    ([, { kind, computed }]) => kind === 'reference' && !computed,
  )

/** Every kind of record whose fields point to this kind: those of modules to come join by being declared. */
const pointersTo = (ctx: Ctx, record_type: string): [RecordType, Pointer][] =>
  [...ctx.platform.records.values()].flatMap((type): [RecordType, Pointer][] => {
    const fields = referencesOf(type).flatMap(([name, { to }]) => (to === record_type ? [name] : []))
    return type.merging && fields.length ? [[type, { table: type.merging.table, fields }]] : []
  })

/** Rows that follow in one statement. */
const STEP = 1000

/** What pointed to one of `ids` points to the kept record, whoever it belongs to. */
async function follow(
  asker: Ctx,
  [{ resource, merging }, pointer]: [RecordType, Pointer],
  { record_type, keep, ids }: { record_type: string; keep: string; ids: readonly string[] },
) {
  const ctx = await withCustom(asker)
  const { table, parent, revision, place } = merging!
  const gone = new Set(ids)
  const tree = resource.record_type === record_type
  // Those that went stay as they were, and the one that stays was written before.
  const pointing = (await pointingTo(ctx, pointer, ids)).filter((id) => !tree || (id !== keep && !gone.has(id)))
  for (let done = 0; done < pointing.length; done += STEP) {
    const rows = await lockRows(ctx, table, pointing.slice(done, done + STEP))
    const below = tree && parent ? rows.filter((row) => gone.has(row[parent] as string)).map(({ id }) => id) : []
    if (below.length && (await leadsTo(ctx, table, parent!, keep, below))) throw invalid(parent!, 'cycle', 422)
    const revisions = rows.map((before) => {
      const fields = pointer.fields.filter((field) => gone.has(before[field] as string))
      return { before, values: Object.fromEntries(fields.map((field) => [field, keep])) }
    })
    await changeAll(ctx, { queries: { table, resource }, revision, place }, revisions)
  }
}

/** What a merge would change, and how much would come along. */
export const previewMerge = (ctx: Ctx, record_type: Mergeable, input: MergeInput): Promise<MergePreview> =>
  transaction(ctx, async (ctx) => {
    const type = ctx.platform.records.get(record_type)!
    const { keep, merged, chosen } = await gather(ctx, type, input)
    const ids = merged.map(({ id }) => id)
    const moves: MergePreview['moves'] = []
    for (const [{ resource, merging }, { table, fields }] of pointersTo(ctx, record_type)) {
      // What the caller may not read comes along too, and is not told of: that it is there is not theirs to know.
      const seen = merging!.may(ctx, `${resource.name}:read`, 'r')
      for (const field of fields) {
        const count = await countPointing(ctx, table, field, ids, seen)
        if (count) moves.push({ record_type: resource.record_type, field, count })
      }
    }
    const left = leftOf(type.resource, keep, merged, chosen)
    const then = await trial(ctx, async () => {
      await putInto(ctx, type, keep, merged, { chosen })
      return (await lockRows(ctx, type.merging!.table, [keep.id]))[0]!
    })
    const changes = { ...seenChanges(ctx, record_type, diff(type.resource, keep, then)) }
    return { changes, moves, left }
  })
