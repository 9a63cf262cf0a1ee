import type { RowSelectionState } from '@tanstack/react-table'
import { useDeferredValue, useRef, useState } from 'react'
import { useShortcut } from '#lib/keyboard.ts'
import { useTarget } from '#lib/target.ts'
import { type KindRecord, sourceOf } from '../kind.ts'
import { apiQuery, type ListSearch } from '../list-query.ts'
import { useRecordList } from '../list.ts'
import { useReached } from '../reached.ts'
import type { BulkBarProps, ListKind } from './list-kind.ts'
import { Peek } from './peek.tsx'
import { RecordsTable } from './records-table.tsx'

interface Props {
  list: ListKind
  search: ListSearch
  /** Where the list begins, when not at its top. */
  seek: string | null
  onChange: (search: ListSearch) => void
  /** The record beside the list. */
  peek: string | null
  onPeek: (id: string | null) => void
}

/** Records in rows, what is selected of them, and the one that stands open beside them. */
export function RecordsList({ list, search, seek, onChange, peek, onPeek }: Props) {
  const { name } = list.kind
  const query = { ...apiQuery(search), ...(seek === null ? {} : { seek }) }
  const whole = useRecordList<KindRecord>(sourceOf(list.kind), query)
  const reached = useReached(name, whole.query, seek !== null)
  const rows = seek === null ? whole : { ...whole, total: reached }
  const [selection, setSelection] = useState<RowSelectionState>({})
  const [allMatching, setAllMatching] = useState(false)
  const found = JSON.stringify(query)
  const [of, setOf] = useState(found)
  // A selection belongs to the list it was made in.
  if (of !== found) {
    setOf(found)
    setSelection({})
    setAllMatching(false)
  }
  const selected = idsOf(selection)
  useTarget(name, selected)
  const frame = useRef<HTMLDivElement>(null)
  const clear = () => {
    setSelection({})
    setAllMatching(false)
    // The bar goes, and whoever was in it goes on in the list.
    if (document.activeElement?.matches('body,[data-floating] *'))
      frame.current?.querySelector<HTMLElement>('[data-scroll]')?.focus({ preventScroll: true })
  }
  return (
    <div ref={frame} className="relative flex min-h-0 flex-1">
      <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
        <RecordsTable
          list={list}
          rows={rows}
          search={search}
          onChange={onChange}
          peek={peek}
          onPeek={onPeek}
          selection={selection}
          onAllMatching={() => setAllMatching(true)}
          onSelect={(next) => {
            setSelection(next)
            setAllMatching(false)
          }}
        />
        {selected.length ? <ClearKey onClear={clear} /> : null}
        <SelectionBar
          list={list}
          selection={selection}
          rows={rows.rows}
          total={whole.total}
          search={search}
          allMatching={allMatching}
          onAllMatching={setAllMatching}
          onClear={clear}
          onShow={(failed) =>
            onChange({
              id: failed.join(','),
              ...(search['archived'] ? { archived: search['archived'] } : {}),
              ...(search['cols'] ? { cols: search['cols'] } : {}),
            })
          }
        />
      </div>
      <Peek id={peek} rows={rows.rows} onPeek={onPeek} Panel={list.Peek} />
    </div>
  )
}

const idsOf = (selection: RowSelectionState): string[] => Object.keys(selection).filter((id) => selection[id])

/** Its key is there before its bar is. */
function ClearKey({ onClear }: { onClear: () => void }) {
  useShortcut('escape', 'keys.clear_selection', onClear)
  return null
}

/** What can be done with the selected. A row is marked at once, and need not wait until its bar is drawn. */
function SelectionBar({
  selection,
  total,
  ...bar
}: Omit<BulkBarProps, 'ids' | 'total'> & { selection: RowSelectionState; total: number | undefined }) {
  const ids = idsOf(useDeferredValue(selection))
  return ids.length ? <bar.list.Bar {...bar} ids={ids} total={total ?? ids.length} /> : null
}
