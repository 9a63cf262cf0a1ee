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
  /** What both have, of a record `r`; several where it is one value in two columns. */
  keys: readonly RawBuilder<unknown>[]
  /** Of which records it is asked. */
  among?: RawBuilder<unknown>
  /** How sure it makes, 0–100; where the names agree too, and where they do not. */
  sure: [named: number, otherwise: number]
}

const key = sql`r.name_key`
const leadName = sql`lower(concat_ws(' ', r.first_name, r.last_name))`
/** Null where one of the two is not there. */
const nameAnd = (name: RawBuilder<unknown>, other: RawBuilder<unknown>) => sql`nullif(${name}, '') || ' ' || ${other}`
const city = sql`lower(r.city)`

const COMMON: readonly Likeness[] = [
  { why: 'email', keys: [sql`lower(r.email)`], sure: [97, 82] },
  { why: 'phone', keys: [sql`r.phone_e164`, sql`r.mobile_e164`], sure: [94, 66] },
]
const LIKENESSES: Record<Mergeable, readonly Likeness[]> = {
  contact: [
    ...COMMON,
    { why: 'name', keys: [nameAnd(key, sql`r.birth_date`)], sure: [92, 92] },
    { why: 'name', keys: [nameAnd(key, sql`r.account_id`)], sure: [86, 86] },
    { why: 'name', keys: [nameAnd(key, city)], sure: [55, 55] },
  ],
  account: [
    ...COMMON,
    { why: 'tax_id', keys: [sql`nullif(${taxKey}, '')`], sure: [99, 96] },
    { why: 'name', keys: [sql`nullif(${key}, '')`], among: sql`r.account_type = 'business'`, sure: [78, 78] },
    { why: 'name', keys: [nameAnd(key, city)], among: sql`r.account_type = 'individual'`, sure: [55, 55] },
    { why: 'website', keys: [websiteKey], sure: [74, 50] },
  ],
  lead: [
    ...COMMON,
    { why: 'name', keys: [nameAnd(leadName, sql`lower(r.company_name)`)], sure: [76, 76] },
    { why: 'name', keys: [nameAnd(leadName, city)], sure: [55, 55] },
  ],
}

/** The folded name of the record `alias`. */
const namesOf = (record_type: Mergeable, alias: string) =>
  record_type === 'lead'
    ? sql`lower(concat_ws(' ', ${sql.ref(`${alias}.first_name`)}, ${sql.ref(`${alias}.last_name`)}))`
    : sql.ref(`${alias}.name_key`)

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
  const alive = sql`r.archived_at is null and ${access(ctx, `${name}:read`, 'r')}`
  // First which keys are shared, then by whom: lists are made of these few alone.
  const shared = LIKENESSES[record_type].map(({ why, keys, among = sql`true`, sure: [named, otherwise] }) => {
    const each = keys.map(
      (key, i) => sql`select ${key} as key, r.id, r.created_at from ${sql.table(name)} r
        where ${alive} and ${among} and ${key} is not null${i ? sql` and ${key} is distinct from ${keys[0]!}` : sql``}`,
    )
    const all = sql.join(each, sql` union all `)
    return sql`
      select ${sql.lit(why)} as why, ${sql.lit(named)} as named, ${sql.lit(otherwise)} as otherwise,
        (array_agg(k.id order by k.created_at, k.id))[1:${sql.lit(MOST_OF_A_KEY)}] as ids
      from (${all}) k join (select key from (${all}) k group by key having count(*) > 1) d on d.key = k.key
      group by k.key`
  })
  // Companies of one name in two places are two.
  const placed =
    record_type === 'account'
      ? sql`(p.why <> 'name' or (coalesce(x.country = y.country, true) and coalesce(lower(x.city) = lower(y.city), true)))`
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
    with shared as (${sql.join(shared, sql` union all `)}),
    likely as (
      select why, named, otherwise, ids[i] as a, ids[j] as b
      from shared, generate_subscripts(ids, 1) i, generate_subscripts(ids, 1) j
      where i < j and (i = 1 or j <= ${sql.lit(CLOSE)})),
    pairs as (
      select p.a, p.b, array_agg(distinct p.why) as reasons,
        least(99, max(case when ${namesOf(record_type, 'x')} = ${namesOf(record_type, 'y')} then p.named else p.otherwise end) + 2 * (count(distinct p.why) - 1))::int as confidence
      from likely p join ${sql.table(name)} x on x.id = p.a join ${sql.table(name)} y on y.id = p.b
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
