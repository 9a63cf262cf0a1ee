import { pipeline } from '@rihla/contracts/leadPipeline.ts'
import { leadResource } from '@rihla/contracts/leads.ts'
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import { type ListSearch, sortOf } from '#records/list-query.ts'
import { CARDS } from '#records/pages.ts'
import type { Lead, LeadStatus, Pipeline } from './lead.ts'

export type Column = Pipeline['columns'][number]

/** Cards of a column each time its end comes near. */
const MORE = 50
const MOST = 200
/** So many cards of a column are read again when something changes; those below stay as they were read. */
const DEEPEST = 1000

type Query = Record<string, string>
export const boardKey = (tenant: string, query: Query) => keyOf(tenant, 'leads', 'pipeline', query)

const read = (tenant: string, query: Query, page: Record<string, unknown>, signal?: AbortSignal): Promise<Pipeline> =>
  call(pipeline.columns, {
    params: { tenant_id: tenant },
    query: { ...query, ...page },
    ...(signal ? { signal } : {}),
  })

/** A column with its next cards, or as it was when there is none of it any more. */
function joined(old: Column, fresh: Column | undefined): Column {
  if (!fresh) return { ...old, next_cursor: null }
  const known = new Set(old.items.map((item) => item.id))
  return { ...fresh, items: [...old.items, ...fresh.items.filter((item) => !known.has(item.id))] }
}

/** The columns with their first cards; read again, they are as deep as they were loaded. */
export const boardQuery = (client: QueryClient, tenant: string, query: Query) =>
  queryOptions({
    queryKey: keyOf(tenant, 'leads', 'pipeline', query),
    queryFn: async ({ signal }): Promise<Pipeline> => {
      const before = client.getQueryData<Pipeline>(boardKey(tenant, query))
      const board = await read(tenant, query, { page_size: CARDS }, signal)
      const deepen = async (column: Column): Promise<Column> => {
        const old = before?.columns.find(({ key }) => key === column.key)
        const had = old?.items.length ?? 0
        let one = column
        while (one.next_cursor && one.items.length < Math.min(had, DEEPEST)) {
          const page = { column: one.key, cursor: one.next_cursor, page_size: MOST }
          one = joined(one, (await read(tenant, query, page, signal)).columns[0])
        }
        return old && had > DEEPEST ? joined(one, { ...one, items: old.items, next_cursor: old.next_cursor }) : one
      }
      return { ...board, columns: await Promise.all(board.columns.map(deepen)) }
    },
    placeholderData: keepPreviousData,
  })

/** Adds the next cards of a column to the board in the cache. */
export async function loadMore(client: QueryClient, tenant: string, query: Query, column: LeadStatus, cursor: string) {
  const more = await read(tenant, query, { column, cursor, page_size: MORE })
  client.setQueryData<Pipeline>(
    boardKey(tenant, query),
    (board) =>
      board && {
        ...board,
        columns: board.columns.map((one) => (one.key === column ? joined(one, more.columns[0]) : one)),
      },
  )
}

export type Order = (a: Lead, b: Lead) => number

/** The order of a board's cards, as the server has it: what is empty comes last, and the newer id breaks a tie. */
export function orderOf(search: ListSearch): Order {
  const { by, descending } = sortOf(leadResource, search)
  const way = descending ? -1 : 1
  const field = leadResource.fields[by as keyof typeof leadResource.fields]
  const values: readonly string[] | undefined = field?.kind === 'enum' ? field.values : undefined
  const valueOf = (lead: Lead): string | number | null => {
    const value = (lead as unknown as Record<string, unknown>)[by] ?? null
    if (values && value !== null) return values.indexOf(String(value))
    return typeof value === 'number' || value === null ? value : String(value)
  }
  return (a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)]
    if (one === null || other === null) return one === other ? way * compare(a.id, b.id) : one === null ? 1 : -1
    return way * (compare(one, other) || compare(a.id, b.id))
  }
}

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'string' && typeof b === 'string' ? a.localeCompare(b) : a < b ? -1 : a > b ? 1 : 0

const NEWEST: Order = orderOf({})

/** A board with a card in another column, where the order puts it: counts and sums follow. */
export function withMove(board: Pipeline, lead: Lead, to: LeadStatus, order: Order = NEWEST): Pipeline {
  const from = board.columns.find((column) => column.items.some((item) => item.id === lead.id))
  if (!from || from.key === to) return board
  const card = { ...from.items.find((item) => item.id === lead.id)!, lead_status: to }
  const columns = board.columns.map((column) => {
    if (column === from)
      return { ...counted(column, card, -1), items: column.items.filter((item) => item.id !== lead.id) }
    if (column.key !== to) return column
    const at = column.items.findIndex((item) => order(card, item) < 0)
    return { ...counted(column, card, 1), items: column.items.toSpliced(at < 0 ? column.items.length : at, 0, card) }
  })
  return { ...board, columns }
}

/** The head of a column with one card more or less. */
function counted(column: Column, card: Lead, by: 1 | -1): Column {
  const currency = card.currency ?? column.currency
  const worth = by * (card.estimated_value ?? 0)
  const known = column.sums.some((one) => one.currency === currency)
  const sums = known
    ? column.sums.map((one) => (one.currency === currency ? { ...one, sum: one.sum + worth } : one))
    : worth
      ? [...column.sums, { currency, sum: worth }]
      : column.sums
  return {
    ...column,
    count: column.count + by,
    sum: column.sum + (currency === column.currency ? worth : 0),
    sums: sums.filter((one) => one.currency === column.currency || one.sum !== 0),
  }
}

/** Where a card stands: its column, and from 1 its place in it. */
export function placeOf(board: Pipeline, id: string): { column: Column; place: number } | null {
  for (const column of board.columns) {
    const at = column.items.findIndex((item) => item.id === id)
    if (at >= 0) return { column, place: at + 1 }
  }
  return null
}

/** Where a card stands in its column, from 0, when that column is the list that was asked for; -1 where it does not. */
export function cardPlace(
  client: QueryClient,
  tenant: string,
  { lead_status, ...query }: Readonly<Record<string, string>>,
  id: string,
): number {
  const board = client.getQueryData<Pipeline>(boardKey(tenant, query))
  const place = board && placeOf(board, id)
  return place && place.column.key === lead_status ? place.place - 1 : -1
}
