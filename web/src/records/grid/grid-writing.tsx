import { lazy, type RefObject, Suspense } from 'react'
import type { AnyRecord } from '../cache.ts'
import { fieldLabel } from '../fields/labels.ts'
import { tellProblem } from '../tell-problem.ts'
import { cellId } from './grid-row.tsx'
import type { GridSpec } from './spec.ts'
import { TypingPlace } from './typing-place.tsx'
import type { GridState, Step } from './use-grid-state.ts'

const CellEditor = lazy(() => import('./cell-editor.tsx').then((module) => ({ default: module.CellEditor })))

/** What stands over the cell that is walked, for what is about to be typed, or over the one that is written in. */
export function GridWriting<R extends AnyRecord>({
  spec,
  state,
  scroller,
  rowId,
  recordAt,
  composes,
  onWritten,
  onStep,
}: {
  spec: GridSpec<R>
  state: GridState
  scroller: RefObject<HTMLDivElement | null>
  rowId: (place: number) => string
  recordAt: (place: number) => R | null
  /** Whether keys are what one writes with here. */
  composes: boolean
  onWritten: (text: string) => void
  onStep: (step: Step) => void
}) {
  const { active, cell, editing, setEditing, reopen } = state
  if (editing)
    return (
      <Suspense>
        <div role="row" className="contents">
          <div role="gridcell" className="contents">
            <CellEditor
              key={`${editing.typed ?? ''} ${editing.after ?? ''} ${editing.failed ? 'failed' : ''}`}
              spec={spec as unknown as GridSpec<AnyRecord>}
              editing={editing}
              record={recordAt(editing.place)}
              anchor={cellId(rowId(editing.place), editing.field)}
              scroller={scroller}
              onLeave={(step) => {
                setEditing(null)
                onStep(step)
              }}
              onFailed={(failed) => reopen(failed) || tellProblem(failed.failed!.error)}
            />
          </div>
        </div>
      </Suspense>
    )
  if (!cell || !composes) return null
  return (
    <div role="row" className="contents">
      <div role="gridcell" className="contents">
        <TypingPlace
          label={fieldLabel(cell.field, spec.resource.record_type)}
          anchor={cellId(rowId(active), cell.field)}
          scroller={scroller}
          onWritten={onWritten}
        />
      </div>
    </div>
  )
}
