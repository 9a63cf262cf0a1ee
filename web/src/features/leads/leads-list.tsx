import { leads } from '@rihla/contracts/leads.ts'
import type { RowSelectionState } from '@tanstack/react-table'
import { useState } from 'react'
import { useTarget } from '#lib/target.ts'
import { later } from '#lib/later.tsx'
import { apiQuery, type ListSearch } from '#records/list-query.ts'
import { useRecordList } from '#records/list.ts'
import { useReached } from '#records/reached.ts'
import type { Lead } from './lead.ts'
import { LeadsTable } from './leads-table.tsx'
import { Peek } from './peek.tsx'

const BulkBar = later(async () => (await import('./bulk-bar.tsx')).BulkBar)

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
  const whole = useRecordList<Lead>({ resource: 'leads', list: leads.list, summary: leads.summary }, query)
  const reached = useReached('leads', whole.query, seek !== null)
  const list = seek === null ? whole : { ...whole, total: reached }
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
  useTarget('leads', ids)
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
          onAllMatching={() => setAllMatching(true)}
          onSelect={(next) => {
            setSelection(next)
            setAllMatching(false)
          }}
        />
        {ids.length ? (
          <BulkBar
            ids={ids}
            rows={list.rows}
            total={whole.total ?? ids.length}
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
        ) : null}
      </div>
      <Peek id={peek} rows={list.rows} onPeek={onPeek} />
    </div>
  )
}
