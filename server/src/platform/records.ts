import type { Fields } from '@rihla/contracts/fields.ts'
import type { Changes, Item, NewItem } from '@rihla/contracts/resource.ts'
import { type Ctx, newId, transaction } from './context.ts'
import { Problem } from './errors.ts'
import { customWords, foldCustom, mergeCustom, takesCustom, type Values, withCustom } from './custom.ts'
import { blank, diff, lastEvent, record } from './events.ts'
import { judgeParent, lockHierarchy } from './hierarchy.ts'
import type { RecordQueries } from './recordQueries.ts'
import { recordRights } from './recordRights.ts'
import { searchText } from './search.ts'
import type { MergeRule, RecordType, Row } from './context.ts'

/** What a module says about its records; everything has a plain default. */
export interface RecordRules {
  /** Columns that follow from others and have no event: search text, E.164 phones. Runs on every write, undo too. */
  derive?: (row: Record<string, unknown>, ctx: Ctx) => Record<string, unknown>
  /** Judges and completes what a caller asked for: scores, stages, references. `before` is absent on create. */
  judge?: (
    ctx: Ctx,
    next: Row,
    before: Row | undefined,
    input: Record<string, unknown>,
  ) => Promise<Record<string, unknown>>
  /** Throws where a record must not be made, for one that is there already. Not asked by who makes many (`draft`). */
  refuse?: (ctx: Ctx, row: Row, input: Record<string, unknown>) => Promise<void>
  /** What else a merge puts on the record that is kept, and on those that go into it. */
  merge?: MergeRule
  /** The field that points to the record above, where records make a tree: no record is ever above itself. */
  parent?: string
  /** Names an event better than `updated`. */
  eventType?: (changed: ReadonlySet<string>) => string | undefined
  /** What besides `archived_at` changes when a record is archived. */
  archive?: (row: Row) => Record<string, unknown>
  /** What hangs on a record, before it is removed for good. */
  beforeErase?: (ctx: Ctx, id: string) => Promise<void>
  /** Input that is not a column (`notes`, `reason`): written after the record, in the same transaction. */
  extra?: (ctx: Ctx, id: string, input: Record<string, unknown>) => Promise<void>
}

/** Why a record changed, and what the caller believes its version is. */
interface Circumstances {
  version?: number | undefined
  note?: string | null | undefined
}

/**
 * The life of a record: created, changed, archived, restored, erased; each with its event, in one transaction, after
 * the caller's right to it was judged on the locked row.
 */
