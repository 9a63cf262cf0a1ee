import { leads } from '@rihla/contracts/leads.ts'
import type { RowSelectionState } from '@tanstack/react-table'
import { lazy, Suspense, useState } from 'react'
import { apiQuery, type ListSearch } from '#records/list-query.ts'
import { useRecordList } from '#records/list.ts'
import { BulkBar } from './bulk-bar.tsx'
import type { Lead } from './lead.ts'
import { LeadsTable } from './leads-table.tsx'

const LeadPeek = lazy(() => import('./lead-peek.tsx').then((module) => ({ default: module.LeadPeek })))

interface Props {
  search: ListSearch
  /** Where the list begins, when not at its top. */
  seek: string | null
  onChange: (search: ListSearch) => void
  /** The lead beside the list. */
  peek: string | null
  onPeek: (id: string | null) => void
}

/** Leads in rows, what is selected of them, and the one that stands open beside them. */
export function LeadsList({ search, seek, onChange, peek, onPeek }: Props) {
  const query = { ...apiQuery(search), ...(seek === null ? {} : { seek }) }
  const list = useRecordList<Lead>(leads.list, 'leads', query)
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
  const ids = Object.keys(selection).filter((id) => selection[id])
  const clear = () => {
    setSelection({})
    setAllMatching(false)
  }
  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="relative flex min-h-0 min-w-0 flex-1 flex-col">
        <LeadsTable
          list={list}
          search={search}
          onChange={onChange}
          peek={peek}
          onPeek={onPeek}
          selection={selection}
          onSelect={(next) => {
            setSelection(next)
            setAllMatching(false)
          }}
        />
        {ids.length ? (
          <BulkBar
            ids={ids}
            rows={list.rows}
            total={list.total ?? ids.length}
            search={search}
            allMatching={allMatching}
            onAllMatching={setAllMatching}
            onClear={clear}
          />
        ) : null}
      </div>
      <Peek id={peek} rows={list.rows} onPeek={onPeek} />
    </div>
  )
}

/** The lead beside a list or a board; `rows` are those that one goes on to. */
export function Peek({
  id,
  rows,
  onPeek,
}: {
  id: string | null
  rows: readonly Lead[]
  onPeek: (id: string | null) => void
}) {
  if (id === null) return null
  const at = rows.findIndex((row) => row.id === id)
  return (
    <Suspense>
      <LeadPeek
        id={id}
        previous={rows[at - 1]?.id ?? null}
        next={at < 0 ? null : (rows[at + 1]?.id ?? null)}
        onGo={onPeek}
        onClose={() => onPeek(null)}
      />
    </Suspense>
  )
}
