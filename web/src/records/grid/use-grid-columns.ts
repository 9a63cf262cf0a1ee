import { useMemo, useState } from 'react'
import type { AnyRecord } from '../cache.ts'
import type { ListSearch } from '../list-query.ts'
import { type ColumnChoice, columnsOf } from './columns.ts'
import { END } from './grid-row.tsx'
import { fitting, placeColumns } from './layout.ts'
import type { GridSpec } from './spec.ts'

/** The columns of a grid as its address asks for them, placed in the room there is; while one is being sized, as that says. */
export function useGridColumns<R extends AnyRecord>(
  { resource: { fields }, usual, widths }: GridSpec<R>,
  { cols = '' }: ListSearch,
  room: number,
  before: number,
) {
  const [sizing, setSizing] = useState<readonly ColumnChoice[] | null>(null)
  const own = useMemo(() => columnsOf(fields, { cols }, usual), [fields, cols, usual])
  const columns = useMemo(() => {
    const free = Math.max(0, room - before - END)
    const choices = sizing ?? (own === usual ? fitting(fields, usual, widths, free) : own)
    return placeColumns(fields, choices, widths, free)
  }, [fields, own, usual, widths, sizing, room, before])
  const order = useMemo(() => columns.map((column) => column.field), [columns])
  return { columns, order, own, choices: sizing ?? own, setSizing }
}
