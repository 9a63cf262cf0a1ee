import { type RawBuilder, sql } from 'kysely'
import {
  DUPLICATE_REASONS,
  type DuplicatePair,
  type DuplicateReason,
  type Mergeable,
} from '@rihla/contracts/duplicates.ts'
import { access } from '#platform/access.ts'
import { type Ctx, slowly } from '#platform/context.ts'
import { TABLES, taxKey, websiteKey } from './tables.ts'

/** Of a key that many share, the first ones are compared with each other, the rest with the first alone. */
const CLOSE = 10
const MOST_OF_A_KEY = 200

/** A place in the queue: the last pair seen. */
export interface PairPlace {
  confidence: number
  a: string
  b: string
}

interface Likeness {
  why: DuplicateReason
  /** Column of `one` that both have. */
  key: string
  /** How sure it makes, 0–100; where the names agree too, and where they do not. */
  sure: [named: number, otherwise: number]
}
const email: Likeness = { why: 'email', key: 'email', sure: [97, 82] }
const phones: Likeness[] = [
  { why: 'phone', key: 'phone_e164', sure: [94, 66] },
  { why: 'phone', key: 'mobile_e164', sure: [94, 66] },
]
const LIKENESSES: Record<Mergeable, readonly Likeness[]> = {
  contact: [
    email,
    ...phones,
    { why: 'name', key: 'name_and_birth', sure: [92, 92] },
    { why: 'name', key: 'name_and_account', sure: [86, 86] },
    { why: 'name', key: 'name_and_city', sure: [55, 55] },
  ],
  account: [
    { why: 'tax_id', key: 'tax_id', sure: [99, 96] },
    email,
    ...phones,
    { why: 'name', key: 'company', sure: [78, 78] },
    { why: 'name', key: 'name_and_city', sure: [55, 55] },
    { why: 'website', key: 'website', sure: [74, 50] },
  ],
  lead: [
    email,
    ...phones,
    { why: 'name', key: 'name_and_company', sure: [76, 76] },
    { why: 'name', key: 'name_and_city', sure: [55, 55] },
  ],
}

const nameAnd = (name: RawBuilder<unknown>, other: RawBuilder<unknown>) =>
  sql`case when ${name} <> '' then ${name} || ' ' || ${other} end`
const key = sql`r.name_key`
const leadName = sql`lower(concat_ws(' ', r.first_name, r.last_name))`

/** What each kind is compared by, as columns of `one`. */
const COLUMNS: Record<Mergeable, RawBuilder<unknown>> = {
  contact: sql`${key} as name, ${nameAnd(key, sql`r.birth_date`)} as name_and_birth,
    ${nameAnd(key, sql`r.account_id`)} as name_and_account, ${nameAnd(key, sql`lower(r.city)`)} as name_and_city`,
  account: sql`${key} as name, r.country, lower(r.city) as city, nullif(${taxKey}, '') as tax_id, ${websiteKey} as website,
    case when r.account_type = 'business' then nullif(${key}, '') end as company,
    case when r.account_type = 'individual' then ${nameAnd(key, sql`lower(r.city)`)} end as name_and_city`,
  lead: sql`${leadName} as name, ${nameAnd(leadName, sql`lower(r.company_name)`)} as name_and_company,
    ${nameAnd(leadName, sql`lower(r.city)`)} as name_and_city`,
}

/**
 * Pairs of records that may be one and that nobody said are not, the likeliest first. Rows that share a key are found by
 * grouping, never by comparing each with each; of both the caller must have the right to read.
 */
export async function pairsOf(
  ctx: Ctx,
  record_type: Mergeable,
  take: number,
  at?: PairPlace,
): Promise<DuplicatePair[]> {
  const { name, full_name } = TABLES[record_type]
  const keys = LIKENESSES[record_type].map(
    ({ why, key, sure: [named, otherwise] }) => sql`
      select ${sql.lit(why)} as why, ${sql.lit(named)} as named, ${sql.lit(otherwise)} as otherwise,
        ${sql.ref(key)}::text as key, id, created_at
      from one where ${sql.ref(key)} is not null${key === 'mobile_e164' ? sql` and mobile_e164 is distinct from phone_e164` : sql``}`,
  )
  // Companies of one name in two places are two.
  const placed =
    record_type === 'account'
      ? sql`(p.why <> 'name' or (coalesce(x.country = y.country, true) and coalesce(x.city = y.city, true)))`
      : sql`true`
  const after = at ? sql`where (-confidence, a, b) > (${-at.confidence}::int, ${at.a}::uuid, ${at.b}::uuid)` : sql``
  type Found = {
    a: string
    b: string
    confidence: number
    reasons: DuplicateReason[]
    records: DuplicatePair['records']
  }
  const { rows } = await sql<Found>`
    with one as materialized (
      select r.id, r.created_at, lower(r.email) as email, r.phone_e164, r.mobile_e164, ${COLUMNS[record_type]}
      from ${sql.table(name)} r where r.archived_at is null and ${access(ctx, `${name}:read`, 'r')}),
    keys as (${sql.join(keys, sql` union all `)}),
    shared as (
      select why, named, otherwise, (array_agg(id order by created_at, id))[1:${sql.lit(MOST_OF_A_KEY)}] as ids
      from keys group by why, named, otherwise, key having count(*) > 1),
    likely as (
      select why, named, otherwise, ids[i] as a, ids[j] as b
      from shared, generate_subscripts(ids, 1) i, generate_subscripts(ids, 1) j
      where i < j and (i = 1 or j <= ${sql.lit(CLOSE)})),
    pairs as (
      select p.a, p.b, array_agg(distinct p.why) as reasons,
        least(99, max(case when x.name = y.name then p.named else p.otherwise end) + 2 * (count(distinct p.why) - 1))::int as confidence
      from likely p join one x on x.id = p.a join one y on y.id = p.b
      where ${placed} and not exists (
        select 1 from duplicate_dismissals d
        where d.first_id = least(p.a, p.b) and d.second_id = greatest(p.a, p.b) and d.archived_at is null)
      group by p.a, p.b),
    page as (select * from pairs ${after} order by confidence desc, a, b limit ${take})
    select p.a, p.b, p.confidence, p.reasons, (
      select jsonb_agg(jsonb_build_object('id', r.id, 'full_name', ${full_name('r')}, 'email', r.email, 'phone', r.phone,
        'created_at', r.created_at) order by r.id = p.b)
      from ${sql.table(name)} r where r.id in (p.a, p.b)) as records
    from page p order by p.confidence desc, p.a, p.b`.execute(slowly(ctx).db)
  return rows.map(({ confidence, reasons, records }) => ({
    record_type,
    confidence,
    reasons: DUPLICATE_REASONS.filter((reason) => reasons.includes(reason)),
    records: records.map((one) => ({ ...one, created_at: new Date(one.created_at) })),
  }))
}
