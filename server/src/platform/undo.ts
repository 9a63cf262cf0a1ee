import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { customName } from '@rihla/contracts/customFields.ts'
import type { UndoResult } from '@rihla/contracts/audit.ts'
import type { Fields } from '@rihla/contracts/fields.ts'
import type { Job } from '@rihla/contracts/operation.ts'
import { holds, scopes } from './access.ts'
import { MOST_AT_ONCE } from './bulk.ts'
import { type Ctx, transaction } from './context.ts'
import { isCustomName, valueOf } from './custom.ts'
import { seenChanges, seenRow } from './customSight.ts'
import { forbidden, notFound, Problem } from './errors.ts'
import { toldOf as changesTold } from './eventLog.ts'
import { asLogged, blank, isCustom, lastEvent, loggedFields, sensitiveFields, tellable } from './events.ts'
import { readableJobs, startJob } from './jobs.ts'
import type { Event, Row } from './context.ts'
import type { RecordType } from './recordType.ts'

/** The type of the jobs that take back operations of many changes. */
export const UNDO = 'events.undo'

export interface UndoInput {
  undone_operation_id: string
}

/**
 * Takes back a whole operation, newest change first: old values return, created records are archived. All or nothing:
 * 409 names the fields that were changed since, 422 is for what cannot come back. An undo is an operation too, so it
 * can be undone. Above 1,000 changes it goes on as a job (`undoJob.ts`).
 * @param id of the operation, or of any of its events
 */
export async function undoOperation(ctx: Ctx, id: string): Promise<UndoResult | Job> {
  return transaction(ctx, async (ctx) => {
    const { operation_id, changes } = await findOperation(ctx, id)
    if (changes > MOST_AT_ONCE) {
      const input: UndoInput = { undone_operation_id: operation_id }
      return startJob(ctx, UNDO, input, changes)
    }
    const events = await changesOf(ctx, operation_id, 0, changes)
    // Said at once: what let go of a removed record would only be told that it is not there.
    for (const event of events) await refuseFinal(ctx, event)
    for (const event of events) await takeBack(ctx, event)
    return { operation_id: ctx.operation_id, undone: changes }
  })
}

/**
 * The operation of this id or event, and how many records it changed. 404 when the caller may know of none of them, 409
 * while a job still works on it.
 */
async function findOperation(ctx: Ctx, id: string): Promise<{ operation_id: string; changes: number }> {
  const { rows } = await sql<{ operation_id: string; changes: number; unfinished: string[] }>`
    with o as (select coalesce((select operation_id from events where id = ${id}), ${id}::uuid) as operation_id)
    select o.operation_id,
      (select count(*) from events e where e.operation_id = o.operation_id and e.record_type <> 'job') as changes,
      array(select j.id from jobs j where j.operation_id = o.operation_id and j.state in ('waiting', 'running')) as unfinished
    from o`.execute(ctx.db)
  const { unfinished, ...operation } = rows[0]!
  const known = (await isKnown(ctx, operation)) || (await readableJobs(ctx, unfinished)).size > 0
  if (known && unfinished.length) throw new Problem(409, 'undo_unfinished')
  if (!known) throw notFound('event')
  return operation
}

/** Those of the changes that the log tells the caller of. */
const toldOf = async (ctx: Ctx, changes: readonly Change[]) =>
  (await tellable(ctx, changes)).filter((change) => changesTold(ctx, change))

/** Whether the caller may know of anything that the operation changed. */
async function isKnown(ctx: Ctx, { operation_id, changes }: { operation_id: string; changes: number }) {
  for (let done = 0; done < changes; done += MOST_AT_ONCE)
    if ((await toldOf(ctx, await changesOf(ctx, operation_id, done, MOST_AT_ONCE))).length) return true
  return false
}

/** A change as the log tells it, with who made it. */
export type Change = Event & { actor_id: string | null }

/** Changes of an operation, newest first. */
export async function changesOf(ctx: Ctx, operation_id: string, skip: number, take: number): Promise<Change[]> {
  const { rows } = await sql<Change>`
    select * from events where operation_id = ${operation_id} and record_type <> 'job'
    order by at desc, id desc offset ${skip} limit ${take}`.execute(ctx.db)
  return rows
}

/** Takes one change back. Throws where the caller may not, or it cannot be. */
export async function takeBack(ctx: Ctx, change: Change) {
  const { type, row, values } = await judge(ctx, change)
  await type.write({ ...ctx, undoing: change.id }, row, values)
}

/**
 * What taking the change back would write, on the locked row. `later` are values that newer changes of the operation
 * will have put back by then.
 */
export async function judge(ctx: Ctx, change: Change, later: Record<string, unknown> = {}) {
  const type = await refuseFinal(ctx, change)
  const created = isCreation(change)
  const locked = await lock(ctx, type, change, created ? 'delete' : 'update')
  return { type, ...(await judgeHeld(ctx, type, { ...locked, ...later }, change)) }
}

