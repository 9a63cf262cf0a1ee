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
  /** The column that takes what room is left. */
  main: string
}

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

/** Places columns side by side, pinned ones first; the main one takes what room is left unless it was sized. */
export function placeColumns(
  fields: Fields,
  columns: readonly ColumnChoice[],
  widths: Widths,
  room: number,
): PlacedColumn[] {
  const order = inSight(columns)
  const used = order.reduce((sum, column) => sum + widthOf(fields, column, widths), 0)
  const left = Math.max(0, room - used)
  let offset = 0
  return order.map((column) => {
    const grows = column.field === widths.main && column.width === undefined
    const width = widthOf(fields, column, widths) + (grows ? left : 0)
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
