import { type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Field, Fields } from '@rihla/contracts/fields.ts'
import type { Summary } from '@rihla/contracts/operation.ts'
import type { Ctx } from './context.ts'
import { invalid } from './errors.ts'
import { figures as counted } from './figures.ts'
import type { Columns, Query } from './filters.ts'

const NUMERIC = new Set(['integer', 'decimal', 'money'])
const GROUPABLE = new Set(['enum', 'member', 'reference', 'boolean', 'country', 'currency', 'text', 'integer', 'list'])
/** Most groups of an answer: the largest. */
const MOST_GROUPS = 200
/** More than any group of records has, one for the other. */
const MANY_CURRENCIES = 10

/** The rows that a summary is of: `r` in `columns` and `filter` is `source`. */
interface Summarised {
  fields: Fields
  source: RawBuilder<unknown>
  columns: Columns
  filter: RawBuilder<SqlBool>
}

type Key = Summary['groups'][number]['key']
type Figures = { count: number; sum?: number | null; avg?: number | null }
/** Tags are one group in every spelling: `folded` is what they have in common. */
type Group = Figures & { key: Key; folded: Key }
type Price = { folded?: Key; currency: string; count: number; sum: number | null }

/**
 * Count, sum and average over what a list query matches, in groups of one field; money in each of its currencies too. A
 * record of several tags is in the group of each, and once in the whole.
 */
export async function summaryOf(ctx: Ctx, rows: Summarised, query: Query): Promise<Summary> {
  const { fields, columns } = rows
  const { group_by, sum, avg } = query as Record<string, string | undefined>
  if (group_by !== undefined && !GROUPABLE.has(fields[group_by]?.kind ?? '')) throw invalid('group_by', 'not_groupable')
  for (const [name, field] of Object.entries({ sum, avg }))
    if (field !== undefined && !NUMERIC.has(fields[field]?.kind ?? '')) throw invalid(name, 'not_summable')
  const base = ctx.tenant.base_currency
  const priced = sum !== undefined && fields[sum]!.kind === 'money' && 'currency' in fields
  const cells = [
    ...(sum === undefined ? [] : [sql`${columns(sum)} as summed`]),
    ...(avg === undefined ? [] : [sql`${columns(avg)} as averaged`]),
    ...(priced ? [sql`coalesce(${columns('currency')}, ${base}) as currency`] : []),
  ]
  const figures = sql.join([
    sql`count(*) as count`,
    ...(sum === undefined ? [] : [sql`sum(summed) as sum`]),
    ...(avg === undefined ? [] : [sql`avg(averaged) as avg`]),
  ])
  const all = wholeOf(rows, cells)
  const grouped = group_by === undefined ? undefined : groupedBy(rows, cells, group_by)
  const sizeOf = (rows: readonly { count: number }[]) => rows.reduce((all, { count }) => all + count, 0)
  const [groups, [whole], prices, groupPrices] = await Promise.all([
    grouped
      ? counted(
          ctx,
          sql<Group>`select ${figures}, ${grouped.name} as key, f.key as folded from ${grouped.rows}
            group by f.key order by 1 desc, f.key limit ${sql.lit(MOST_GROUPS)}`,
          sizeOf,
        )
      : [],
    counted(ctx, sql<Figures>`select ${figures} from ${all}`, sizeOf),
    priced
      ? counted(ctx, sql<Price>`select currency, count(*) as count, sum(summed) as sum from ${all} group by 1`, sizeOf)
      : [],
    priced && grouped
      ? counted(
          ctx,
          sql<Price>`select f.key as folded, currency, count(*) as count, sum(summed) as sum from ${grouped.rows}
            group by f.key, currency order by sum(count(*)) over (partition by f.key) desc, f.key
            limit ${sql.lit(MOST_GROUPS * MANY_CURRENCIES)}`,
          sizeOf,
        )
      : [],
  ])
  const pricesOf = Map.groupBy(groupPrices, ({ folded }) => folded)
  return {
    groups: groups.map(({ folded, ...group }) =>
      priced ? { ...group, sums: sumsOf(pricesOf.get(folded) ?? [], base) } : group,
    ),
    ...whole!,
    ...(priced && { sums: sumsOf(prices, base) }),
  }
}

// What is counted is worked out inside: a computed field has parameters, which make it another text wherever it stands.
const wholeOf = ({ source, filter }: Summarised, cells: readonly RawBuilder<unknown>[]) =>
  sql`(select ${sql.join([sql`1 as one`, ...cells])} from ${source} r where ${filter}) f`

/** The same with the key of each row's group, and the name that the group has in the answer. */
function groupedBy({ fields, source, columns, filter }: Summarised, cells: readonly RawBuilder<unknown>[], by: string) {
  const column = columns(by)
  if ((fields[by] as Field).kind !== 'list') {
    const rows = sql`(select ${sql.join([sql`${column} as key`, ...cells])} from ${source} r where ${filter}) f`
    return { rows, name: sql`f.key` }
  }
  const key = sql`lower(t.value collate "und-x-icu") as key`
  const rows = sql`(select ${sql.join([key, sql`t.value`, ...cells])} from ${source} r
    left join lateral unnest(${column}) as t (value) on true where ${filter}) f`
  return { rows, name: sql`min(f.value)` }
}

/** Sums by currency, the tenant's own first. */
function sumsOf(prices: readonly Price[], base: string): { currency: string; sum: number }[] {
  const own = prices.find(({ currency }) => currency === base)
  const others = prices.filter(({ currency, sum }) => currency !== base && sum).toSorted((a, b) => b.sum! - a.sum!)
  return [{ currency: base, sum: own?.sum ?? 0 }, ...others.map(({ currency, sum }) => ({ currency, sum: sum! }))]
}
