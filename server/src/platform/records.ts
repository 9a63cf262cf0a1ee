import type { Fields } from '@rihla/contracts/fields.ts'
import type { Changes, Item, NewItem } from '@rihla/contracts/resource.ts'
import { type Ctx, type Row, transaction } from './context.ts'
import type { RecordType } from './recordType.ts'
import { foldCustom, takesCustom } from './custom.ts'
import { seenChanges } from './customSight.ts'
import { forWriting } from './customWords.ts'
import { Problem } from './errors.ts'
import { diff, lastEvent, record } from './events.ts'
import { lockHierarchy } from './hierarchy.ts'
import type { RecordQueries } from './recordQueries.ts'
import { recordRights } from './recordRights.ts'
import type { Circumstances, RecordRules } from './recordRules.ts'
import { laterThan, MERGED, recordWrites } from './recordWrites.ts'

/**
 * The life of a record: created, changed, archived, restored, erased; each with its event, in one transaction, after
 * the caller's right to it was judged on the locked row.
 */
export function records<F extends Fields>(queries: RecordQueries<F>, rules: RecordRules = {}) {
  const { resource } = queries
  const { record_type } = resource
  const fields = resource.fields as Fields
  const { lockForChange } = recordRights(queries)
  const writes = recordWrites(queries, rules)
  const { columnsIn, draft, judged, revision, write, follow, place, derived, expectVersion } = writes

  async function create(ctx: Ctx, input: NewItem<F>): Promise<Item<F>> {
    return transaction(ctx, async (ctx) => {
      const row = await draft(ctx, input)
      await rules.refuse?.(ctx, row, input as Record<string, unknown>)
      const changes = diff(resource, undefined, row)
      await place(ctx, [{ next: row, set: row }])
      const [item] = await Promise.all([
        queries.insert(ctx, row),
        record(ctx, { type: `${record_type}.created`, record_type, record: row, changes, note: noteOf(input) }),
      ])
      await rules.extra?.(ctx, row.id, input as Record<string, unknown>)
      return item
    })
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
    const values = { ...filled, ...(await judged(ctx, before, chosen, undefined, filled)) }
    Object.assign(values, await follow(ctx, before, values))
    const item = await write(ctx, before, values, { note: circumstances.note, type: MERGED })
    await rules.extra?.(ctx, before.id, chosen as Record<string, unknown>)
    return item
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
      // Told while the row is still there: what points to it lets go of it (`clearReferences.ts`).
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
    follow,
    ...(takesCustom(resource) && { tell: (ctx, changes) => seenChanges(ctx, record_type, changes) }),
    write: (ctx, before, values, note) =>
      write(ctx, before, readLogged(fields, foldCustom(before, values)), { note }) as Promise<unknown> as Promise<Row>,
    merging: {
      table: queries.table,
      parent: rules.parent,
      completes: rules.merge,
      may: queries.may,
      holdFirst: queries.holdFirst,
      revision,
      place,
      absorb: (ctx, before, values, circumstances) => absorb(ctx, before, values as never, circumstances),
      rederive: async (ctx, row) => void (await queries.change(ctx, row.id, derived(row, await forWriting(ctx)))),
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
  return { ...whole, draft, judged, revision, place, derived }
}

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
