import { isDeepStrictEqual } from 'node:util'
import { CompiledQuery, sql } from 'kysely'
import type { Field, Fields } from '@rihla/contracts/fields.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { type Ctx, newId } from './context.ts'
import { customDiff } from './custom.ts'
import type { Event, Reaction, Row } from './context.ts'

type Changes = Record<string, [unknown, unknown]>

/** Fields whose changes the log keeps: stored ones that are neither derived nor sensitive nor the record's frame. */
const FRAME = new Set(['id', 'tenant_id', 'created_at', 'updated_at', 'created_by', 'version'])
const loggedCache = new WeakMap<Resource<any>, [string, Field][]>()
export function loggedFields(resource: Resource<any>): [string, Field][] {
  let fields = loggedCache.get(resource)
  if (!fields) {
    fields = Object.entries(resource.fields as Fields).filter(
      ([name, f]) => !FRAME.has(name) && !f.computed && !f.derived && !f.sensitive,
    )
    loggedCache.set(resource, fields)
  }
  return fields
}

const sensitiveCache = new WeakMap<Resource<any>, string[]>()
/** Fields of which the log says that they changed, and nothing else. */
export function sensitiveFields(resource: Resource<any>): readonly string[] {
  let names = sensitiveCache.get(resource)
  if (!names) {
    const fields = Object.entries(resource.fields as Fields)
    sensitiveCache.set(resource, (names = fields.filter(([, f]) => f.sensitive && !f.computed).map(([name]) => name)))
  }
  return names
}

/** What a field holds when a record is made and nothing is said of it: what the log leaves out of a creation. */
export const blank = (field: Field): unknown => field.initial ?? null

/** A stored value as the log writes it. */
export const asLogged = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : (value ?? null))

/**
 * {field: [old, new]} of what differs; `before` undefined means the record was made. A sensitive field that changed is
 * named, with null for both values.
 */
export function diff(
  resource: Resource<any>,
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown>,
): Changes {
  const changes: Changes = {}
  for (const [name, field] of loggedFields(resource)) {
    if (!(name in after)) continue
    if (isCustom(name, field)) {
      Object.assign(changes, customDiff(before?.custom, after.custom))
      continue
    }
    const old = asLogged(before ? before[name] : blank(field))
    const now = asLogged(after[name])
    if (!same(old, now)) changes[name] = [before ? old : null, now]
  }
  for (const name of before ? sensitiveFields(resource) : [])
    if (name in after && !same(before![name] ?? null, after[name] ?? null)) changes[name] = [null, null]
  return changes
}

/** Of the fields that the tenant defined, each is a field of the log. */
export const isCustom = (name: string, { kind }: Field) => name === 'custom' && kind === 'json'

// Most values are plain, and the deep comparison is dear.
const same = (a: unknown, b: unknown) =>
  a === b || (typeof a === 'object' && typeof b === 'object' && isDeepStrictEqual(a, b))

interface Fact {
  type: string
  record_type: string
  record: Pick<Row, 'id' | 'version'>
  changes: Changes
  note?: string | null
}

// Every write sends it: as a text of its own it needs no building.
const INSERT = `insert into events (id, operation_id, undoes, type, record_type, record_id, record_version, actor_type,
  actor_id, at, changes, request_id, note) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`

/**
 * Writes one fact with the change it describes: audit line, timeline, outbox, undo. Then lets other modules react
 * inside the same transaction.
 */
export async function record(ctx: Ctx, { type, record_type, record: { id, version }, changes, note = null }: Fact) {
  if (!ctx.tx) throw new Error(`${type} was recorded outside a transaction.`)
  ctx.tx.recorded = true
  const event: Event = {
    id: newId(),
    operation_id: ctx.operation_id,
    undoes: ctx.undoing ?? null,
    type,
    record_type,
    record_id: id,
    record_version: version,
    changes,
    note,
    at: ctx.now,
  }
  const { actor, request_id } = ctx
  const values = [
    event.id,
    event.operation_id,
    event.undoes,
    type,
    record_type,
    id,
    version,
    actor.type,
    actor.id,
    event.at,
  ]
  await ctx.db.executeQuery(CompiledQuery.raw(INSERT, [...values, JSON.stringify(changes), request_id, note]))
  for (const { react } of ctx.platform.reactions.get(type) ?? []) await react(ctx, event)
}

const INSERT_MANY = `insert into events (id, operation_id, undoes, type, record_type, record_id, record_version, actor_type,
  actor_id, at, changes, request_id, note) select id, operation_id, undoes, type, record_type, record_id, record_version,
  actor_type, actor_id, at, changes, request_id, note from jsonb_populate_recordset(null::events, $1::jsonb)`

/** The same for many facts, each of a moment of its own perhaps and undoing a change of its own. */
export async function recordAll(ctx: Ctx, facts: readonly (Fact & { at?: Date; undoes?: string })[]) {
  if (facts.length === 0) return
  if (!ctx.tx) throw new Error(`${facts[0]!.type} was recorded outside a transaction.`)
  ctx.tx.recorded = true
  const events = facts.map(({ record: { id, version }, note = null, at = ctx.now, undoes, ...fact }): Event => {
    const { operation_id, undoing } = ctx
    const frame = { id: newId(), operation_id, undoes: undoes ?? undoing ?? null }
    return { ...frame, ...fact, record_id: id, record_version: version, note, at }
  })
  const who = { actor_type: ctx.actor.type, actor_id: ctx.actor.id, request_id: ctx.request_id }
  const rows = JSON.stringify(events.map((event) => ({ ...event, ...who })))
  await ctx.db.executeQuery(CompiledQuery.raw(INSERT_MANY, [rows]))
  for (const [type, group] of Map.groupBy(events, (event) => event.type))
    for (const { react, together } of ctx.platform.reactions.get(type) ?? [])
      if (together) await together(ctx, group)
      else for (const event of group) await react(ctx, event)
}

/** A reaction that is written for many events; one is as many. */
export const reaction = (to: string, together: NonNullable<Reaction['together']>): Reaction => ({
  to,
  react: (ctx, event) => together(ctx, [event]),
  together,
})

/** Those of `facts` about records of which the caller may know. */
export async function tellable<T extends { record_type: string; record_id: string }>(
  ctx: Ctx,
  facts: readonly T[],
): Promise<T[]> {
  const known = new Set<string>()
  for (const [type, group] of Map.groupBy(facts, ({ record_type }) => record_type)) {
    const ids = [...new Set(group.map(({ record_id }) => record_id))]
    for (const id of (await ctx.platform.records.get(type)?.known(ctx, ids)) ?? []) known.add(`${type} ${id}`)
  }
  return facts.filter(({ record_type, record_id }) => known.has(`${record_type} ${record_id}`))
}

/** Whether anything was ever recorded under this id. */
export async function wasRecorded({ db }: Ctx, record_id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from events where record_id = ${record_id} limit 1`.execute(db)
  return rows.length > 0
}

/** The last event of a type on a record. */
export async function lastEvent(ctx: Ctx, record_id: string, type: string): Promise<Event | undefined> {
  const { rows } = await sql<Event>`
    select * from events where record_id = ${record_id} and type = ${type} order by at desc, id desc limit 1`.execute(
    ctx.db,
  )
  return rows[0]
}
