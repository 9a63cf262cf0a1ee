import { sql } from 'kysely'
import { access } from '#platform/access.ts'
import type { Ctx } from '#platform/context.ts'
import type { RecordQueries } from '#platform/recordQueries.ts'

/** A record that a row may be: by the place of the row in the batch. */
export interface Found {
  n: number
  id: string
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

/**
 * Leads by e-mail, by phone as the columns hold it, or by folded full name with company; the oldest of each. Every key is
 * grouped before it is joined (`performance.md`).
 */
export async function leadsLike(
  ctx: Ctx,
  key: 'email' | 'phone' | 'name',
  asked: readonly { n: number; value: string }[],
) {
  if (asked.length === 0) return []
  const given = JSON.stringify(asked)
  const alive = sql`r.archived_at is null and ${access(ctx, 'leads:read', 'r')}`
  const first = sql`(array_agg(r.id order by r.created_at, r.id))[1] as id`
  const column = { email: sql`lower(r.email)`, phone: sql`r.phone_e164`, name: NAME }[key]
  const inner =
    key === 'phone'
      ? sql`select key, (array_agg(id order by created_at, id))[1] as id from (
          select r.phone_e164 as key, r.id, r.created_at from leads r where ${alive} and r.phone_e164 in (select value from k)
          union all
          select r.mobile_e164 as key, r.id, r.created_at from leads r where ${alive} and r.mobile_e164 in (select value from k)
        ) r group by 1`
      : sql`select ${column} as key, ${first} from leads r where ${alive} and ${column} in (select value from k) group by 1`
  const { rows } = await sql<Found>`
    with k as materialized (select * from jsonb_to_recordset(${given}::jsonb) as k (n int, value text))
    select k.n, g.id from k join (${inner}) g on g.key = k.value`.execute(ctx.db)
  return rows
}

const NAME = sql`lower(concat_ws(' ', r.first_name, r.last_name) || '|' || coalesce(r.company_name, r.title, ''))`

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
