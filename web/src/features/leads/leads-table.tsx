import { leadResource, leads } from '@rihla/contracts/leads.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useRef, useState } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { useLanguage, useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { useNarrow } from '#lib/use-media.ts'
import { DataGrid } from '#records/grid/data-grid.tsx'
import type { Act, GridHandle, GridSpec } from '#records/grid/spec.ts'
import { ErrorPanel } from '#ui/states.tsx'
import { useActionKeys } from './action-keys.ts'
import { type Lead, leadName, leadQuery } from './lead.ts'
import { CELLS, OriginContext } from './lead-cells.tsx'
import { LEAD_COLUMNS } from './lead-columns.ts'
import { EmptyLeads, TableSkeleton } from './list-states.tsx'
import { useOrigin } from './origin.ts'
import type { ListProps } from './selection.ts'
import { Total } from './total.tsx'

const RowAction = lazy(() => import('./row-action.tsx').then((module) => ({ default: module.RowAction })))

/** What is special to leads; everything else follows from their fields. */
const SPEC: GridSpec<Lead> = {
  resource: leadResource,
  source: { resource: 'leads', list: leads.list, summary: leads.summary },
  update: leads.update,
  bulk: leads.bulk,
  past: { operation: leads.timeline, resource: 'leads' },
  usual: LEAD_COLUMNS,
  widths: {
    main: 'full_name',
    own: {
      full_name: 216,
      lead_score: 92,
      lead_status: 124,
      next_follow_up: 140,
      assigned_to: 140,
      preferred_travel_date: 96,
      estimated_value: 120,
      created_at: 120,
    },
  },
  cells: CELLS,
  heads: {
    full_name: 'column.name',
    lead_score: 'column.score',
    assigned_to: 'column.owner',
    preferred_travel_date: 'column.departs',
    next_follow_up: 'column.next_step',
    estimated_value: 'column.value',
    lead_source: 'column.source',
    created_at: 'column.created',
  },
  downwards: new Set(['lead_score', 'estimated_value', 'created_at', 'updated_at', 'last_contact_date']),
  sum: 'estimated_value',
  nameOf: leadName,
}

/** Leads in rows: a grid where there is room, two lines each where there is not. */
export function LeadsTable({ list, search, onChange, selection, onSelect, onAllMatching, peek, onPeek }: ListProps) {
  const t = useT()
  // Cells read names in the language of the page.
  useLanguage()
  const narrow = useNarrow()
  const tenant = useTenant()
  const client = useQueryClient()
  const navigate = useNavigate()
  const may = useMay()
  const { from } = useOrigin()
  const grid = useRef<GridHandle<Lead>>(null)
  const [asked, setAsked] = useState<Act<Lead> | null>(null)
  const isLocked = useCallback((lead: Lead) => lead.archived_at !== null || !may('leads', 'update', lead), [may])
  const act = (name: string) => () => {
    const row = grid.current?.focused()
    if (row) setAsked({ act: name, ...row })
  }
  const selected = Object.values(selection).some(Boolean)
  useShortcut('s', 'keys.move_to', selected ? () => undefined : act('status'))
  useActionKeys(act, selected)

  if (list.error && !list.data) return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data) return <TableSkeleton narrow={narrow} />
  if (list.data.items.length === 0) return <EmptyLeads search={search} onChange={onChange} />
  return (
    <OriginContext value={search['group'] ? undefined : from}>
      <DataGrid<Lead>
        spec={SPEC}
        list={list}
        search={search}
        onChange={onChange}
        selection={selection}
        onSelect={onSelect}
        onAllMatching={onAllMatching}
        onOpen={(lead, place) =>
          void navigate({
            to: '/t/$tenant/leads/$id',
            params: { tenant, id: lead.id },
            search: from && !search['group'] ? { from, at: place + 1 } : {},
          })
        }
        onPeek={(lead) => onPeek?.(peek === lead.id ? null : lead.id)}
        peeked={peek ?? null}
        onAct={setAsked}
        onNear={(lead) => void client.prefetchQuery(leadQuery(tenant, lead.id))}
        label={t('nav.leads')}
        // What is selected is for doing something to.
        selects={may('leads', 'bulk')}
        isLocked={isLocked}
        narrow={narrow}
        handle={grid}
        above={
          <div className="border-b border-line px-4 py-1.5">
            <Total search={search} />
          </div>
        }
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
