import { ChevronDown } from 'lucide-react'
import { cn } from '#lib/cn.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { DepartureChip } from '#records/departure-chip.tsx'
import { valueLabel } from '#records/fields/labels.ts'
import { Moment } from '#records/fields/views.tsx'
import type { CellProps, GridSpec } from '#records/grid/spec.ts'
import { nameCell } from '#records/listing/name-cell.tsx'
import { type Lead, LEADS } from './lead.ts'
import { NextStep } from './next-step.tsx'
import { ScoreFigure } from './score-badge.tsx'
import { StatusBadge } from './status.tsx'

type Cell = CellProps<Lead>

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
  full_name: nameCell(LEADS),
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
