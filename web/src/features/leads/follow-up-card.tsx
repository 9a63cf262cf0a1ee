import { leadResource, leads } from '@rihla/contracts/leads.ts'
import { CalendarClock, X } from 'lucide-react'
import { useState } from 'react'
import { formatDateTime } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { FieldFailure } from '#records/field-failure.tsx'
import { FieldHistory } from '#records/field-history.tsx'
import { RecordCard } from '#records/page/record-card.tsx'
import { useSave } from '#records/save.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { inDays, nextWorkday } from './follow-up.ts'
import { isClosed, type Lead, leadName, nextStepOf } from './lead.ts'
import { TypedMoment } from './typed-moment.tsx'

const FIELD = leadResource.fields.next_follow_up

/** The next step: none is shown as the defect it is, with the days people mostly choose and room to type another. */
export function FollowUp({ lead, locked }: { lead: Lead; locked: boolean }) {
  const t = useT()
  const save = useSave<Lead>(leads.update, 'leads')
  const { did } = useUndo()
  const [failed, setFailed] = useState<{ error: unknown; mine: string | null } | null>(null)
  if (isClosed(lead)) return null
  const state = nextStepOf(lead)
  const set = (next_follow_up: string | null, onto: Lead = lead) => {
    setFailed(null)
    save.mutate(
      { record: onto, changes: { next_follow_up } },
      {
        onSuccess: ({ operation_id }) => did(operation_id, t('leads.follow_up.set', { name: leadName(lead) })),
        onError: (error) => setFailed({ error, mine: next_follow_up }),
      },
    )
  }
  const tone = state === 'overdue' ? 'text-danger' : state === 'none' ? 'text-warn' : 'text-text'
  return (
    <RecordCard
      title={
        <>
          <CalendarClock className="size-4 text-text-3" aria-hidden />
          {t('field.next_follow_up')}
        </>
      }
    >
      <div className="group flex min-h-7 items-center gap-1">
        <p className={`min-w-0 flex-1 font-medium ${tone}`}>
          {lead.next_follow_up ? formatDateTime(lead.next_follow_up) : t('next_step.none')}
          {state === 'overdue' ? <span className="block text-dense font-normal">{t('next_step.overdue')}</span> : null}
        </p>
        <FieldHistory operation={leads.timeline} resource="leads" record={lead} name="next_follow_up" field={FIELD} />
        {lead.next_follow_up && !locked ? (
          <IconButton label={t('action.clear')} size="icon-sm" onClick={() => set(null)}>
            <X className="size-4" aria-hidden />
          </IconButton>
        ) : null}
      </div>
      {locked ? null : (
        <>
          <TypedMoment onTake={(at) => set(at.toISOString())} />
          <div className="flex flex-wrap gap-1">
            <Button size="sm" onClick={() => set(nextWorkday())}>
              {t('leads.follow_up.tomorrow')}
            </Button>
            <Button size="sm" onClick={() => set(inDays(3))}>
              {t('leads.follow_up.days', { count: 3 })}
            </Button>
            <Button size="sm" onClick={() => set(inDays(7))}>
              {t('leads.follow_up.week')}
            </Button>
          </div>
        </>
      )}
      {failed ? (
        <FieldFailure
          error={failed.error}
          name="next_follow_up"
          field={FIELD}
          mine={failed.mine}
          past={{ operation: leads.timeline, resource: 'leads' }}
          onMine={(current) => set(failed.mine, current as unknown as Lead)}
          onTheirs={() => setFailed(null)}
        />
      ) : null}
    </RecordCard>
  )
}
