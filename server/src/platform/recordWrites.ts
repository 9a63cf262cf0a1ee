import type { Fields } from '@rihla/contracts/fields.ts'
import type { Changes, Item, NewItem } from '@rihla/contracts/resource.ts'
import { relatedWordsOf, addRelatedWords } from './relatedWords.ts'
import { type Ctx, newId, type Row } from './context.ts'
import { mergeCustom, takesCustom, type Values } from './custom.ts'
import { defaultsOf, unseenDefaults } from './customDefaults.ts'
import { customWords, forWriting } from './customWords.ts'
import { Problem } from './errors.ts'
import { blank, diff, record } from './events.ts'
import { judgeParent } from './hierarchy.ts'
import type { RecordQueries } from './recordQueries.ts'
import { recordRights } from './recordRights.ts'
import type { Circumstances, RecordRules } from './recordRules.ts'
import { searchText } from './search.ts'

/** How a row of a record comes to be: judged, completed, with its derived columns and version, written with its event. */
export function recordWrites<F extends Fields>(queries: RecordQueries<F>, rules: RecordRules) {
  const { resource } = queries
  const { record_type } = resource
  const fields = resource.fields as Fields
  const stored = new Set(queries.stored)
  const main = 'assigned_to' in fields
  const place = addRelatedWords(rules.relatedWords)
  const { judgeOwner, judgeId, judgeReferences } = recordRights(queries)

  const custom = takesCustom(resource)
  const folded = Object.entries(fields).filter(([, field]) => field.folded !== undefined)
  const foldedLists = (row: Record<string, unknown>) =>
    Object.fromEntries(folded.map(([name, field]) => [field.folded!, (row[name] as string[]).map(foldTag)]))

  /** The columns that follow from a row, with what the tenant's own fields are found by. */
  function derived(row: Record<string, unknown>, ctx: Ctx): Record<string, unknown> {
    const columns = { ...rules.derive?.(row, ctx), ...foldedLists(row) }
    if (typeof columns.search !== 'string') return columns
    const { words, phones } = custom ? customWords(ctx, resource, row.custom) : { words: [], phones: [] }
    const more = searchText(words, phones, row.country as string | null | undefined)
    return { ...columns, search: (more ? `${columns.search} ${more}` : columns.search) + relatedWordsOf(row.search) }
  }

  /** What else an input says (`version`, `notes`, `reason`) is for the rules, not for the table. */
  const columnsIn = (input: object) =>
    Object.fromEntries(Object.entries(input).filter(([key, value]) => value !== undefined && stored.has(key)))

  /** A new record, judged and completed but not written. `judged` names input whose right was judged already. */
  async function draft(asker: Ctx, input: NewItem<F>, judged: ReadonlySet<string> = NOTHING): Promise<Row> {
    const ctx = custom ? await forWriting(asker) : asker
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
    const own = { ...defaultsOf(ctx, resource), ...(asked.custom as Values | undefined) }
    const unseen = custom ? unseenDefaults(ctx, resource) : {}
    if (custom && Object.keys({ ...own, ...unseen }).length)
      row.custom = await mergeCustom(ctx, resource, { custom: unseen }, own)
    Object.assign(row, await rules.judge?.(ctx, row as Row, undefined, input as Record<string, unknown>))
    return Object.assign(row, derived(row, ctx)) as Row
  }

  /** Judges what `input` asks of a locked row; answers the values to put on it. */
  async function judged(
    asker: Ctx,
    before: Row,
    input: Changes<F>,
    known: ReadonlySet<string> = NOTHING,
    filled: Record<string, unknown> = {},
  ) {
    const ctx = custom ? await forWriting(asker) : asker
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
    const ctx = custom ? await forWriting(asker) : asker
    const revised = revision(ctx, before, values, circumstances.type)
    if (!revised) return queries.change(ctx, before.id, { version: before.version })
    await judgePlace(ctx, before, values)
    const { now, next, set, changes, type } = revised
    await place(ctx, [{ before, next, set }])
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

  /** What follows from values that come past `judged`. */
  const follow = async (ctx: Ctx, before: Row, values: Record<string, unknown>) =>
    (await rules.follow?.(ctx, { ...before, ...values }, before)) ?? {}

  /** 412 with the present record when the caller's copy is stale. */
  async function expectVersion(ctx: Ctx, row: Row, version: number | undefined) {
    if (version === undefined || version === row.version) return
    const current = await queries.find(ctx, row.id)
    throw new Problem(412, 'version_conflict', { body: { current }, headers: { etag: `"${row.version}"` } })
  }

  return { columnsIn, draft, judged, revision, write, follow, place, derived, expectVersion }
}

const NOTHING: ReadonlySet<string> = new Set()

/** A change that waited for another one comes after it, whenever it was asked for: times go the way of the versions. */
export const laterThan = ({ updated_at }: Pick<Row, 'updated_at'>, { now }: Ctx) =>
  now > updated_at ? now : new Date(updated_at.getTime() + 1)

/** As the lists of `filters.ts` compare them. */
const foldTag = (tag: string) => tag.toLowerCase()

/** The event of a record that others went into. */
export const MERGED = 'merged'
