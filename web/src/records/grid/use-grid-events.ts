import type { AnyRecord } from '../cache.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { type GridParts, useGridMoves } from './use-grid-moves.ts'
import { useGridPresses } from './use-grid-presses.ts'

/** What a grid listens to. One listener for the grid, however many rows it has. */
export function useGridEvents<R extends AnyRecord>(parts: GridParts<R>) {
  const moves = useGridMoves(parts)
  const { write, ...keys } = useGridKeys(parts, moves)
  const presses = useGridPresses(parts, moves)
  return { on: { ...keys, ...presses }, onStep: moves.onStep, write }
}
