import { type RawBuilder, sql } from 'kysely'
import { access } from '#platform/access.ts'
import type { Ctx } from '#platform/context.ts'
import type { RecordQueries } from '#platform/recordQueries.ts'

/** A record that a row may be: by the place of the row in the batch. */
export interface Found {
  n: number
  id: string
}

/**
 * Makes steps of imports of a kind that never refuses duplicates wait for each other until the transaction ends: each looks
 * for what is there before it writes, and two who import one list at once would both find nothing.
 */
export async function lockKind({ db, tenant }: Ctx, record_type: string) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${tenant.schema} imports ${record_type}`}, 0))`.execute(db)
}

/** Which of the ids are records, the caller's to read or not, and which were ever given. */
export async function knownIds(ctx: Ctx, { table, resource, may }: RecordQueries, ids: readonly string[]) {
  if (ids.length === 0) return { present: new Set<string>(), readable: new Set<string>(), given: new Set<string>() }
  const { rows } = await sql<{ id: string; readable: boolean | null; given: boolean }>`
    select a.id, ${may(ctx, `${resource.name}:read`, 'r')} and r.id is not null as readable, r.id is not null as present,
      exists (select from events e where e.record_id = a.id) as given
    from unnest(${ids}::uuid[]) as a (id) left join ${sql.table(table)} r on r.id = a.id`.execute(ctx.db)
  const ones = rows as ((typeof rows)[number] & { present: boolean })[]
  const those = (which: (row: (typeof ones)[number]) => boolean | null) =>
    new Set(ones.filter(which).map(({ id }) => id))
  return {
    present: those((row) => row.present),
    readable: those((row) => row.readable),
    given: those((row) => row.given),
  }
}

/** Which of the ids any record was ever given. */
export async function givenIds({ db }: Ctx, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select a.id from unnest(${ids}::uuid[]) as a (id) where exists (select from events e where e.record_id = a.id)`.execute(
    db,
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * Records by lower e-mail, by phone as the columns hold it, or leads by full name with company; the oldest of each. Keys
 * go as an array, which is looked up in the index one by one however the planner counts; each is grouped (`performance.md`).
 */
export async function recordsBy(
  ctx: Ctx,
  { table, resource, may }: RecordQueries,
  key: 'email' | 'phone' | 'name',
  asked: readonly { n: number; value: string }[],
): Promise<Found[]> {
  if (asked.length === 0) return []
  const given = [...new Set(asked.map(({ value }) => value))]
  const alive = sql`r.archived_at is null and ${may(ctx, `${resource.name}:read`, 'r')}`
  const by = (column: RawBuilder<unknown>) => sql`
    select ${column} as key, (array_agg(r.id order by r.created_at, r.id))[1] as id, min(r.created_at) as at
    from ${sql.table(table)} r where ${column} = any(${given}::text[]) and ${alive} group by 1`
  const columns = { email: [sql`lower(r.email)`], phone: [sql`r.phone_e164`, sql`r.mobile_e164`], name: [NAME] }[key]
  const { rows } = await sql<{ key: string; id: string; at: Date }>`
    ${sql.join(columns.map(by), sql` union all `)}`.execute(ctx.db)
  const oldest = new Map<string, { id: string; at: Date }>()
  for (const { key, ...one } of rows) if (!(oldest.get(key) && oldest.get(key)!.at <= one.at)) oldest.set(key, one)
  return asked.flatMap(({ n, value }) => (oldest.has(value) ? [{ n, id: oldest.get(value)!.id }] : []))
}

const NAME = sql`lower(concat_ws(' ', r.first_name, r.last_name) || '|' || coalesce(r.company_name, r.title, ''))`

/** Lets the planner see what was written since: it may believe for a minute that a table of thousands is empty. */
export async function analyze({ db }: Ctx, { table }: RecordQueries) {
  await sql`analyze ${sql.table(table)} (email, phone_e164, mobile_e164)`.execute(db)
}

/** Records by the value of one of the tenant's own fields. */
export async function recordsByCustom(
  ctx: Ctx,
  { table, resource, may }: RecordQueries,
  key: string,
  asked: readonly { n: number; value: string }[],
): Promise<Found[]> {
  if (asked.length === 0) return []
  const { rows } = await sql<Found>`
    with k as materialized (select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as k (n int, value text))
    select k.n, g.id from k join (
      select r.custom ->> ${key} as key, (array_agg(r.id order by r.created_at, r.id))[1] as id from ${sql.table(table)} r
      where r.archived_at is null and ${may(ctx, `${resource.name}:read`, 'r')} and r.custom ->> ${key} in (select value from k)
      group by 1) g on g.key = k.value`.execute(ctx.db)
  return rows
}

/** Accounts by folded name, of what the caller may read; a company before a person of that name. */
export async function accountsNamed(ctx: Ctx, keys: readonly string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map()
  const { rows } = await sql<{ key: string; id: string }>`
    select r.name_key as key, (array_agg(r.id order by r.account_type, r.created_at, r.id))[1] as id from accounts r
    where r.name_key = any(${keys}::text[]) and r.archived_at is null and ${access(ctx, 'accounts:read', 'r')}
    group by 1`.execute(ctx.db)
  return new Map(rows.map(({ key, id }) => [key, id]))
}

/** Every member, whether active or not. */
export async function allMembers({ db }: Ctx) {
  const { rows } = await sql<{ id: string; name: string; email: string; active: boolean }>`
    select id, name, email, active from members`.execute(db)
  return rows
}

/** The notes that leads have, as they were written. */
export async function noteTexts({ db }: Ctx, lead_ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select lead_id || ' ' || description as key from activities
    where lead_id = any(${lead_ids}::uuid[]) and description is not null and archived_at is null`.execute(db)
  return new Set(rows.map(({ key }) => key))
}
