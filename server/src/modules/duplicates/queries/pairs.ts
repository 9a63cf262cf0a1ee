import { type RawBuilder, sql } from 'kysely'
import {
  DUPLICATE_REASONS,
  type DuplicatePair,
  type DuplicateReason,
  type Mergeable,
} from '@rihla/contracts/duplicates.ts'
import { type Ctx, slowly } from '#platform/context.ts'
import { pairsOfShared, sharedBy, standing } from './grouping.ts'
import { LEAST, leastOf, LIKENESSES, type Likeness } from './likeness.ts'
import { TABLES } from './tables.ts'

/** A place in the queue: the last pair seen. The least sure stand by name, all of one name beside each other. */
export interface PairPlace {
  confidence: number
  /** 64 bits of the name of the least sure, else 0. */
  place: string
  a: string
  b: string
}

export interface PlacedPair extends DuplicatePair {
  place: string
}

/** A page of `alias` after a place, in the order of the queue. */
const after = (alias: string, at: PairPlace | undefined): RawBuilder<unknown> => {
  const [confidence, place, a, b] = ['confidence', 'place', 'a', 'b'].map((name) => sql.ref(`${alias}.${name}`))
  return at
    ? sql` and (-${confidence!}, ${place!}, ${a!}, ${b!}) > (${-at.confidence}::int, ${at.place}::bigint, ${at.a}::uuid, ${at.b}::uuid)`
    : sql``
}

type Found = PairPlace & { reasons: DuplicateReason[]; records: DuplicatePair['records'] }

/** The pairs that `page` (a, b, confidence, reasons, place) of `tables` names, with their records. */
export async function readPairs(
  ctx: Ctx,
  record_type: Mergeable,
  tables: RawBuilder<unknown>,
  page: RawBuilder<unknown>,
): Promise<PlacedPair[]> {
  const { name, full_name } = TABLES[record_type]
  const { rows } = await sql<Found>`
    with ${tables}, page as (${page})
    select p.a, p.b, p.confidence, p.reasons, p.place::text as place, (
      select jsonb_agg(jsonb_build_object('id', r.id, 'full_name', ${full_name('r')}, 'email', r.email, 'phone', r.phone,
        'created_at', r.created_at) order by r.id = p.b)
      from ${sql.table(name)} r where r.id in (p.a, p.b)) as records
    from page p order by p.confidence desc, p.place, p.a, p.b`.execute(slowly(ctx).db)
  return rows.map(({ confidence, place, reasons, records }) => ({
    record_type,
    confidence,
    place,
    reasons: DUPLICATE_REASONS.filter((reason) => reasons.includes(reason)),
    records: records.map((one) => ({ ...one, created_at: new Date(one.created_at) })),
  }))
}

/**
 * Pairs of records that may be one and that nobody said are not, the likeliest first: all that the caller reads are
 * compared, now. Those that have only a name and a city in common are by far the most, and nearly the last: they are
 * looked for where the others do not fill the page.
 */
export async function comparePairs(
  ctx: Ctx,
  record_type: Mergeable,
  take: number,
  at?: PairPlace,
): Promise<PlacedPair[]> {
  if (!at || at.confidence > LEAST) {
    const surer = await likest(ctx, record_type, { likenesses: LIKENESSES[record_type], above: LEAST, take, at })
    if (surer.length === take) return surer
  }
  const likenesses = [...LIKENESSES[record_type], leastOf(record_type)]
  return likest(ctx, record_type, { likenesses, above: 0, take, at })
}

interface Sought {
  likenesses: readonly Likeness[]
  /** Only pairs that are surer than this. */
  above: number
  take: number
  at: PairPlace | undefined
}

const likest = (ctx: Ctx, record_type: Mergeable, { likenesses, above, take, at }: Sought) =>
  readPairs(
    ctx,
    record_type,
    sql`shared as (${sharedBy(ctx, record_type, likenesses)}), ${pairsOfShared(record_type)}`,
    sql`select * from pairs where confidence > ${sql.lit(above)} and ${standing('pairs')}${after('pairs', at)}
      order by confidence desc, place, a, b limit ${take}`,
  )
