import { sql } from 'kysely'
import type { Fields } from '@rihla/contracts/fields.ts'
import type { Item, Page, Resource } from '@rihla/contracts/resource.ts'
import { type Ctx, slowly } from './context.ts'
import { namesCustom, shapeOf } from './custom.ts'
import type { Query } from './filters.ts'
import { orderOf, pageOf, readCursor, writeCursor } from './paging.ts'
import { carried, type Found, type Listed, type Question, recordRows } from './recordRows.ts'
import { recordSearch } from './recordSearch.ts'
import { readAsked } from './searchSql.ts'

/** Lists of one kind of record: filtered, sorted and paged at any depth, searched. */
export function recordList<F extends Fields>(listed: Listed<F>) {
  const { resource, columns, where, told, present } = listed
  const { along, count } = recordRows(listed)
  const searched = recordSearch(listed)

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
    const words = readAsked(query.search, told(ctx))
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

  return list
}
