import { type RawBuilder, sql } from 'kysely'
import type { Mergeable } from '@rihla/contracts/duplicates.ts'
import { access, scopes } from '#platform/access.ts'
import type { Ctx } from '#platform/context.ts'
import { keyOf, LEAST, leastOf, type Likeness, namesOf, near, placed } from './likeness.ts'
import { TABLES } from './tables.ts'

/** Of a key that many share, the first ones are compared with each other, the rest with the first alone. */
const CLOSE = 10
export const MOST_OF_A_KEY = 200

export const alive = (ctx: Ctx, record_type: Mergeable, alias: string) =>
  sql`${sql.ref(`${alias}.archived_at`)} is null and ${access(ctx, `${TABLES[record_type].name}:read`, alias)}`

/** The same of `r`, asked so that an index finds the few that some may read. */
export function reach(ctx: Ctx, record_type: Mergeable) {
  const own = [ctx.actor.id, ...ctx.actor.teammates]
  const all = scopes(ctx, `${TABLES[record_type].name}:read`).has('all')
  const near = all ? sql`true` : sql`(r.assigned_to = any(${own}::uuid[]) or r.assigned_to is null)`
  return sql`${near} and ${alive(ctx, record_type, 'r')}`
}

/** By what a name in a city is known in `duplicate_names`, and stands in the queue. */
export const nameHash = (record_type: Mergeable, alias: string) =>
  sql<string>`hashtextextended(${keyOf(leastOf(record_type).ways(alias)[0]!)}, 0)`

/**
 * The records that share a key, of each likeness: found by grouping, never by comparing each with each. They are grouped
 * by 64 bits of the key, which takes half the time: two keys of a million have the same ones once in thirty million times.
 */
export function sharedBy(
  ctx: Ctx,
  record_type: Mergeable,
  likenesses: readonly Likeness[],
  within: RawBuilder<unknown> = sql`true`,
) {
  const table = sql.table(TABLES[record_type].name)
  const shared = likenesses.map(({ why, ways, among = () => sql`true`, sure: [named, otherwise] }) => {
    const keys = ways('r').map(keyOf)
    const each = keys.map(
      (key, i) => sql`select hashtextextended(${key}, 0) as key, r.id, r.created_at from ${table} r
        where ${reach(ctx, record_type)} and ${within} and ${among('r')} and ${key} is not null${
          i ? sql` and ${key} is distinct from ${keys[0]!}` : sql``
        }`,
    )
    return sql`
      select ${sql.lit(why)} as why, ${sql.lit(named)} as named, ${sql.lit(otherwise)} as otherwise,
        (array_agg(k.id order by k.created_at, k.id))[1:${sql.lit(MOST_OF_A_KEY)}] as ids
      from (${sql.join(each, sql` union all `)}) k group by k.key having count(*) > 1`
  })
  return sql.join(shared, sql` union all `)
}

/** How the ids of a key are numbered: PostgreSQL expects few of the first, and compares what is many by the second. */
const NUMBERED = {
  few: sql`unnest(ids) with ordinality x (a, i), unnest(ids) with ordinality y (b, j)`,
  many: sql`generate_subscripts(ids, 1) i, generate_subscripts(ids, 1) j, lateral (select ids[i] as a, ids[j] as b) ab`,
}

/** Tables `likely` and `pairs` (a, b, reasons, confidence, place) of what stands in `shared`. */
export function pairsOfShared(record_type: Mergeable, keys: keyof typeof NUMBERED = 'many') {
  const table = sql.table(TABLES[record_type].name)
  const close = near(record_type)
  return sql`
    likely as (
      select why, named, otherwise, a, b from shared, ${NUMBERED[keys]}
      where i < j and (i = 1 or j <= ${sql.lit(CLOSE)})),
    weighed as (
      select p.a, p.b, array_agg(distinct p.why) || case when bool_or(${close}) then '{name}' else '{}' end::text[] as reasons,
        least(99, max(case when ${namesOf(record_type, 'x')} = ${namesOf(record_type, 'y')} then p.named else p.otherwise end)
          + 2 * (count(distinct p.why) + (bool_or(${close}) and not bool_or(p.why = 'name'))::int - 1))::int as confidence,
        max(${nameHash(record_type, 'x')}) as name
      from likely p join ${table} x on x.id = p.a join ${table} y on y.id = p.b
      where ${placed(record_type, sql`p.why`)}
      group by p.a, p.b),
    pairs as (select a, b, reasons, confidence, case when confidence = ${sql.lit(LEAST)} then name else 0 end as place from weighed)`
}

/**
 * Nobody said that `alias` is none. Each pair is looked for by the index: PostgreSQL expects one pair where there are
 * hundreds, and without the fence (`offset 0`) compares each of them with every row.
 */
export const standing = (alias: string) => sql`not exists (
  select 1 from duplicate_dismissals d where d.archived_at is null
    and d.first_id = least(${sql.ref(`${alias}.a`)}, ${sql.ref(`${alias}.b`)})
    and d.second_id = greatest(${sql.ref(`${alias}.a`)}, ${sql.ref(`${alias}.b`)}) offset 0)`

/** Nobody found more that makes `alias` one; fenced as `standing`. */
export const nothingSurer = (alias: string) => sql`not exists (
  select 1 from duplicate_pairs d
  where d.a = ${sql.ref(`${alias}.a`)} and d.b = ${sql.ref(`${alias}.b`)} and d.confidence > 0 offset 0)`
