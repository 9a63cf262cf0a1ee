import { type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Fields } from '@rihla/contracts/fields.ts'
import { type Ctx, type Row, slowly } from './context.ts'
import { hasValue, orderBy } from './paging.ts'
import {
  allOf,
  carried,
  type Found,
  rowId,
  type Listed,
  ofPage,
  type Question,
  recordRows,
  totalOf,
} from './recordRows.ts'
import {
  type Asked,
  asWritten,
  gatherNearly,
  gatherShort,
  gatherWritten,
  type Gathering,
  MOST_NEARLY,
  RECENT,
} from './searchSql.ts'

/** Matches that are gathered and sorted; of more, the first ones are met along the sort soon. */
const MOST_GATHERED = 30_000
/** Expected to be more than are counted. */
const SURELY_MORE = 15_000
/** From so many on, the latest ones are met along the list sooner than all are gathered. */
const MANY = 3000
/** Rows read along the sort before the matches are gathered after all: they lie together somewhere else. */
const WALK = 20_000
const EVERY = 1_000_000_000

/** Whether matches are counted to the last, and whether a mistake is forgiven where there are none. */
type Manner = { exact: boolean; forgiving: boolean }

/** Lists of what is searched for, as `performance.md` measured. */
export function recordSearch<F extends Fields>(listed: Listed<F>) {
  const { resource, table, select } = listed
  const source = sql.table(table)
  const { along, count } = recordRows(listed)

  /**
   * The matches are gathered by the trigram index and then sorted: beside an index on the sort PostgreSQL would rather
   * walk that one, through a million rows when the matches lie at its end.
   */
  async function searched(asked: Question, words: Asked, { exact, forgiving }: Manner): Promise<Found> {
    const question = { ...asked, ctx: slowly(asked.ctx) }
    const { ctx, at, order, filter } = question
    if (at?.f) return { ...carried(at), rows: (await misspelt(question, words)).rows }
    if (words.short) {
      const { rows, total } = await among(question, 2 * RECENT, (gathering) => gatherShort(words, gathering))
      return { rows, ...(at ? carried(at) : totalOf(total, exact)) }
    }
    const written = asWritten('r', words)
    const expected = await expect(ctx, allOf([filter, written]))
    if (expected > (order.field === resource.default_sort ? MANY : MOST_GATHERED)) {
      const counted = at
        ? carried(at)
        : expected > SURELY_MORE && !exact
          ? totalOf(expected)
          : count(ctx, allOf([filter, written]), exact)
      const [rows, total] = await Promise.all([manyAlong(question, words, written), counted])
      if (at || total.total) return { rows, ...total }
    } else {
      const { rows, total } = await among(question, MOST_GATHERED + 1, (gathering) => gatherWritten(words, gathering))
      if (total > MOST_GATHERED) {
        const counted = at ? carried(at) : exact ? count(ctx, allOf([filter, written]), true) : totalOf(total)
        const [rows, all] = await Promise.all([manyAlong(question, words, written), counted])
        return { rows, ...all }
      }
      if (at || total) return { rows, ...(at ? carried(at) : totalOf(total, exact)) }
    }
    // Cards of a column have no figures of what is nearly written, and another column may have what is.
    return forgiving ? misspelt(question, words) : { rows: [], total: 0, estimate: false }
  }

  async function misspelt(question: Question, words: Asked): Promise<Found> {
    const gather = (gathering: Gathering) => gatherNearly(words, gathering)
    const { rows, total } = await among(question, MOST_NEARLY, gather)
    return { rows, total, estimate: total === MOST_NEARLY, fuzzy: total > 0 }
  }

  /** How many rows PostgreSQL expects. */
  async function expect({ db }: Ctx, condition: RawBuilder<SqlBool>): Promise<number> {
    type Explained = { 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }
    const { rows } = await sql<Explained>`explain (format json) select 1 from ${source} r where ${condition}`.execute(
      db,
    )
    return rows[0]!['QUERY PLAN'][0].Plan['Plan Rows']
  }

  /** The page among at most `most` gathered matches, and how many were gathered. */
  async function among(
    question: Question,
    most: number,
    gather: (gathering: Gathering) => RawBuilder<unknown> | undefined,
  ) {
    const { ctx, order, gathered, limit, offset, filter } = question
    const columns = sql`r.id, ${order.value} as v`
    const found = gather({ table, columns, conditions: [filter], most })
    if (!found) return { total: 0, rows: [] }
    const place = ofPage(gathered, question, sql.ref('f.id')).filter((part) => part !== undefined)
    const { rows } = await sql<Row & { gathered: number }>`
      with found as materialized (${found})
      select (select count(*) from found) as gathered, ${select(ctx)}
      from (values (true)) one
        left join (
          select f.id, f.v from found f ${place.length ? sql`where ${allOf(place)}` : sql``}
          order by ${orderBy(gathered, sql.ref('f.id'))} limit ${limit} offset ${offset}) f on true
        left join ${source} r on r.id = f.id
      order by ${orderBy(gathered, sql.ref('f.id'))}`.execute(ctx.db)
    const total = rows[0]!.gathered
    for (const row of rows) delete (row as Partial<typeof row>).gathered
    return { total, rows: rows.filter((row) => (row.id as string | null) !== null) as Row[] }
  }

  /** Along the sort for a while, which is enough unless the matches lie together somewhere else. */
  async function manyAlong(question: Question, words: Asked, written: RawBuilder<SqlBool>): Promise<Row[]> {
    const { ctx, order, at, limit, offset, filter } = question
    if (offset) return along(question, written)
    const dense = { ...order, nullable: false }
    if (at?.v !== null) {
      const valued = order.nullable ? hasValue(order, true) : undefined
      const place = [valued, ...ofPage(dense, question, rowId)].filter((part) => part !== undefined)
      const { rows } = await sql<Row>`
        select ${select(ctx)} from (
          select * from ${source} r ${place.length ? sql`where ${allOf(place)}` : sql``}
          order by ${orderBy(dense, rowId)} limit ${sql.lit(WALK)}) r
        where ${allOf([filter, written])} order by ${orderBy(dense, rowId)} limit ${limit}`.execute(ctx.db)
      if (rows.length === limit) return rows
    }
    return (await among(question, EVERY, (gathering) => gatherWritten(words, gathering))).rows
  }

  return searched
}
