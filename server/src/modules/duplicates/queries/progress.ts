import { sql } from 'kysely'
import { MERGEABLE, type Mergeable } from '@rihla/contracts/duplicates.ts'
import { type Ctx, slowly } from '#platform/context.ts'
import { reach } from './grouping.ts'
import { COMPARED, RULES } from './likeness.ts'
import { TABLES } from './tables.ts'

/** The setting that says up to which number of the log the found pairs are right. */
const FOLLOWED = 'duplicates_followed'
/** The setting that says that the records of before were compared, too (`platform/backfill.ts`). */
export const foundOf = (record_type: Mergeable) => `duplicates_found_${record_type}`

/** Records of which something that is compared changed, by kind. */
export type Touched = ReadonlyMap<Mergeable, string[]>

const telling = sql`record_type = any(${[...MERGEABLE]}::text[]) and (
  type like '%.created' or type like '%.deleted' or changes ?| ${[...COMPARED]}::text[])`

interface Told {
  record_type: Mergeable
  record_id: string
}

const byKind = (told: readonly Told[]): Touched => {
  const kinds = Map.groupBy(told, ({ record_type }) => record_type)
  return new Map([...kinds].map(([kind, all]) => [kind, [...new Set(all.map(({ record_id }) => record_id))]]))
}

const pairsLock = ({ tenant }: Ctx) => sql`hashtextextended(${`${tenant.id} duplicate pairs`}, 0)`

/** Lets nobody else in the tenant write pairs until the transaction ends. */
export async function lockPairs(ctx: Ctx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${pairsLock(ctx)})`.execute(ctx.db)
}

/** The same; false where somebody else writes them just now. */
export async function tryLockPairs(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ got: boolean }>`select pg_try_advisory_xact_lock(${pairsLock(ctx)}) as got`.execute(
    ctx.db,
  )
  return rows[0]!.got
}

/** Whether all records of a kind were compared once, by the rules of now. */
export async function wereFound({ db }: Ctx, record_type: Mergeable): Promise<boolean> {
  const { rows } = await sql`
    select 1 from settings where key = ${foundOf(record_type)} and value = to_jsonb(${RULES}::text)`.execute(db)
  return rows.length > 0
}

const followed = sql`coalesce((select (value #>> '{}')::bigint from settings where key = ${FOLLOWED}), 0)`

/** What the log tells after the number up to which it was followed, and the number that it then is. */
export async function nextTouched(ctx: Ctx, limit: number): Promise<{ touched: Touched; to: number; more: boolean }> {
  const { rows } = await sql<Told & { sequence: number; tells: boolean }>`
    select sequence, record_type, record_id, ${telling} as tells from events
    where sequence > ${followed}
    order by sequence limit ${limit}`.execute(ctx.db)
  return {
    touched: byKind(rows.filter(({ tells }) => tells)),
    to: rows.at(-1)?.sequence ?? 0,
    more: rows.length === limit,
  }
}

/**
 * How many events that tell something were not followed yet; undefined where there are more than `most`, or where more of
 * any kind wait than `window`: nobody who waits goes through these.
 */
export async function countWaiting(ctx: Ctx, most: number, window: number): Promise<number | undefined> {
  const { rows } = await sql<{ all: number; count: number }>`
    select count(*) as all, count(*) filter (where tells) as count from (
      (select ${telling} as tells from events where sequence > ${followed} order by sequence limit ${window + 1})
      union all
      (select ${telling} from events where sequence is null limit ${window + 1})) waiting`.execute(slowly(ctx).db)
  const { all, count } = rows[0]!
  return all > window || count > most ? undefined : count
}

/** Lets no statement of the transaction take longer than somebody waits. */
export async function hurry({ db }: Ctx): Promise<void> {
  await sql`set local statement_timeout = '1s'`.execute(db)
}

/** What the log tells that has no number yet: that is looked at once more when it has. */
export async function unnumbered(ctx: Ctx, limit: number): Promise<Touched> {
  const { rows } = await sql<Told>`
    select record_type, record_id from events where sequence is null and ${telling} limit ${limit}`.execute(ctx.db)
  return byKind(rows)
}

export async function writeFollowed({ db, now }: Ctx, to: number): Promise<void> {
  await sql`
    insert into settings as s (key, value, updated_at) values (${FOLLOWED}, to_jsonb(${to}::bigint), ${now})
    on conflict (key) do update set value = excluded.value, updated_at = excluded.updated_at`.execute(db)
}

/** Ids of the next records of a kind after one of them. */
export async function nextIds({ db }: Ctx, record_type: Mergeable, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from ${sql.table(TABLES[record_type].name)} r where r.id > ${after}::uuid order by r.id limit ${limit}`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** Whether the caller reads no more than so many records of a kind. */
export async function readsFew(ctx: Ctx, record_type: Mergeable, most: number): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from ${sql.table(TABLES[record_type].name)} r where ${reach(ctx, record_type)} limit ${most + 1}) read`.execute(
    slowly(ctx).db,
  )
  return rows[0]!.count <= most
}
