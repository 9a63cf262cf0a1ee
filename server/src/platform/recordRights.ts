import { sql } from 'kysely'
import type { Fields } from '@rihla/contracts/fields.ts'
import { holds } from './access.ts'
import type { Ctx, Row } from './context.ts'
import type { RecordType } from './recordType.ts'
import { forbidden, invalid, Problem } from './errors.ts'
import { wasRecorded } from './events.ts'
import type { RecordQueries } from './recordQueries.ts'

/** What a caller may write into a record, besides being allowed to change it: its owner, its id, what it points to. */
export function recordRights<F extends Fields>(queries: RecordQueries<F>) {
  const { name } = queries.resource
  const fields = queries.resource.fields as Fields
  const main = 'assigned_to' in fields

  /** Taking an unassigned record and assigning have rights of their own; every other change needs `update`. */
  async function lockForChange(ctx: Ctx, id: string, columns: Record<string, unknown>): Promise<Row> {
    // The version says which copy is changed; it changes nothing itself.
    const keys = Object.keys(columns).filter((key) => key !== 'version')
    if (!main || keys.length !== 1 || keys[0] !== 'assigned_to') return queries.lock(ctx, id, 'update')
    const row = await queries.lock(ctx, id, 'read')
    const mine = columns.assigned_to === ctx.actor.id
    if (holds(ctx, `${name}:update`, row) || (mine && holds(ctx, `${name}:take`, row))) return row
    throw forbidden(`${name}:${mine ? 'take' : 'assign'}`)
  }

  function judgeOwner(ctx: Ctx, before: Row | undefined, owner: string | null) {
    const unchanged = before ? owner === before.assigned_to : owner === null
    if (unchanged || owner === ctx.actor.id) return
    if (!holds(ctx, `${name}:assign`, before ?? { assigned_to: null })) throw forbidden(`${name}:assign`)
  }

  /** An id is given once: whoever made another record of it would read the story of the first. */
  async function judgeId(ctx: Ctx, id: string) {
    if (await wasRecorded(ctx, id))
      throw new Problem(409, 'duplicate_id', { errors: [{ field: 'id', code: 'taken', message: 'taken' }] })
  }

  /**
   * Linking needs a right to both ends: what a reference comes to point to must be the caller's to read. And it must be in
   * use: what was archived since stays linked, but nothing is newly put there.
   */
  async function judgeReferences(
    ctx: Ctx,
    before: Row | undefined,
    asked: Record<string, unknown>,
    judged: ReadonlySet<string> = new Set(),
  ) {
    for (const [field, value] of Object.entries(asked)) {
      if (judged.has(field)) continue
      const { kind, to, even_archived } = fields[field]!
      if (kind !== 'reference' || typeof value !== 'string' || value === before?.[field]) continue
      await judgeLink(ctx, ctx.platform.records.get(to!), { field, id: value, even_archived })
    }
  }

  return { lockForChange, judgeOwner, judgeId, judgeReferences }
}

interface Link {
  /** The path of it in the body. */
  field: string
  id: string
  even_archived?: true | undefined
}

/** Throws 422 where the caller may not read a record, or it is archived: nothing is newly linked to it. */
export async function judgeLink(ctx: Ctx, type: RecordType | undefined, { field, id, even_archived }: Link) {
  if (!type) return
  const readable = await type.readable(ctx, [id])
  if (!readable.has(id)) throw invalid(field, 'unknown_reference', 422)
  if (!even_archived && (await archivedAmong(ctx, type, [id])).has(id)) throw invalid(field, 'is_archived', 422)
}

/**
 * Which of the records are archived, whoever may read them. Who writes keeps them as they are to the end: who archives one
 * holds its row first (`for update`), so of a link and an archiving at once the second sees the first.
 */
export async function archivedAmong(
  { db, tx }: Ctx,
  { resource, merging }: RecordType,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (!merging || !('archived_at' in resource.fields)) return new Set()
  // In order of id, so that two who link many wait for each other and do not deadlock.
  const { rows } = await sql<{ id: string; archived: boolean }>`
    select id, archived_at is not null as archived from ${sql.table(merging.table)} where id = any(${ids}::uuid[])
    order by id ${tx ? sql`for key share` : sql``}`.execute(db)
  return new Set(rows.filter(({ archived }) => archived).map(({ id }) => id))
}
