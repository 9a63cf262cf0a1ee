import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { createContext, useContext } from 'react'
import { useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { stringifySearch } from '#lib/search.ts'
import { DepartureChip } from '#records/departure-chip.tsx'
import { valueLabel } from '#records/fields/labels.ts'
import { Moment } from '#records/fields/views.tsx'
import type { CellProps, GridSpec } from '#records/grid/spec.ts'
import { type Lead, leadAbout, leadName, leadQuery } from './lead.ts'
import { NextStep } from './next-step.tsx'
import { ScoreFigure } from './score-badge.tsx'
import { StatusBadge } from './status.tsx'

type Cell = CellProps<Lead>

/** The name leads to the record, in this tab or another. */
export function LeadLink({ lead, className, draggable }: { lead: Lead; className?: string; draggable?: boolean }) {
  const tenant = useTenant()
  const client = useQueryClient()
  return (
    <Link
      to="/t/$tenant/leads/$id"
      params={{ tenant, id: lead.id }}
      onPointerEnter={() => void client.prefetchQuery(leadQuery(tenant, lead.id))}
      className={cn('rounded-sm font-medium hover:text-brand hover:underline', className)}
      {...(draggable === undefined ? {} : { draggable })}
    >
      <bdi>{leadName(lead)}</bdi>
    </Link>
  )
}

/** The list that links to leads come from, as the address of a lead names it; nothing when rows are in groups. */
export const OriginContext = createContext<string | undefined>(undefined)

/** A plain link, which the grid follows: one router's link for each row would cost more than the row. */
function Name({ record, place }: Cell) {
  const tenant = useTenant()
  const from = useContext(OriginContext)
  const about = leadAbout(record)
  const href = `/t/${tenant}/leads/${record.id}${stringifySearch(from ? { from, at: place + 1 } : {})}`
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <a
        href={href}
        data-open
        tabIndex={-1}
        className="min-w-0 rounded-sm font-medium hover:text-brand hover:underline max-md:after:absolute max-md:after:inset-0"
      >
        <bdi className="one-line">{leadName(record)}</bdi>
      </a>
      {about ? (
        <span className="min-w-0 flex-1 text-dense text-text-3">
          <bdi className="one-line">{about}</bdi>
        </span>
      ) : null}
    </span>
  )
}

const pressable = 'relative inline-flex max-w-full items-center rounded-sm after:absolute after:-inset-1.5'

function Score({ record }: Cell) {
  const t = useT()
  return (
    <button
      type="button"
      tabIndex={-1}
      data-act="score"
      aria-label={t('leads.score.explain', { score: formatNumber(record.lead_score) })}
      className={cn(pressable, 'px-1 hover:bg-hover')}
    >
      <ScoreFigure score={record.lead_score} />
    </button>
  )
}

function Status({ record, locked }: Cell) {
  const t = useT()
  if (locked) return <StatusBadge status={record.lead_status} />
  return (
    <button
      type="button"
      tabIndex={-1}
      data-act="status"
      aria-haspopup="menu"
      aria-label={t('leads.move.label', { status: valueLabel('lead_status', record.lead_status) })}
      className={pressable}
    >
      <StatusBadge status={record.lead_status}>
        <ChevronDown className="size-3 shrink-0" aria-hidden />
      </StatusBadge>
    </button>
  )
}

export const CELLS: GridSpec<Lead>['cells'] = {
  full_name: Name,
  lead_score: Score,
  lead_status: Status,
  preferred_travel_date: ({ record }) =>
    record.preferred_travel_date ? (
      <DepartureChip day={record.preferred_travel_date} back={record.return_date} />
    ) : (
      <span className="text-text-3">—</span>
    ),
  next_follow_up: ({ record }) => <NextStep lead={record} />,
  created_at: ({ record }) => (
    <span className="text-text-3">
      <Moment at={record.created_at} />
    </span>
  ),
}
