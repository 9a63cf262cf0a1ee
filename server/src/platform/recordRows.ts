import { type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Fields } from '@rihla/contracts/fields.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import type { Ctx, Row } from './context.ts'
import type { Columns, Query } from './filters.ts'
import { after, type Cursor, hasValue, type Order, orderBy, seekTo, type Total } from './paging.ts'
import type { Told } from './searchSql.ts'

/** Counted exactly up to here (`api.md`). */
const MOST_COUNTED = 10_000
/** Rows before a page that are read whole. */
const MOST_CARRIED = 1000

/** What a list is made of. */
export interface Listed<F extends Fields> {
  resource: Resource<F>
  table: string
  columns: (ctx: Ctx, alias: string) => Columns
  /** The columns of an answer, of the table as `r`. */
  select: (ctx: Ctx) => RawBuilder<unknown>
  /** Access and conditions, without the search. */
  where: (ctx: Ctx, query: Query) => RawBuilder<SqlBool>
  /** What of the search text the caller may know; undefined where all of it. */
  told: (ctx: Ctx) => Told | undefined
  present: <T>(ctx: Ctx, row: unknown) => T
}

/** One question for rows, wherever they come from. */
export interface Question {
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

export type Found = Total & { rows: Row[] }

export const rowId = sql.ref('r.id')
export const allOf = (parts: readonly (RawBuilder<SqlBool> | undefined)[]) =>
  sql<SqlBool>`${sql.join(
    parts.filter((part) => part !== undefined),
    sql` and `,
  )}`

/** What was counted at the first page. */
export const carried = (at: Cursor | undefined): Total => ({
  total: at?.t ?? 0,
  estimate: at?.e ?? false,
  fuzzy: at?.f ?? false,
})

export const totalOf = (total: number, exact = false): Total =>
  exact || total <= MOST_COUNTED ? { total, estimate: false } : { total: MOST_COUNTED, estimate: true }

/** What keeps to the rows after the cursor, or from where a jump leads. */
export const ofPage = (order: Order, { ctx, at, seek }: Question, key: RawBuilder<unknown>) => [
  at && after(order, key, at),
  seek === undefined ? undefined : seekTo(order, seek, ctx.tenant.timezone),
]

/** The rows of a list along its sort, and how many there are. */
export function recordRows<F extends Fields>({ resource, table, select }: Listed<F>) {
  const source = sql.table(table)

  /**
   * Rows along the index of the sort. Empty values come last, and one statement over both parts could use the index for
   * neither the order nor the place: half a million rows deep that is 300 ms instead of one.
   */
  async function along(question: Question, more?: RawBuilder<SqlBool>): Promise<Row[]> {
    const { ctx, order, at, limit, offset } = question
    const columns = select(ctx)
    // Beside the sort of every day, which its index walks, what is shown is read of the page's rows alone: to carry it
    // through a sort of all takes longer than the sort.
    const apart = order.field !== resource.default_sort || offset > MOST_CARRIED
    const read = async (order: Order, conditions: (RawBuilder<SqlBool> | undefined)[], limit: number) => {
      const page = (columns: RawBuilder<unknown>) => sql`
        select ${columns} from ${source} r where ${allOf([question.filter, more, ...conditions])}
        order by ${orderBy(order, rowId)} limit ${limit}${offset ? sql` offset ${offset}` : sql``}`
      const { rows } = await (
        apart
          ? sql<Row>`
            select ${columns} from (${page(sql`r.id, ${order.value} as v`)}) f join ${source} r on r.id = f.id
            order by ${orderBy({ ...order, value: sql.ref('f.v') }, sql.ref('f.id'))}`
          : (page(columns) as RawBuilder<Row>)
      ).execute(ctx.db)
      return rows
    }
    if (!order.nullable || offset) return read(order, ofPage(order, question, rowId), limit)
    const dense = { ...order, nullable: false }
    const rows =
      at?.v === null ? [] : await read(dense, [hasValue(order, true), ...ofPage(dense, question, rowId)], limit)
    if (rows.length === limit) return rows
    const empty = [hasValue(order, false), at?.v === null ? after(order, rowId, at) : undefined]
    return [...rows, ...(await read(dense, empty, limit - rows.length))]
  }

  async function count({ db }: Ctx, filter: RawBuilder<SqlBool>, exact: boolean): Promise<Total> {
    const inner = sql`select 1 from ${source} r where ${filter}${exact ? sql`` : sql` limit ${sql.lit(MOST_COUNTED + 1)}`}`
    const { rows } = await sql<{ total: number }>`select count(*) as total from (${inner}) counted`.execute(db)
    return totalOf(rows[0]!.total, exact)
  }

  return { along, count }
}
