import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { Moment } from '#records/fields/views.tsx'
import { type Lead, type NextStep as State, nextStepOf } from './lead.ts'

// Shape and colour both tell, for those who do not see the colour.
const dots: Record<State, string> = {
  overdue: 'size-2 rotate-45 bg-danger',
  today: 'size-2 rounded-full bg-success',
  planned: 'size-2 rounded-full border-2 border-line-strong',
  none: 'size-2 rounded-full border-2 border-dashed border-warn',
  closed: 'size-2 rounded-full bg-transparent',
}

type Due = Pick<Lead, 'next_follow_up' | 'lead_status' | 'archived_at'>

/** Only the dot, with its meaning for those who ask. */
export function NextStepDot({ lead }: { lead: Due }) {
  const t = useT()
  const state = nextStepOf(lead)
  if (state === 'closed') return null
  return (
    <span
      role="img"
      aria-label={t(`next_step.${state}`)}
      title={t(`next_step.${state}`)}
      className="grid size-4 place-items-center"
    >
      <span className={dots[state]} />
    </span>
  )
}

/** When somebody will speak to them next; none at all is a defect, and looks like one. */
export function NextStep({ lead }: { lead: Due }) {
  const t = useT()
  const state = nextStepOf(lead)
  if (state === 'closed') return <span className="text-text-3">—</span>
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <span aria-hidden className={`shrink-0 ${dots[state]}`} />
      {state === 'none' ? (
        <span className="truncate text-warn">{t('next_step.none')}</span>
      ) : (
        <span className={cn('min-w-0 truncate', state === 'overdue' && 'text-danger')}>
          <Moment at={lead.next_follow_up!} />
          <span className="sr-only"> · {t(`next_step.${state}`)}</span>
        </span>
      )}
    </span>
  )
}
