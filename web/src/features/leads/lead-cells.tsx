import { Link } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { leadResource } from '@rihla/contracts/leads.ts'
import type { ComponentType } from 'react'
import { useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import type { MessageId } from '#lib/i18n.ts'
import { DepartureChip } from '#records/departure-chip.tsx'
import { FieldView } from '#records/fields/field-view.tsx'
import { valueLabel } from '#records/fields/labels.ts'
import { MemberName, Moment } from '#records/fields/views.tsx'
import { type Lead, leadAbout, leadName, leadQuery } from './lead.ts'
import { NextStep } from './next-step.tsx'
import { ScoreBadge } from './score-badge.tsx'
import { type Mover, StatusMenu } from './status.tsx'

interface CellProps {
  lead: Lead
  locked: boolean
  onMove: Mover
}

export interface Column {
  field: keyof typeof CELLS
  label: MessageId
  width: string
  end?: boolean
  /** First press sorts downwards: highest, newest. */
  down: boolean
  /** Less important columns leave when there is little room. */
  show?: string
}

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

const Name = ({ lead }: CellProps) => {
  const about = leadAbout(lead)
  return (
    <span className="flex items-baseline gap-2">
      <LeadLink lead={lead} className="min-w-0 [&>bdi]:one-line" />
      {about ? (
        <span className="min-w-0 flex-1 text-text-3">
          <bdi className="one-line">{about}</bdi>
        </span>
      ) : null}
    </span>
  )
}

export const CELLS = {
  full_name: Name,
  lead_score: ({ lead }) => <ScoreBadge lead={lead} />,
  lead_status: ({ lead, locked, onMove }) => <StatusMenu lead={lead} locked={locked} onMove={onMove} />,
  assigned_to: ({ lead }) => <MemberName id={lead.assigned_to} />,
  preferred_travel_date: ({ lead }) =>
    lead.preferred_travel_date ? (
      <DepartureChip day={lead.preferred_travel_date} back={lead.return_date} />
    ) : (
      <span className="text-text-3">—</span>
    ),
  next_follow_up: ({ lead }) => <NextStep lead={lead} />,
  estimated_value: ({ lead }) => (
    <FieldView name="estimated_value" field={leadResource.fields.estimated_value} record={lead} />
  ),
  lead_source: ({ lead }) =>
    lead.lead_source ? <>{valueLabel('lead_source', lead.lead_source)}</> : <span className="text-text-3">—</span>,
  created_at: ({ lead }) => (
    <span className="text-text-3">
      <Moment at={lead.created_at} />
    </span>
  ),
} satisfies Record<string, ComponentType<CellProps>>

export const COLUMNS: readonly Column[] = [
  { field: 'full_name', label: 'column.name', width: '', down: false },
  { field: 'lead_score', label: 'column.score', width: 'w-20', down: true },
  { field: 'lead_status', label: 'field.lead_status', width: 'w-32', down: false },
  { field: 'assigned_to', label: 'column.owner', width: 'w-38', down: false, show: '@max-4xl:hidden' },
  { field: 'preferred_travel_date', label: 'column.departs', width: 'w-24', down: false, show: '@max-2xl:hidden' },
  { field: 'next_follow_up', label: 'column.next_step', width: 'w-36', down: false, show: '@max-xl:hidden' },
  { field: 'estimated_value', label: 'column.value', width: 'w-30', down: true, end: true, show: '@max-3xl:hidden' },
  { field: 'lead_source', label: 'column.source', width: 'w-32', down: false, show: '@max-6xl:hidden' },
  { field: 'created_at', label: 'column.created', width: 'w-28', down: true, show: '@max-7xl:hidden' },
]
