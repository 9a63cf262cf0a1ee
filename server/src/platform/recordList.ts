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
import { type Asked, asWritten, meantByShort, nearly, readAsked, RECENT } from './searchSql.ts'

/** Counted exactly up to here (`api.md`). */
export const MOST_COUNTED = 10_000
/** Matches of a misspelt search that are looked at. */
const MOST_FUZZY = 200
/** Rows that a search with very many matches reads along the sort before it gathers them all instead. */
const WALK = 20_000

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
      ? await searched(question, words, query.count === 'exact')
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
   * The matches are gathered first, by the trigram index, then sorted: beside an index on the sort PostgreSQL would
   * rather walk that one, through a million rows when the matches lie at its end. So many that gathering is slow are
   * met along the sort soon.
   */
  async function searched(asked: Question, words: Asked, exact: boolean): Promise<Found> {
    const question = { ...asked, ctx: slowly(asked.ctx) }
    const { ctx, at, filter } = question
    const close = () => nearly('r', words)
    if (at?.f) {
      const fuzzy = close()
      return { ...carried(at), rows: fuzzy ? (await among(question, fuzzy, MOST_FUZZY)).rows : [] }
    }
    const written = asWritten('r', words)
    if (words.short) {
      const meant = sql<SqlBool>`r.id in (${meantByShort(table, words)})`
      const { rows, total } = await among(question, and([written, meant]), RECENT * 2)
      return { rows, ...(at ? carried(at) : totalOf(total, exact)) }
    }
    if (!at?.e) {
      const { rows, total } = await among(question, written, MOST_COUNTED + 1)
      if (total === 0 && !at) return misspelt(question, close())
      if (total <= MOST_COUNTED) return { rows, ...(at ? carried(at) : totalOf(total)) }
    }
    const many: Total = { total: MOST_COUNTED, estimate: true }
    const counted = at ? carried(at) : exact ? count(ctx, and([filter, written]), true) : many
    const [rows, total] = await Promise.all([manyAlong(question, written), counted])
    return { rows, ...total }
  }

  async function misspelt(question: Question, fuzzy: RawBuilder<SqlBool> | undefined): Promise<Found> {
    if (!fuzzy) return { rows: [], total: 0, estimate: false }
    const { rows, total } = await among(question, fuzzy, MOST_FUZZY)
    return { rows, total, estimate: total === MOST_FUZZY, fuzzy: total > 0 }
  }

  /** The page among at most `most` gathered matches, and how many were gathered. */
  async function among(question: Question, matching: RawBuilder<SqlBool>, most: number) {
    const { ctx, order, gathered, limit, offset, filter } = question
    const place = ofPage(gathered, question, sql.ref('f.id')).filter((part) => part !== undefined)
    const { rows } = await sql<Row & { gathered: number }>`
      with found as materialized (
        select r.id, ${order.value} as v from ${source} r where ${and([filter, matching])} limit ${sql.lit(most)})
      select (select count(*) from found) as gathered, ${select(ctx)}
      from (values (true)) one
        left join (
          select f.id, f.v from found f ${place.length ? sql`where ${and(place)}` : sql``}
          order by ${orderBy(gathered, sql.ref('f.id'))} limit ${limit} offset ${offset}) f on true
        left join ${source} r on r.id = f.id
      order by ${orderBy(gathered, sql.ref('f.id'))}`.execute(ctx.db)
    const total = rows[0]!.gathered
    return {
      total,
      rows: rows.flatMap(({ gathered: _, ...row }) => (row.id === null ? [] : [row as unknown as Row])),
    }
  }

  /** Along the sort for a while, which is enough unless the matches lie together somewhere else. */
  async function manyAlong(question: Question, written: RawBuilder<SqlBool>): Promise<Row[]> {
    const { ctx, order, limit, offset, filter } = question
    if (order.nullable || offset) return along(question, written)
    const place = ofPage(order, question, id).filter((part) => part !== undefined)
    const { rows } = await sql<Row>`
      select ${select(ctx)} from (
        select * from ${source} r ${place.length ? sql`where ${and(place)}` : sql``}
        order by ${orderBy(order, id)} limit ${sql.lit(WALK)}) r
      where ${and([filter, written])} order by ${orderBy(order, id)} limit ${limit}`.execute(ctx.db)
    return rows.length === limit ? rows : (await among(question, written, 1_000_000_000)).rows
  }

  return list
}
