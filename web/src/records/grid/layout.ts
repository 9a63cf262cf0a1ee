import type { FieldKind, Fields } from '@rihla/contracts/fields.ts'
import { type ColumnChoice, inSight } from './columns.ts'

/** A column with its place: pixels from where the columns begin. */
export interface PlacedColumn {
  field: string
  width: number
  offset: number
  pinned: boolean
}

/** How wide a column is until somebody sizes it. */
const WIDTHS: Record<FieldKind, number> = {
  text: 160,
  long_text: 240,
  email: 200,
  phone: 152,
  url: 180,
  enum: 132,
  country: 140,
  currency: 100,
  integer: 96,
  decimal: 96,
  money: 128,
  boolean: 88,
  date: 112,
  timestamp: 168,
  id: 300,
  reference: 300,
  member: 152,
  list: 200,
  json: 160,
}

/** A list has at least these, however little room there is. */
const FEWEST = 3

export interface Widths {
  /** Widths that suit a field better than those of its kind. */
  own: Readonly<Record<string, number>>
  /** The column that takes what room is left first. */
  main: string
}

/** How wide the main column grows, and how much of their width the others grow by, where there is room to spare. */
const MAIN_MOST = 480
const OTHERS_MOST = 0.5

const widthOf = (fields: Fields, { field, width }: ColumnChoice, { own }: Widths): number =>
  width ?? own[field] ?? WIDTHS[fields[field]!.kind]

/** Columns that nobody chose leave from the end, rather than make the list scroll sideways. */
export function fitting(
  fields: Fields,
  columns: readonly ColumnChoice[],
  widths: Widths,
  room: number,
): readonly ColumnChoice[] {
  let used = 0
  const count = columns.findIndex((column, index) => {
    used += widthOf(fields, column, widths)
    return index >= FEWEST && used > room
  })
  return count < 0 ? columns : columns.slice(0, count)
}

/**
 * Places columns side by side, pinned ones first. The main one takes what room is left, up to what a name needs, and
 * the others share the rest; none grows that somebody sized.
 */
export function placeColumns(
  fields: Fields,
  columns: readonly ColumnChoice[],
  widths: Widths,
  room: number,
): PlacedColumn[] {
  const order = inSight(columns)
  const isMain = ({ field }: ColumnChoice) => field === widths.main
  const own = order.map((column) => widthOf(fields, column, widths))
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  const free = order.map((column, at) => (column.width === undefined ? own[at]! : 0))
  const others = sum(free.filter((_, at) => !isMain(order[at]!)))
  const left = Math.max(0, room - sum(own))
  const main = sum(free) - others
  const toMain = main ? Math.min(left, Math.max(0, MAIN_MOST - main)) : 0
  const share = others ? Math.min(OTHERS_MOST, (left - toMain) / others) : 0
  let offset = 0
  return order.map((column, at) => {
    const more = isMain(column) ? toMain : Math.floor(free[at]! * share)
    const width = own[at]! + more
    const placed = { field: column.field, width, offset, pinned: column.pinned === true }
    offset += width
    return placed
  })
}

/** How far to scroll sideways so that a column stands clear of the pinned ones; null when it does. */
export function sideways(
  columns: readonly PlacedColumn[],
  field: string,
  view: { from: number; room: number; before: number },
): number | null {
  const column = columns.find((one) => one.field === field)
  if (!column || column.pinned) return null
  const pins = view.before + columns.reduce((sum, one) => sum + (one.pinned ? one.width : 0), 0)
  const start = view.before + column.offset
  if (start < view.from + pins) return start - pins
  const end = start + column.width
  return end > view.from + view.room ? end - view.room : null
}
