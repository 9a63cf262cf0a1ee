import { CompiledQuery, sql } from 'kysely'
import type { Ctx, Row } from './context.ts'
import { takesCustom } from './custom.ts'
import { forWriting } from './customWords.ts'
import type { RecordType } from './recordType.ts'
import { diff, recordAll } from './events.ts'
import type { RecordQueries } from './recordQueries.ts'
import type { Records } from './records.ts'

/**
 * The writes of `records.ts` for many records of a kind in one statement each: the same rows, the same one event a
 * record. Rows travel as JSON, which PostgreSQL reads by the table's own types.
 */

/** Inserts records that were drafted (`Records.draft`), with the event of each. */
export async function insertAll(ctx: Ctx, service: Records, rows: readonly Row[], note: string | null = null) {
  if (rows.length === 0) return
  const { table, resource } = service.queries
  const { record_type } = resource
  const columns = Object.keys(rows[0]!)
  await service.place(
    ctx,
    rows.map((row) => ({ next: row, set: row })),
  )
  await Promise.all([
    ctx.db.executeQuery(CompiledQuery.raw(insertion(table, columns), [JSON.stringify(rows)])),
    recordAll(
      ctx,
      rows.map((record) => ({
        type: `${record_type}.created`,
        record_type,
        record,
        changes: diff(resource, undefined, record),
        note,
      })),
    ),
  ])
}

const quoted = (columns: readonly string[]) => columns.map((name) => `"${name}"`).join(', ')
const insertion = (table: string, columns: readonly string[]) =>
  `insert into "${table}" (${quoted(columns)}) select ${quoted(columns)} from jsonb_populate_recordset(null::"${table}", $1::jsonb)`

/** What of a kind of record changes many. */
type Changing = Pick<NonNullable<RecordType['merging']>, 'revision' | 'place'> & {
  queries: { table: string; resource: RecordType['resource'] }
}

/** A change of a locked row. */
export interface Revision {
  before: Row
  values: Record<string, unknown>
  note?: string | null
  /** The event that it takes back. */
  undoes?: string
}

/** Puts each one's values on its row, with version and event; answers how many differed. No record may come twice. */
export async function changeAll(asker: Ctx, service: Changing, revisions: readonly Revision[]): Promise<number> {
  const { table, resource } = service.queries
  const ctx = takesCustom(resource) ? await forWriting(asker) : asker
  const { record_type } = resource
  const revised = revisions.flatMap(({ before, values, ...how }) => {
    const revision = service.revision(ctx, before, values)
    return revision ? [{ ...revision, ...how, before }] : []
  })
  if (revised.length === 0) return 0
  await service.place(ctx, revised)
  const columns = [...new Set(revised.flatMap(({ set }) => Object.keys(set)))]
  // What a row does not change it keeps: every row has all columns that any of them changes.
  const rows = revised.map(({ next, set }) => {
    const whole = { ...next, ...set } as Row
    return Object.fromEntries(['id', ...columns].map((name) => [name, whole[name]]))
  })
  const set = columns.map((name) => `"${name}" = v."${name}"`).join(', ')
  const update = `update "${table}" as r set ${set} from jsonb_populate_recordset(null::"${table}", $1::jsonb) as v where r.id = v.id`
  await Promise.all([
    ctx.db.executeQuery(CompiledQuery.raw(update, [JSON.stringify(rows)])),
    recordAll(
      ctx,
      revised.map(({ now, next, changes, type, note, undoes }) => ({
        type: `${record_type}.${type}`,
        record_type,
        record: next,
        changes,
        note: note ?? null,
        at: now,
        ...(undoes && { undoes }),
      })),
    ),
  ])
  return revised.length
}

export type Held = Row & { allowed: boolean }

/** Those of the records that the caller may read, with whether they may `action` them; held where `holding`. */
export async function rowsOf(
  ctx: Ctx,
  { table, may, resource, holdFirst }: Pick<RecordQueries, 'table' | 'may' | 'resource' | 'holdFirst'>,
  ids: readonly string[],
  { action, holding }: { action: string; holding: boolean },
): Promise<Map<string, Held>> {
  if (ids.length === 0) return new Map()
  if (holding) await holdFirst?.(ctx, ids)
  // In order of id, so that two who hold many records wait for each other and do not deadlock.
  const { rows } = await sql<Held>`
    select r.*, ${may(ctx, `${resource.name}:${action}`, 'r')} as allowed from ${sql.table(table)} r
    where r.id = any(${ids}::uuid[]) and ${may(ctx, `${resource.name}:read`, 'r')} order by r.id
    ${holding ? sql`for update` : sql``}`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row]))
}
