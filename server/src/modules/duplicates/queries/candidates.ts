import { type RawBuilder, sql } from 'kysely'
import type { DuplicateCandidate, DuplicateReason } from '@rihla/contracts/duplicates.ts'
import { access } from '#platform/access.ts'
import type { Ctx } from '#platform/context.ts'
import type { MatchKeys } from '../keys.ts'
import { TABLES, taxKey, websiteKey } from './tables.ts'

/** Kinds of records of which a second one is refused. */
export type Refusing = 'contact' | 'account'

/** Most candidates of one key: a switchboard's number must not answer with everybody. */
const MOST_EACH = 5

/** Advisory locks that keys share by their hash; not one lock a key, since each costs the server memory. */
const LOCKS = 1024

/**
 * Until the transaction ends, nobody else makes a record of this kind and of any of these keys. The locks are taken in
 * order, so that two who make one wait and do not deadlock; what is looked for afterwards sees what was made before.
 */
export async function lockKeys(ctx: Ctx, record_type: Refusing, keys: readonly string[]) {
  const name = lockName(ctx, record_type)
  await sql`
    select pg_advisory_xact_lock(hashtext(${name}), slot) from pg_advisory_xact_lock_shared(hashtextextended(${name}, 0)) as entered, (
      select distinct abs(hashtext(key) % ${sql.lit(LOCKS)}) as slot from unnest(${keys}::text[]) as key order by slot
    ) as slots`.execute(ctx.db)
}

/**
 * Until the transaction ends, nobody else makes records of this kind. Who makes a thousand would take nearly every lock;
 * this is a single one above them all, and waits for those who hold any of them.
 */
export async function lockKind(ctx: Ctx, record_type: Refusing) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${lockName(ctx, record_type)}, 0))`.execute(ctx.db)
}

const lockName = ({ tenant }: Ctx, record_type: Refusing) => `${tenant.schema} duplicates ${record_type}`

/**
 * Records that may be the same as any of these, by the place of these in the list; of each the surest reason. Every
 * key is grouped before it is joined: rows that share a key with thousands cost what others do (`performance.md`).
 */
export async function candidatesOf(
  ctx: Ctx,
  record_type: Refusing,
  rows: readonly MatchKeys[],
): Promise<Map<number, DuplicateCandidate[]>> {
  const { name, full_name } = TABLES[record_type]
  const alive = sql`r.archived_at is null and ${access(ctx, `${name}:read`, 'r')}`
  const ids = sql`(array_agg(r.id order by r.created_at, r.id))[1:${sql.lit(MOST_EACH)}] as ids`
  const from = sql`from ${sql.table(name)} r where ${alive}`
  /** Rows of `k` whose `given` is the `key` of a record. */
  const by = (why: DuplicateReason, rank: number, given: string, key: RawBuilder<unknown>) => sql`
    select k.n, g.ids, ${sql.lit(why)} as why, ${sql.lit(rank)} as rank
    from k join (select ${key} as key, ${ids} ${from} and ${key} in (select ${sql.ref(given)} from k) group by 1) g
      on g.key = ${sql.ref(`k.${given}`)}`
  const phone = (column: string) => sql`
    select ${sql.ref(column)} as key, r.id, r.created_at ${from} and ${sql.ref(column)} in (select phone from p)`
  const parts = [
    by('email', 2, 'email', sql`lower(r.email)`),
    sql`select p.n, g.ids, 'phone' as why, 3 as rank
      from p join (select key, ${ids} from (${phone('r.phone_e164')} union all ${phone('r.mobile_e164')}) r group by 1) g
        on g.key = p.phone`,
    ...(record_type === 'contact' ? ofPeople(from, ids) : [...ofCompanies(from, ids)]),
    ...(record_type === 'account' ? [by('tax_id', 1, 'tax_id', taxKey), by('website', 5, 'website', websiteKey)] : []),
  ]
  const asked = rows.map((row, n) => ({ ...row, n }))
  const found = await sql<DuplicateCandidate & { n: number }>`
    with k as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as k (n int, email text, name text,
        birth_date date, account_id uuid, tax_id text, website text, country text, city text)),
    p as materialized (
      select (k->>'n')::int as n, phone
      from jsonb_array_elements(${JSON.stringify(asked)}::jsonb) k, jsonb_array_elements_text(k->'phones') phone),
    found as (select n, unnest(ids) as id, why, rank from (${sql.join(parts, sql` union all `)}) parts)
    select f.n, r.id, ${full_name('r')} as full_name, r.email, r.phone, (array_agg(f.why order by f.rank))[1] as why
    from found f join ${sql.table(name)} r on r.id = f.id
    group by f.n, r.id order by f.n, min(f.rank), r.created_at, r.id`.execute(ctx.db)
  const candidates = new Map<number, DuplicateCandidate[]>()
  for (const { n, ...one } of found.rows) candidates.set(n, [...(candidates.get(n) ?? []), one])
  return candidates
}

/** People of one name are one when they were born on one day, or belong to one account. */
const ofPeople = (from: RawBuilder<unknown>, ids: RawBuilder<unknown>) =>
  ['birth_date', 'account_id'].map(
    (other) => sql`
      select k.n, g.ids, 'name' as why, 4 as rank
      from k join (
        select r.name_key, ${sql.ref(`r.${other}`)} as other, ${ids} ${from} and ${sql.ref(`r.${other}`)} is not null
          and r.name_key in (select name from k where ${sql.ref(`k.${other}`)} is not null) group by 1, 2) g
        on g.name_key = k.name and g.other = ${sql.ref(`k.${other}`)}`,
  )

/** Companies of one name are one unless they are known to be in two places. */
const ofCompanies = (from: RawBuilder<unknown>, ids: RawBuilder<unknown>) => [
  sql`
    select k.n, g.ids, 'name' as why, 4 as rank
    from k join (
      select r.name_key, r.country, lower(r.city) as city, ${ids} ${from} and r.account_type = 'business'
        and r.name_key in (select name from k) group by 1, 2, 3) g
      on g.name_key = k.name and coalesce(g.country = k.country, true) and coalesce(g.city = k.city, true)`,
]
