import { type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Fields } from '@rihla/contracts/fields.ts'
import type { Item, Page, Resource } from '@rihla/contracts/resource.ts'
import { type Ctx, type Row, slowly } from './context.ts'
import { namesCustom, shapeOf } from './custom.ts'
import type { Columns, Query } from './filters.ts'
import {
  after,
  type Cursor,
  hasValue,
  type Order,
  orderBy,
  orderOf,
  pageOf,
  readCursor,
  seekTo,
  type Total,
  writeCursor,
} from './paging.ts'
import {
  type Asked,
  asWritten,
  gatherNearly,
  gatherShort,
  gatherWritten,
  type Gathering,
  MOST_NEARLY,
  readAsked,
  RECENT,
} from './searchSql.ts'

/** Counted exactly up to here (`api.md`). */
export const MOST_COUNTED = 10_000
/** Matches that are gathered and sorted; of more, the first ones are met along the sort soon. */
const MOST_GATHERED = 30_000
/** Expected to be more than are counted. */
const SURELY_MORE = 15_000
/** From so many on, the latest ones are met along the list sooner than all are gathered. */
const MANY = 3000
/** Rows read along the sort before the matches are gathered after all: they lie together somewhere else. */
const WALK = 20_000
const EVERY = 1_000_000_000

/** What a list is made of. */
interface Listed<F extends Fields> {
  resource: Resource<F>
  table: string
  columns: (ctx: Ctx, alias: string) => Columns
  /** The columns of an answer, of the table as `r`. */
  select: (ctx: Ctx) => RawBuilder<unknown>
  /** Access and conditions, without the search. */
  where: (ctx: Ctx, query: Query) => RawBuilder<SqlBool>
  present: <T>(ctx: Ctx, row: unknown) => T
}

/** One question for rows, wherever they come from. */
interface Question {
  ctx: Ctx
  order: Order
  /** The same order over (id, v), as matches are gathered. */
  gathered: Order
  /** One more than the page, to know whether there is another. */
  limit: number
  offset: number
  at: Cursor | undefined
  seek: string | undefined
  filter: RawBuilder<SqlBool>
}

type Found = Total & { rows: Row[] }
/** Whether matches are counted to the last, and whether a mistake is forgiven where there are none. */
type Manner = { exact: boolean; forgiving: boolean }
const id = sql.ref('r.id')
const and = (parts: readonly (RawBuilder<SqlBool> | undefined)[]) =>
  sql<SqlBool>`${sql.join(
    parts.filter((part) => part !== undefined),
    sql` and `,
  )}`

