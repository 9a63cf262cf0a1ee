import { type RawBuilder, sql } from 'kysely'
import { MOST_TAGS, type Tag, tagResource, TAGGED } from '@rihla/contracts/tags.ts'
import { access, can } from '#platform/access.ts'
import { type Ctx, slowly } from '#platform/context.ts'
import { figures } from '#platform/figures.ts'
import { recordQueries } from '#platform/recordQueries.ts'

/** Everybody sees the colours; who configures gives them. */
const tagAccess = (ctx: Ctx, permission: `${string}:${string}`): RawBuilder<boolean> =>
  sql.lit(permission === 'tags:read' || can(ctx, 'tags:configure'))

export const tagQueries = recordQueries(tagResource, { access: tagAccess })

/** Tags in use beside declared ones: more than anybody tells apart. */
const MOST_USED = 5000

type Tagged = (typeof TAGGED)[number]
const tableOf = (ctx: Ctx, type: Tagged): string => ctx.platform.records.get(type)!.resource.name

interface Declared {
  id: string
  name: string
  color: Tag['color']
  created_at: Date
  version: number
}
interface Used {
  key: string
  name: string
  counts: Tag['counts']
  total: number
}

/** Declared tags by their folded names. */
export async function declared({ db }: Ctx): Promise<Map<string, Declared>> {
  const { rows } = await sql<Declared>`
    select id, name, color, created_at, version from tags where archived_at is null
    order by name limit ${sql.lit(MOST_TAGS)}`.execute(db)
  return new Map(rows.map((row) => [row.name.toLowerCase(), row]))
}

/** Tags of the records that the caller may read, by kind; of several spellings the most frequent one. */
function usesOf(ctx: Ctx, types: readonly Tagged[]) {
  const parts = types.map((type) => {
    const table = tableOf(ctx, type)
    return sql`
      select ${type}::text as type, t.key, t.name from ${sql.table(table)} r, unnest(r.tags_folded, r.tags) as t (key, name)
      where cardinality(r.tags_folded) > 0 and r.archived_at is null and ${access(ctx, `${table}:read`, 'r')}`
  })
  return sql<Used>`
    with named as materialized (select type, key, name, count(*) as count from (${sql.join(parts, sql` union all `)}) u group by 1, 2, 3),
    typed as (select key, type, sum(count) as count from named group by 1, 2)
    select n.key, (array_agg(n.name order by n.count desc, n.name))[1] as name, sum(n.count)::int8 as total,
      (select jsonb_object_agg(t.type, t.count) from typed t where t.key = n.key) as counts
    from named n group by n.key order by 3 desc, 1 limit ${sql.lit(MOST_USED)}`
}

export const used = async (ctx: Ctx, types: readonly Tagged[]): Promise<readonly Used[]> =>
  (await usesOf(ctx, types).execute(slowly(ctx).db)).rows

/** The same for a list; of very many records that of a moment ago. */
export const usedLately = (ctx: Ctx, types: readonly Tagged[]): Promise<readonly Used[]> =>
  figures(ctx, usesOf(ctx, types), (rows) => rows.reduce((all, { total }) => all + total, 0))

/** A change of tags on records: each of `keys` (folded) becomes `into`, or goes. */
export interface Retag {
  keys: readonly string[]
  into: string | null
}

// Archived records too: a restored one must not bring back what was renamed.
const due = ({ keys, into }: Retag) => sql`r.tags_folded && ${keys}::text[] and exists (
  select 1 from unnest(r.tags_folded, r.tags) as t (key, name) where t.key = any(${keys}::text[]) and t.name is distinct from ${into})`

/** How many records of all kinds are still to change. */
export async function countDue(ctx: Ctx, change: Retag): Promise<number> {
  const parts = TAGGED.map(
    (type) => sql`(select count(*) from ${sql.table(tableOf(ctx, type))} r where ${due(change)})`,
  )
  const { rows } = await sql<{ count: number }>`select ${sql.join(parts, sql` + `)} as count`.execute(slowly(ctx).db)
  return rows[0]!.count
}

/** The next records of a kind that are still to change, in order of id. */
export async function nextDue(ctx: Ctx, type: Tagged, change: Retag, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from ${sql.table(tableOf(ctx, type))} r where ${due(change)} and r.id > ${after}::uuid
    order by r.id limit ${limit}`.execute(slowly(ctx).db)
  return rows.map(({ id }) => id)
}
