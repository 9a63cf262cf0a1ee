import type { Mergeable, MergePreview } from '@rihla/contracts/duplicates.ts'
import type { Field, Fields } from '@rihla/contracts/fields.ts'
import { type Ctx, PATIENTLY, type RecordType, type Row, transaction } from '#platform/context.ts'
import { invalid, Problem } from '#platform/errors.ts'
import { diff } from '#platform/events.ts'
import { lockHierarchy } from '#platform/hierarchy.ts'
import { keepApart } from './dismissals.ts'
import { fillsOf, leftOf } from './plan.ts'
import { countPointing, leadsTo, lockPointing, lockRows, type Pointer } from './queries/pointing.ts'
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

/** What pointed to one of `ids` points to the kept record, whoever it belongs to. */
async function follow(
  ctx: Ctx,
  [type, pointer]: [RecordType, Pointer],
  { record_type, keep, ids }: { record_type: string; keep: string; ids: readonly string[] },
) {
  const own = new Set([keep, ...ids])
  for (const row of await lockPointing(ctx, pointer, ids)) {
    // Those that went stay as they were, and the one that stays was written before.
    if (type.resource.record_type === record_type && own.has(row.id)) continue
    const fields = pointer.fields.filter((field) => ids.includes(row[field] as string))
    await type.write(ctx, row, Object.fromEntries(fields.map((field) => [field, keep])))
  }
}

/** What a merge would change, and how much would come along. */
export const previewMerge = (ctx: Ctx, record_type: Mergeable, input: MergeInput): Promise<MergePreview> =>
  transaction(ctx, async (ctx) => {
    const type = ctx.platform.records.get(record_type)!
    const { keep, merged, chosen } = await gather(ctx, type, input)
    const ids = merged.map(({ id }) => id)
    const moves: MergePreview['moves'] = []
    for (const [pointing, { table, fields }] of pointersTo(ctx, record_type))
      for (const field of fields) {
        const count = await countPointing(ctx, table, field, ids)
        if (count) moves.push({ record_type: pointing.resource.record_type, field, count })
      }
    const left = leftOf(type.resource, keep, merged, chosen)
    const then = await trial(ctx, async () => {
      await putInto(ctx, type, keep, merged, { chosen })
      return (await lockRows(ctx, type.merging!.table, [keep.id]))[0]!
    })
    return { changes: diff(type.resource, keep, then), moves, left }
  })