/** Lists of one kind of record: filtered, sorted and paged at any depth, searched as `performance.md` measured. */
export function recordList<F extends Fields>({ resource, table, columns, select, where, present }: Listed<F>) {
  const source = sql.table(table)

  async function list(asked: Ctx, query: Query, counting = true): Promise<Page<Item<F>>> {
    const { limit, offset, page, cursor } = pageOf(query)
    const orderAt = (ctx: Ctx) => orderOf(shapeOf(ctx, resource as Resource), columns(ctx, 'r'), query)
    const at = cursor === undefined ? undefined : readCursor(orderAt(asked), cursor)
    const ctx = at?.n === undefined ? asked : { ...asked, now: new Date(at.n) }
    const order = orderAt(ctx)
    const question: Question = {
      ctx,
      order,
      gathered: { ...order, value: sql.ref('f.v') },
      limit: limit + 1,
      offset,
      at,
      seek: query.seek as string | undefined,
      filter: where(ctx, { ...query, search: undefined }),
    }
    const words = readAsked(query.search)
    const { rows, total, estimate, fuzzy } = words
      ? await searched(question, words, { exact: query.count === 'exact', forgiving: counting })
      : await plain(question, query, counting)
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return {
      items: rows.slice(0, limit).map((row) => present<Item<F>>(ctx, row)),
      total,
      ...(estimate && { total_is_estimate: true }),
      ...(fuzzy && { fuzzy: true }),
      ...(page && { page }),
      page_size: limit,
      next_cursor: last ? writeCursor(order, last, { total, estimate, fuzzy: fuzzy ?? false }, ctx.now) : null,
    }
  }

  async function plain(question: Question, query: Query, counting: boolean): Promise<Found> {
    const { ctx, at, filter } = question
    const exact = query.count === 'exact'
    const asked = exact || namesCustom(query) ? { ...question, ctx: slowly(ctx) } : question
    const counted = at || !counting ? carried(at) : count(asked.ctx, filter, exact)
    const [rows, total] = await Promise.all([along(asked), counted])
    return { rows, ...total }
  }

  const carried = (at: Cursor | undefined): Total => ({
    total: at?.t ?? 0,
    estimate: at?.e ?? false,
    fuzzy: at?.f ?? false,
  })

  async function count({ db }: Ctx, filter: RawBuilder<SqlBool>, exact: boolean): Promise<Total> {
    const inner = sql`select 1 from ${source} r where ${filter}${exact ? sql`` : sql` limit ${sql.lit(MOST_COUNTED + 1)}`}`
    const { rows } = await sql<{ total: number }>`select count(*) as total from (${inner}) counted`.execute(db)
    return totalOf(rows[0]!.total, exact)
  }

  const totalOf = (total: number, exact = false): Total =>
    exact || total <= MOST_COUNTED ? { total, estimate: false } : { total: MOST_COUNTED, estimate: true }

  const ofPage = (order: Order, { ctx, at, seek }: Question, key: RawBuilder<unknown>) => [
    at && after(order, key, at),
    seek === undefined ? undefined : seekTo(order, seek, ctx.tenant.timezone),
  ]

  /**
   * Rows along the index of the sort. Empty values come last, and one statement over both parts could use the index for
   * neither the order nor the place: half a million rows deep that is 300 ms instead of one.
   */
  async function along(question: Question, more?: RawBuilder<SqlBool>): Promise<Row[]> {
    const { ctx, order, at, limit, offset } = question
    const columns = select(ctx)
    const read = async (order: Order, conditions: (RawBuilder<SqlBool> | undefined)[], limit: number) => {
      const { rows } = await sql<Row>`
        select ${columns} from ${source} r where ${and([question.filter, more, ...conditions])}
        order by ${orderBy(order, id)} limit ${limit}${offset ? sql` offset ${offset}` : sql``}`.execute(ctx.db)
      return rows
    }
    if (!order.nullable || offset) return read(order, ofPage(order, question, id), limit)
    const dense = { ...order, nullable: false }
    const rows = at?.v === null ? [] : await read(dense, [hasValue(order, true), ...ofPage(dense, question, id)], limit)
    if (rows.length === limit) return rows
    const empty = [hasValue(order, false), at?.v === null ? after(order, id, at) : undefined]
    return [...rows, ...(await read(dense, empty, limit - rows.length))]
  }

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
    const expected = await expect(ctx, and([filter, written]))
    if (expected > (order.field === resource.default_sort ? MANY : MOST_GATHERED)) {
      const counted = at
        ? carried(at)
        : expected > SURELY_MORE && !exact
          ? totalOf(expected)
          : count(ctx, and([filter, written]), exact)
      const [rows, total] = await Promise.all([manyAlong(question, words, written), counted])
      if (at || total.total) return { rows, ...total }
    } else {
      const { rows, total } = await among(question, MOST_GATHERED + 1, (gathering) => gatherWritten(words, gathering))
      if (total > MOST_GATHERED) {
        const counted = at ? carried(at) : exact ? count(ctx, and([filter, written]), true) : totalOf(total)
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
          select f.id, f.v from found f ${place.length ? sql`where ${and(place)}` : sql``}
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
      const place = [valued, ...ofPage(dense, question, id)].filter((part) => part !== undefined)
      const { rows } = await sql<Row>`
        select ${select(ctx)} from (
          select * from ${source} r ${place.length ? sql`where ${and(place)}` : sql``}
          order by ${orderBy(dense, id)} limit ${sql.lit(WALK)}) r
        where ${and([filter, written])} order by ${orderBy(dense, id)} limit ${limit}`.execute(ctx.db)
      if (rows.length === limit) return rows
    }
    return (await among(question, EVERY, (gathering) => gatherWritten(words, gathering))).rows
  }

  return list
}