/** The same on a row that the caller holds and may change. */
export async function judgeHeld(ctx: Ctx, type: RecordType, row: Row, change: Change) {
  const created = isCreation(change)
  if (!created) refuseUnseen(ctx, type, change)
  const fields = changedSince(ctx, type, row, change, created)
  if (fields.length)
    throw new Problem(409, 'undo_conflict', {
      params: { fields: fields.join(', ') },
      body: { record_id: row.id, fields },
    })
  // Giving a record back to somebody is assigning it; one's own doing may always be taken back.
  const assign = `${type.resource.name}:assign` as const
  if (!created && change.changes.assigned_to && change.actor_id !== ctx.actor.id && !holds(ctx, assign, row))
    throw forbidden(assign)
  if (created) return { row, values: { archived_at: ctx.now } }
  const old = oldValues(ctx, type, row, change)
  // The log has what followed then: newer changes have their part in what follows now.
  return { row, values: { ...old, ...(await type.follow?.(ctx, row, old)) } }
}

/**
 * What somebody else did in part with what is not there for the caller is for who sees all of it: half of it would come
 * back, and of the rest nothing ever could.
 */
function refuseUnseen(ctx: Ctx, { resource }: RecordType, { actor_id, changes }: Change) {
  if (actor_id !== null && actor_id === ctx.actor.id) return
  const seen = seenChanges(ctx, resource.record_type, changes)
  if (Object.keys(seen).length < Object.keys(changes).length) throw new Problem(403, 'undo_unseen')
}

/** The kind of record of a change that can be taken back. */
async function refuseFinal(ctx: Ctx, change: Change): Promise<RecordType> {
  const type = ctx.platform.records.get(change.record_type)
  if (type && !isFinal(type, change)) return type
  throw (await toldOf(ctx, [change])).length ? new Problem(422, 'undo_impossible') : notFound('event')
}

export const isCreation = ({ type }: Change) => type.endsWith('.created')

/** What was removed or shown is so for good; and of sensitive fields the log has no value that could come back. */
export const isFinal = ({ resource }: RecordType, { type, changes }: Change) =>
  type.endsWith('.deleted') ||
  type.endsWith('.revealed') ||
  (!type.endsWith('.created') && sensitiveFields(resource).some((name) => name in changes))

/** Out of sight is 404, as an event of no tenant; who sees everything is told that the record is gone for good. */
async function lock(ctx: Ctx, type: RecordType, change: Change, action: string): Promise<Row> {
  const { record_id, record_type } = change
  try {
    return await type.lock(ctx, record_id, action)
  } catch (error) {
    if (!(error instanceof Problem) || (error.status !== 404 && error.status !== 403)) throw error
    if (await followed(ctx, type, change)) return type.lock(asAdmin(ctx), record_id, 'read')
    if (error.status === 403) throw error
    const all = scopes(ctx, `${type.resource.name}:read`).has('all')
    if (all && (await lastEvent(ctx, record_id, `${record_type}.deleted`))) throw new Problem(422, 'undo_impossible')
    throw notFound('event')
  }
}

/** Whether the record only followed one that the caller merged into another: whosesoever it is, it goes back as it came. */
async function followed(ctx: Ctx, { resource }: RecordType, { operation_id, actor_id, type, changes }: Change) {
  const fields = resource.fields as Fields
  const links = Object.keys(changes).every((name) => fields[name]?.kind === 'reference')
  if (!links || !type.endsWith('.updated') || actor_id === null || actor_id !== ctx.actor.id) return false
  const { rows } = await sql`
    select 1 from events where operation_id = ${operation_id} and type like '%.merged' limit 1`.execute(ctx.db)
  return rows.length > 0
}

const asAdmin = (ctx: Ctx): Ctx => ({ ...ctx, actor: { ...ctx.actor, role: 'admin' } })

/**
 * What a change replaced. Of the fields that are not there for the caller, who did it themselves, what nobody changed
 * since; the rest stays as it is.
 */
export function oldValues(ctx: Ctx, { resource }: RecordType, row: Row, change: Change): Record<string, unknown> {
  const seen = seenChanges(ctx, resource.record_type, change.changes)
  const own = change.actor_id === ctx.actor.id
  const taken = Object.entries(change.changes).filter(
    ([name, [, now]]) => name in seen || (own && isDeepStrictEqual(valueOf(row, name) ?? null, now)),
  )
  return Object.fromEntries(taken.map(([name, [before]]) => [name, before]))
}

/** Fields whose present value is not the one the change left, of those that are there for the caller. */
export function changedSince(ctx: Ctx, type: RecordType, whole: Row, change: Change, created: boolean): string[] {
  const { at } = change
  const row = seenRow(ctx, type.resource, whole)
  const changes = seenChanges(ctx, type.resource.record_type, change.changes)
  const locks = new Set(loggedFields(type.resource).map(([, { locked_by }]) => locked_by))
  const differing = loggedFields(type.resource)
    .filter(([name, field]) => {
      if (isCustom(name, field)) return false
      // What follows from others may have done so since, and will again.
      if (field.locked_by && row[field.locked_by] === false) return false
      const change = changes[name]
      // A lock of which the creation says nothing may have come by an upgrade, which no event tells.
      if (!change && (!created || locks.has(name))) return false
      return !isDeepStrictEqual(asLogged(row[name]), change ? change[1] : asLogged(blank(field)))
    })
    .map(([name]) => name)
  const keys = Object.keys((created && (row.custom as object)) || {}).map(customName)
  for (const name of new Set([...keys, ...Object.keys(changes).filter(isCustomName)]))
    if (!isDeepStrictEqual(valueOf(row, name) ?? null, changes[name]?.[1] ?? null)) differing.push(name)
  // What was archived since is closed to changes, and to taking them back.
  const closed = row.archived_at && row.archived_at > at && !changes.archived_at && !created
  return closed ? [...differing, 'archived_at'] : differing
}
