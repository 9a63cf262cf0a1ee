import { leadResource, leads } from '@rihla/contracts/leads.ts'
import { CalendarClock, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { formatDateTime } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { readMoment } from '#lib/moments.ts'
import { FieldFailure } from '#records/field-failure.tsx'
import { FieldHistory } from '#records/field-history.tsx'
import { useSave } from '#records/save.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { inDays, nextWorkday } from './follow-up.ts'
import { isClosed, type Lead, leadName, nextStepOf } from './lead.ts'
import { RecordCard } from './record-card.tsx'

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
          onMine={(current) => set(failed.mine, current as unknown as Lead)}
          onTheirs={() => setFailed(null)}
        />
      ) : null}
    </RecordCard>
  )
}

/** "tomorrow 15h": an instant in words, understood as one types it. Enter takes it. */
function TypedMoment({ onTake }: { onTake: (at: Date) => void }) {
  const t = useT()
  const box = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const at = readMoment(typed, { today: t('filter.today'), tomorrow: t('calendar.tomorrow') })
  useShortcut('d', 'keys.follow_up', () => {
    box.current?.scrollIntoView({ block: 'nearest' })
    box.current?.focus()
  })
  return (
    <form
      className="flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        if (!at) return
        onTake(at)
        setTyped('')
        box.current?.blur()
      }}
    >
      <div className="relative">
        <Input
          ref={box}
          aria-label={t('leads.follow_up.typed')}
          aria-describedby="typed-moment"
          placeholder={t('leads.follow_up.placeholder')}
          autoComplete="off"
          enterKeyHint="done"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            event.stopPropagation()
            setTyped('')
            event.currentTarget.blur()
          }}
          className="pe-9"
        />
        <span className="pointer-events-none absolute inset-y-0 end-2 hidden items-center pointer-fine:flex">
          <Kbd keys={typed ? 'enter' : 'd'} />
        </span>
      </div>
      <p id="typed-moment" role="status" className="text-meta text-text-3 empty:hidden">
        {typed.trim() ? (at ? formatDateTime(at.toISOString()) : t('leads.follow_up.unread')) : null}
      </p>
    </form>
  )
}