export function records<F extends Fields>(queries: RecordQueries<F>, rules: RecordRules = {}) {
  const { resource } = queries
  const { record_type } = resource
  const fields = resource.fields as Fields
  const stored = new Set(queries.stored)
  const main = 'assigned_to' in fields
  const { lockForChange, judgeOwner, judgeId, judgeReferences } = recordRights(queries)

  const custom = takesCustom(resource)
  const folded = Object.entries(fields).filter(([, field]) => field.folded !== undefined)
  const foldedLists = (row: Record<string, unknown>) =>
    Object.fromEntries(folded.map(([name, field]) => [field.folded!, (row[name] as string[]).map(foldTag)]))
  /** With what the tenant's own fields are found by. */
  function derived(row: Record<string, unknown>, ctx: Ctx): Record<string, unknown> {
    const columns = { ...rules.derive?.(row, ctx), ...foldedLists(row) }
    if (!custom || typeof columns.search !== 'string') return columns
    const { words, phones } = customWords(ctx, resource, row.custom)
    const more = searchText(words, phones, row.country as string | null | undefined)
    return more ? { ...columns, search: `${columns.search} ${more}` } : columns
  }
  /** What else an input says (`version`, `notes`, `reason`) is for the rules, not for the table. */
  const columnsIn = (input: object) =>
    Object.fromEntries(Object.entries(input).filter(([key, value]) => value !== undefined && stored.has(key)))

  /** A new record, judged and completed but not written. `judged` names input whose right was judged already. */
  async function draft(asker: Ctx, input: NewItem<F>, judged: ReadonlySet<string> = NOTHING): Promise<Row> {
    const ctx = custom ? await withCustom(asker) : asker
    const frame = {
      id: (input as { id?: string }).id ?? newId(),
      created_at: ctx.now,
      updated_at: ctx.now,
      created_by: ctx.actor.id,
      archived_at: null,
      version: 1,
    }
    const row: Record<string, unknown> = {}
    for (const key of stored) row[key] = key in fields ? blank(fields[key]!) : null
    const asked = columnsIn(input)
    Object.assign(row, main && { assigned_to: ctx.actor.id }, asked, frame)
    if (main) judgeOwner(ctx, undefined, row.assigned_to as string | null)
    if (asked.id && !judged.has('id')) await judgeId(ctx, frame.id)
    await judgeReferences(ctx, undefined, asked, judged)
    if (custom && asked.custom) row.custom = await mergeCustom(ctx, resource, undefined, asked.custom as Values)
    Object.assign(row, await rules.judge?.(ctx, row as Row, undefined, input as Record<string, unknown>))
    return Object.assign(row, derived(row, ctx)) as Row
  }

  async function create(ctx: Ctx, input: NewItem<F>): Promise<Item<F>> {
    return transaction(ctx, async (ctx) => {
      const row = await draft(ctx, input)
      await rules.refuse?.(ctx, row, input as Record<string, unknown>)
      const changes = diff(resource, undefined, row)
      const [item] = await Promise.all([
        queries.insert(ctx, row),
        record(ctx, { type: `${record_type}.created`, record_type, record: row, changes, note: noteOf(input) }),
      ])
      await rules.extra?.(ctx, row.id, input as Record<string, unknown>)
      return item
    })
  }

  /** What putting `values` on a row means: its next state, the columns to set, and the event. Undefined where nothing differs. */
  function revision(ctx: Ctx, before: Row, values: Record<string, unknown>, type?: string) {
    const changes = diff(resource, before, values)
    if (Object.keys(changes).length === 0 && type !== MERGED) return undefined
    const now = laterThan(before, ctx)
    const next = { ...before, ...values, version: before.version + 1, updated_at: now } as Row
    const set = { ...values, ...derived(next, ctx), version: next.version, updated_at: next.updated_at }
    return { now, next, set, changes, type: type ?? typeOf(new Set(Object.keys(changes)), next) }
  }

  /** Puts `values` on a locked row: derived columns, version, event. Nothing happens when nothing differs. */
  async function write(
    asker: Ctx,
    before: Row,
    values: Record<string, unknown>,
    circumstances: Circumstances & { type?: string } = {},
  ): Promise<Item<F>> {
    const ctx = custom ? await withCustom(asker) : asker
    const revised = revision(ctx, before, values, circumstances.type)
    if (!revised) return queries.change(ctx, before.id, { version: before.version })
    await judgePlace(ctx, before, values)
    const { now, next, set, changes, type } = revised
    const [item] = await Promise.all([
      queries.change(ctx, before.id, set),
      record(
        { ...ctx, now },
        {
          type: `${record_type}.${type}`,
          record_type,
          record: next,
          changes,
          note: circumstances.note ?? null,
        },
      ),
    ])
    return item
  }

  /** A record moves to another place of its tree only where it is not above itself, whoever moves it: undo and merge too. */
  async function judgePlace(ctx: Ctx, { id, ...before }: Row, values: Record<string, unknown>) {
    const { parent: column } = rules
    const parent_id = column && values[column]
    if (typeof parent_id !== 'string' || parent_id === before[column!]) return
    await judgeParent(ctx, { table: queries.table, column: column!, id, parent_id })
  }

  function typeOf(changed: ReadonlySet<string>, next: Row): string {
    if (changed.has('archived_at')) return next.archived_at ? 'archived' : 'restored'
    const named = rules.eventType?.(changed)
    if (named) return named
    return changed.size === 1 && changed.has('assigned_to') ? 'assigned' : 'updated'
  }

  /** Judges what `input` asks of a locked row; answers the values to put on it. */
  async function judged(
    asker: Ctx,
    before: Row,
    input: Changes<F>,
    known: ReadonlySet<string> = NOTHING,
    filled: Record<string, unknown> = {},
  ) {
    const ctx = custom ? await withCustom(asker) : asker
    const columns = columnsIn(input)
    if (before.archived_at) throw new Problem(409, 'archived', { body: { archived_at: before.archived_at } })
    if (main && 'assigned_to' in columns) judgeOwner(ctx, before, columns.assigned_to as string | null)
    await judgeReferences(ctx, before, columns, known)
    // What a merge takes over was judged where it was written.
    if (custom && columns.custom && !known.has('custom'))
      columns.custom = await mergeCustom(ctx, resource, { ...before, ...filled } as Row, columns.custom as Values)
    const next = { ...before, ...filled, ...columns } as Row
    return { ...columns, ...(await rules.judge?.(ctx, next, before, input as Record<string, unknown>)) }
  }

  async function update(ctx: Ctx, id: string, input: Changes<F>, circumstances: Circumstances = {}): Promise<Item<F>> {
    return transaction(ctx, async (ctx) => {
      const columns = columnsIn(input)
      if (rules.parent && typeof columns[rules.parent] === 'string') await lockHierarchy(ctx, queries.table)
      const before = await lockForChange(ctx, id, columns)
      await expectVersion(ctx, before, circumstances.version ?? (input as { version?: number }).version)
      const values = await judged(ctx, before, input)
      const item = await write(ctx, before, values, { note: circumstances.note ?? noteOf(input) })
      await rules.extra?.(ctx, id, input as Record<string, unknown>)
      return item
    })
  }

  /**
   * Puts on a locked row what others had and it had not, under what somebody chose. Their choice is judged as a change;
   * that it took the others in is told even where nothing differs.
   */
  async function absorb(
    ctx: Ctx,
    before: Row,
    { chosen, filled }: { chosen: Changes<F>; filled: Record<string, unknown> },
    circumstances: Circumstances = {},
  ): Promise<Item<F>> {
    await expectVersion(ctx, before, circumstances.version)
    const values = { ...filled, ...(await judged(ctx, before, chosen, NOTHING, filled)) }
    const item = await write(ctx, before, values, { note: circumstances.note, type: MERGED })
    await rules.extra?.(ctx, before.id, chosen as Record<string, unknown>)
    return item
  }

  /** 412 with the present record when the caller's copy is stale. */
  async function expectVersion(ctx: Ctx, row: Row, version: number | undefined) {
    if (version === undefined || version === row.version) return
    const current = await queries.find(ctx, row.id)
    throw new Problem(412, 'version_conflict', { body: { current }, headers: { etag: `"${row.version}"` } })
  }

  async function archive(ctx: Ctx, id: string, circumstances: Circumstances = {}): Promise<Item<F>> {
    return transaction(ctx, async (ctx) => {
      const before = await queries.lock(ctx, id, 'delete')
      await expectVersion(ctx, before, circumstances.version)
      if (before.archived_at) return write(ctx, before, {})
      return write(ctx, before, { ...rules.archive?.(before), archived_at: ctx.now }, { note: circumstances.note })
    })
  }

  /** Puts back every value that archiving changed. */
  async function restore(ctx: Ctx, id: string, circumstances: Circumstances = {}): Promise<Item<F>> {
    return transaction(ctx, async (ctx) => {
      const before = await queries.lock(ctx, id, 'restore')
      await expectVersion(ctx, before, circumstances.version)
      if (!before.archived_at) return write(ctx, before, {})
      const archived = await lastEvent(ctx, id, `${record_type}.archived`)
      const old = Object.entries(archived?.changes ?? {}).map(([field, [value]]) => [field, value])
      return write(
        ctx,
        before,
        { ...readLogged(fields, Object.fromEntries(old)), archived_at: null },
        { note: circumstances.note },
      )
    })
  }

  /** Removes for good. The log keeps that it happened, not what it held. */
  async function erase(ctx: Ctx, id: string, circumstances: Circumstances = {}): Promise<void> {
    await transaction(ctx, async (ctx) => {
      const before = await queries.lock(ctx, id, 'purge')
      await expectVersion(ctx, before, circumstances.version)
      await rules.beforeErase?.(ctx, id)
      const gone = { id, version: before.version + 1 }
      const last = { ...ctx, now: laterThan(before, ctx) }
      // Told while the row is still there: what points to it lets go of it (`letGo.ts`).
      await record(last, { type: `${record_type}.deleted`, record_type, record: gone, changes: {} })
      await queries.erase(ctx, id)
    })
  }

  async function addTags(ctx: Ctx, id: string, tags: readonly string[], circumstances: Circumstances = {}) {
    return retag(ctx, id, circumstances, (present) => {
      const known = new Set(present.map((tag) => tag.toLowerCase()))
      return [...present, ...tags.filter((tag) => !known.has(tag.toLowerCase()) && known.add(tag.toLowerCase()))]
    })
  }

  async function removeTags(ctx: Ctx, id: string, tags: readonly string[], circumstances: Circumstances = {}) {
    const gone = new Set(tags.map((tag) => tag.toLowerCase()))
    return retag(ctx, id, circumstances, (present) => present.filter((tag) => !gone.has(tag.toLowerCase())))
  }

  async function retag(ctx: Ctx, id: string, circumstances: Circumstances, next: (tags: string[]) => string[]) {
    return transaction(ctx, async (ctx) => {
      const { tags } = (await queries.lock(ctx, id, 'update')) as unknown as { tags: string[] }
      const changed = next(tags)
      if (changed.length > 50)
        throw new Problem(422, 'validation_failed', {
          errors: [{ field: 'tags', code: 'too_many', message: 'too_many' }],
        })
      return update(ctx, id, { tags: changed } as unknown as Changes<F>, circumstances)
    })
  }

  const type: RecordType = {
    resource,
    readable: queries.readable,
    known: queries.known,
    summaries: queries.summaries,
    lock: queries.lock,
    write: (ctx, before, values, note) =>
      write(ctx, before, readLogged(fields, foldCustom(before, values)), { note }) as Promise<unknown> as Promise<Row>,
    merging: {
      table: queries.table,
      parent: rules.parent,
      completes: rules.merge,
      absorb: (ctx, before, values, circumstances) => absorb(ctx, before, values as never, circumstances),
      rederive: async (ctx, row) => void (await queries.change(ctx, row.id, derived(row, await withCustom(ctx)))),
    },
  }

  const whole = {
    queries,
    rules,
    type,
    create,
    update,
    archive,
    restore,
    erase,
    addTags,
    removeTags,
    write,
    expectVersion,
  }
  // For who writes many at once (`recordBatches.ts`).
  return { ...whole, draft, judged, revision, derived }
}

const NOTHING: ReadonlySet<string> = new Set()

/** A change that waited for another one comes after it, whenever it was asked for: times go the way of the versions. */
const laterThan = ({ updated_at }: Row, { now }: Ctx) => (now > updated_at ? now : new Date(updated_at.getTime() + 1))

/** As the lists of `filters.ts` compare them. */
const foldTag = (tag: string) => tag.toLowerCase()

/** The event of a record that others went into. */
const MERGED = 'merged'

const noteOf = (input: object) => (input as { reason?: string }).reason ?? null

/** Values of the log as columns hold them: times are text there. */
export function readLogged(fields: Fields, values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      fields[name]?.kind === 'timestamp' && typeof value === 'string' ? new Date(value) : value,
    ]),
  )
}

export type Records<F extends Fields = any> = ReturnType<typeof records<F>>
