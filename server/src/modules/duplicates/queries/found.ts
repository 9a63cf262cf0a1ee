import { sql } from 'kysely'
import type { Mergeable } from '@rihla/contracts/duplicates.ts'
import { type Ctx, slowly } from '#platform/context.ts'
import { alive, MOST_OF_A_KEY, nameHash, nothingSurer, pairsOfShared, sharedBy, standing } from './grouping.ts'
import { alike, LEAST, leastOf, LIKENESSES, type Likeness } from './likeness.ts'
import { type PairPlace, readPairs } from './pairs.ts'
import { TABLES } from './tables.ts'

/*
 * Pairs that were found before somebody asks. Only who follows the log writes them (`following.ts`), one at a time in a
 * tenant; what is read of them is judged by the records as they are.
 */

/** Those that stand in a pair with any of these. */
export async function partnersOf({ db }: Ctx, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select b as id from duplicate_pairs where a = any(${ids}::uuid[])
    union select a from duplicate_pairs where b = any(${ids}::uuid[])`.execute(db)
  return rows.map(({ id }) => id)
}

/**
 * Those that have a key with any of these in common, the first ones of each. Every key is looked for once, by its index:
 * the fence (`offset 0`) keeps PostgreSQL from walking all records in their order instead.
 */
export async function matesOf(ctx: Ctx, record_type: Mergeable, ids: readonly string[]): Promise<string[]> {
  const table = sql.table(TABLES[record_type].name)
  const mates = LIKENESSES[record_type].map(({ ways, among = () => sql`true` }: Likeness) => {
    const columns = ways('u')[0]!.map((_, i) => sql.ref(`c${i}`))
    const keys = ways('u').map(
      (way) => sql`select ${sql.join(way.map((part, i) => sql`${part} as ${columns[i]!}`))}
        from ${table} u where u.id = any(${ids}::uuid[]) and ${among('u')}`,
    )
    const known = columns.map((column, i) => (i ? sql`${column} is not null` : sql`${column} <> ''`))
    const found = ways('r').map(
      (way) => sql`select r.id, r.created_at from ${table} r
        where ${sql.join(
          way.map((part, i) => sql`${part} = k.${columns[i]!}`),
          sql` and `,
        )}
          and ${alive(ctx, record_type, 'r')} and ${among('r')}`,
    )
    return sql`
      select m.id from (select distinct * from (${sql.join(keys, sql` union all `)}) k where ${sql.join(known, sql` and `)}) k
      cross join lateral (
        select f.id from (${sql.join(found, sql` union all `)} offset 0) f
        order by f.created_at, f.id limit ${sql.lit(MOST_OF_A_KEY * found.length)}) m`
  })
  const { rows } = await sql<{ id: string }>`${sql.join(mates, sql` union `)}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/**
 * Writes the pairs of these records, which are compared with all of `within`; those that are none any more are gone. Two
 * of a key that are no pair for where they are stand there too, sure by 0: where one goes, the other's place is known.
 */
export async function writePairs(
  ctx: Ctx,
  record_type: Mergeable,
  ids: readonly string[],
  within: readonly string[],
): Promise<void> {
  const shared = sharedBy(ctx, record_type, LIKENESSES[record_type], sql`r.id = any(${within}::uuid[])`)
  await sql`
    with shared as (${shared}), ${pairsOfShared(record_type)},
    asked as materialized (select unnest(${ids}::uuid[]) as id),
    theirs as materialized (
      select a, b, confidence, reasons from pairs where ${ofAsked}
      union all
      select distinct a, b, 0, '{}'::text[] from likely l
      where (${ofAsked}) and not exists (select 1 from pairs p where p.a = l.a and p.b = l.b)),
    former as materialized (
      select d.a, d.b from asked join duplicate_pairs d on d.a = asked.id
      union select d.a, d.b from asked join duplicate_pairs d on d.b = asked.id),
    gone as (
      delete from duplicate_pairs d using former f where d.a = f.a and d.b = f.b
        and not exists (select 1 from theirs t where t.a = d.a and t.b = d.b))
    insert into duplicate_pairs as d (record_type, a, b, confidence, reasons)
    select ${record_type}, a, b, confidence, reasons from theirs
    on conflict (a, b) do update set confidence = excluded.confidence, reasons = excluded.reasons
      where (d.confidence, d.reasons) is distinct from (excluded.confidence, excluded.reasons)`.execute(ctx.db)
}

const ofAsked = sql`a in (select id from asked) or b in (select id from asked)`

/** Notes which names in a city these have are those of several, and which are not any more. */
export async function writeNames(ctx: Ctx, record_type: Mergeable, ids: readonly string[]): Promise<void> {
  const table = sql.table(TABLES[record_type].name)
  const { among = () => sql`true` } = leastOf(record_type)
  await sql`
    with asked as (
      select distinct ${nameHash(record_type, 'r')} as key from ${table} r
      where r.id = any(${ids}::uuid[]) and ${among('r')} and ${nameHash(record_type, 'r')} is not null),
    counted as materialized (
      select a.*, (select count(*) from (
        select from ${table} s where ${nameHash(record_type, 's')} = a.key and s.archived_at is null and ${among('s')}
        limit 2) two) = 2 as several
      from asked a),
    gone as (
      delete from duplicate_names n using counted c where n.record_type = ${record_type} and n.key = c.key and not c.several)
    insert into duplicate_names (record_type, key)
    select ${record_type}, key from counted where several order by key
    on conflict (record_type, key) do nothing`.execute(ctx.db)
}

/** Found pairs that are surer, or less sure, than those of a name in a city; judged by what their records are now. */
export function readFound(
  ctx: Ctx,
  record_type: Mergeable,
  than: 'surer' | 'less',
  take: number,
  at: PairPlace | undefined,
) {
  const table = sql.table(TABLES[record_type].name)
  const side =
    than === 'surer'
      ? sql`-p.confidence < ${sql.lit(-LEAST)}`
      : sql`-p.confidence > ${sql.lit(-LEAST)} and -p.confidence < 0`
  const from = at ? sql` and (-p.confidence, p.a, p.b) > (${-at.confidence}::int, ${at.a}::uuid, ${at.b}::uuid)` : sql``
  return readPairs(
    ctx,
    record_type,
    sql`these as (
      select p.a, p.b, p.confidence, p.reasons, 0::bigint as place
      from duplicate_pairs p join ${table} x on x.id = p.a join ${table} y on y.id = p.b
      where p.record_type = ${record_type} and ${side}${from} and ${alive(ctx, record_type, 'x')}
        and ${alive(ctx, record_type, 'y')} and ${standing('p')} and p.reasons <@ ${alike(record_type)}
      order by -p.confidence, p.a, p.b limit ${take})`,
    sql`select * from these`,
  )
}

/** The next names in a city that several have. */
export async function nextNames(ctx: Ctx, record_type: Mergeable, from: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select n.key::text as key from duplicate_names n
    where n.record_type = ${record_type} and n.key >= ${from}::bigint order by n.key limit ${limit}`.execute(
    slowly(ctx).db,
  )
  return rows.map(({ key }) => key)
}

/** Pairs that have nothing but one of these names in common. */
export function readNamesakes(
  ctx: Ctx,
  record_type: Mergeable,
  names: readonly string[],
  take: number,
  at: PairPlace | undefined,
) {
  const table = sql.table(TABLES[record_type].name)
  const { why, among = () => sql`true`, sure } = leastOf(record_type)
  const [named, otherwise] = sure.map((one) => sql.lit(one))
  const from = at ? sql` and (place, a, b) > (${at.place}::bigint, ${at.a}::uuid, ${at.b}::uuid)` : sql``
  return readPairs(
    ctx,
    record_type,
    sql`asked as (select unnest(${names}::bigint[]) as key),
    shared as (
      select ${sql.lit(why)} as why, ${named!} as named, ${otherwise!} as otherwise,
        array_agg(m.id order by m.created_at, m.id) as ids
      from asked n cross join lateral (
        select f.id, f.created_at from (
          select r.id, r.created_at from ${table} r
          where ${nameHash(record_type, 'r')} = n.key and ${alive(ctx, record_type, 'r')} and ${among('r')} offset 0) f
        order by f.created_at, f.id limit ${sql.lit(MOST_OF_A_KEY)}) m
      group by n.key having count(*) > 1), ${pairsOfShared(record_type, 'few')}`,
    sql`select * from pairs where confidence = ${sql.lit(LEAST)} and ${standing('pairs')}${from}
        and ${nothingSurer('pairs')}
      order by place, a, b limit ${take}`,
  )
}
