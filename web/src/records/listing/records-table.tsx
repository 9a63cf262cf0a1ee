import { useQueryClient } from '@tanstack/react-query'
import type { RowSelectionState } from '@tanstack/react-table'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useCallback, useMemo, useRef, useState } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { useLanguage, useT } from '#lib/i18n.ts'
import { useNarrow } from '#lib/use-media.ts'
import { ErrorPanel } from '#ui/states.tsx'
import { DataGrid } from '../grid/data-grid.tsx'
import type { Act, GridHandle, GridSpec } from '../grid/spec.ts'
import { type KindRecord, pastOf, recordQuery, sourceOf } from '../kind.ts'
import type { ListSearch } from '../list-query.ts'
import type { RecordList } from '../list.ts'
import { useOrigin } from '../origin.ts'
import { useRowKeys } from '../rows/row-keys.ts'
import type { ListKind } from './list-kind.ts'
import { EmptyList, TableSkeleton } from './list-states.tsx'
import { OriginContext } from './name-cell.tsx'

interface Props {
  list: ListKind
  rows: RecordList<KindRecord>
  search: ListSearch
  onChange: (search: ListSearch) => void
  selection: RowSelectionState
  onSelect: (selection: RowSelectionState) => void
  /** All that the list finds, loaded or not. */
  onAllMatching: () => void
  /** The record beside the list. */
  peek: string | null
  onPeek: (id: string | null) => void
}

const specOf = ({ kind, columns, widths, cells, heads, downwards, sum }: ListKind): GridSpec<KindRecord> => ({
  resource: kind.resource,
  source: sourceOf(kind),
  update: kind.operations.update,
  bulk: kind.operations.bulk,
  past: pastOf(kind),
  usual: columns,
  widths,
  cells,
  heads,
  downwards,
  ...(sum === undefined ? {} : { sum }),
  nameOf: kind.nameOf,
})

const noKeys = () => undefined

/** Records in rows: a grid where there is room, two lines each where there is not. */
export function RecordsTable(props: Props) {
  const { list, rows, search, onChange, selection, peek, onPeek } = props
  const t = useT()
  // Cells read names in the language of the page.
  useLanguage()
  const narrow = useNarrow()
  const tenant = useTenant()
  const client = useQueryClient()
  const navigate = useNavigate()
  const may = useMay()
  const { kind, RowAction, useKeys: useOwnKeys = noKeys } = list
  const spec = useMemo(() => specOf(list), [list])
  const { from } = useOrigin(kind.resource)
  const grid = useRef<GridHandle<KindRecord>>(null)
  const [asked, setAsked] = useState<Act<KindRecord> | null>(null)
  const isLocked = useCallback(
    (record: KindRecord) => record.archived_at !== null || !may(kind.name, 'update', record),
    [may, kind.name],
  )
  const act = (name: string) => () => {
    const row = grid.current?.focused()
    if (row) setAsked({ act: name, ...row })
  }
  const selected = Object.values(selection).some(Boolean)
  useRowKeys(act, selected)
  useOwnKeys(act, selected)

  if (rows.error && !rows.data) return <ErrorPanel error={rows.error} onRetry={() => void rows.refetch()} />
  if (!rows.data) return <TableSkeleton narrow={narrow} />
  if (rows.data.items.length === 0) return <EmptyList list={list} search={search} onChange={onChange} />
  return (
    <OriginContext value={search['group'] ? undefined : from}>
      <DataGrid<KindRecord>
        spec={spec}
        list={rows}
        search={search}
        onChange={onChange}
        selection={selection}
        onSelect={props.onSelect}
        onAllMatching={props.onAllMatching}
        onOpen={(record, place) =>
          void navigate({
            to: `/t/$tenant/${kind.name}/$id`,
            params: { tenant, id: record.id },
            search: (from && !search['group'] ? { from, at: place + 1 } : {}) as never,
          })
        }
        onPeek={(record) => onPeek(peek === record.id ? null : record.id)}
        peeked={peek}
        onAct={setAsked}
        onNear={(record) => void client.prefetchQuery(recordQuery(kind, tenant, record.id))}
        label={t(list.texts.title)}
        // What is selected is for doing something to.
        selects={may(kind.name, 'bulk')}
        isLocked={isLocked}
        narrow={narrow}
        handle={grid}
      />
      {asked ? (
        <Suspense>
          <RowAction
            key={`${asked.act} ${asked.record.id}`}
            {...asked}
            onAct={setAsked}
            onDone={() => {
              setAsked(null)
              grid.current?.focus()
            }}
          />
        </Suspense>
      ) : null}
    </OriginContext>
  )
}
