import { useEffect, useRef, useState } from 'react'
import type { AnyRecord } from '../cache.ts'

export interface CellAt {
  place: number
  field: string
}

/** A cell being written in; what was typed to begin stands in it already. */
export interface Editing extends CellAt {
  typed?: string
  /** Where to go once it is saved, asked for before the editor was there. */
  after?: Step
  /** What was refused, to be settled where it was written. */
  failed?: { error: unknown; value: unknown; base: AnyRecord }
}

/** Where a cell's editor sends the focus when it closes. */
export type Step = 'stay' | 'down' | 'next' | 'back'

/** What is typed while the editor is on its way goes on where it began. */
export function typedOn(editing: Editing, { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>): Editing | null {
  if (key === 'Escape') return null
  if (editing.after) return editing
  if (key === 'Enter' || key === 'Tab')
    return { ...editing, after: key === 'Enter' ? 'down' : shiftKey ? 'back' : 'next' }
  if (key === 'Backspace') return { ...editing, typed: (editing.typed ?? '').slice(0, -1) }
  return [...key].length === 1 ? { ...editing, typed: (editing.typed ?? '') + key } : editing
}

/** Where the focus of a grid is: on a row, or (in cell mode) on a cell, with the range it was drawn from. */
export function useGridState(initial: number) {
  const [active, setActive] = useState(initial)
  const [cell, setCell] = useState<{ field: string; from: CellAt } | null>(null)
  const [editing, setEditing] = useState<Editing | null>(null)
  const writing = useRef(editing)
  useEffect(() => {
    writing.current = editing
  })
  /** Opens a cell whose value was refused; false when somebody writes elsewhere by now, which nobody takes from them. */
  const reopen = (failed: Editing): boolean => {
    if (writing.current) return false
    setEditing(failed)
    return true
  }
  return { active, setActive, cell, setCell, editing, setEditing, reopen }
}
export type GridState = ReturnType<typeof useGridState>

/** The fields of a row that lie between two cells, among the columns in their order. */
export function rangeIn(place: number, columns: readonly string[], from: CellAt, to: CellAt): string[] {
  if (place < Math.min(from.place, to.place) || place > Math.max(from.place, to.place)) return []
  const [a, b] = [columns.indexOf(from.field), columns.indexOf(to.field)]
  if (a < 0 || b < 0) return []
  return columns.slice(Math.min(a, b), Math.max(a, b) + 1)
}
