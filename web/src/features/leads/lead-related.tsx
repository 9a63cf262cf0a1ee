import { leads } from '@rihla/contracts/leads.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarClock, X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTenant } from '#lib/access.ts'
import { formatDateTime } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { Moment } from '#records/fields/views.tsx'
import { KindButton } from '#records/kind-button.tsx'
import type { Kind } from '#records/kinds.ts'
import { useSave } from '#records/save.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { type Duplicate, duplicateName, duplicatesQuery } from './duplicates.tsx'
import { inDays, nextWorkday } from './follow-up.ts'
import { isClosed, type Lead, leadName, nextStepOf } from './lead.ts'

function Card({ title, children }: { title: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2 rounded-md border border-line bg-surface p-3">
      <h2 id={id} className="flex items-center gap-2 text-dense font-semibold">
        {title}
      </h2>
      {children}
    </section>
  )
}

/** The next step: none is shown as the defect it is, with the days people mostly choose. */
export function FollowUp({ lead, locked }: { lead: Lead; locked: boolean }) {
  const t = useT()
  const save = useSave<Lead>(leads.update, 'leads')
  const { did } = useUndo()
  if (isClosed(lead)) return null
  const state = nextStepOf(lead)
  const set = (next_follow_up: string | null) =>
    save.mutate(
      { record: lead, changes: { next_follow_up } },
      { onSuccess: ({ operation_id }) => did(operation_id, t('leads.follow_up.set', { name: leadName(lead) })) },
    )
  const tone = state === 'overdue' ? 'text-danger' : state === 'none' ? 'text-warn' : 'text-text'
  return (
    <Card
      title={
        <>
          <CalendarClock className="size-4 text-text-3" aria-hidden />
          {t('field.next_follow_up')}
        </>
      }
    >
      <div className="flex min-h-7 items-center gap-2">
        <p className={`min-w-0 flex-1 font-medium ${tone}`}>
          {lead.next_follow_up ? formatDateTime(lead.next_follow_up) : t('next_step.none')}
          {state === 'overdue' ? <span className="block text-dense font-normal">{t('next_step.overdue')}</span> : null}
        </p>
        {lead.next_follow_up && !locked ? (
          <IconButton label={t('action.clear')} size="icon-sm" onClick={() => set(null)}>
            <X className="size-4" aria-hidden />
          </IconButton>
        ) : null}
      </div>
      {locked ? null : (
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
      )}
    </Card>
  )
}

/** What became of it, how often it was called, and who may be the same person. */
export function LeadRelated({ lead, onPeek }: { lead: Lead; onPeek: (kind: Kind, id: string) => void }) {
  const t = useT()
  // A hint that fails to come is no failure.
  const { data } = useQuery(duplicatesQuery(useTenant(), lead.email, lead.phone))
  const others = (data?.items ?? []).filter((one) => one.id !== lead.id)
  const made: [Kind, string | null][] = [
    ['account', lead.converted_account_id],
    ['contact', lead.converted_contact_id ?? lead.contact_id],
    ['opportunity', lead.converted_opportunity_id],
  ]
  const there = made.filter((one): one is [Kind, string] => one[1] !== null)
  const called = lead.call_attempts > 0 || lead.last_contact_date !== null
  if (!there.length && !called && !others.length)
    return (
      <p className="rounded-md border border-dashed border-line p-3 text-dense text-text-3">
        {t('leads.related.none')}
      </p>
    )
  return (
    <div className="flex flex-col gap-4">
      {there.length ? (
        <Card title={t('leads.related.title')}>
          <ul className="flex flex-col gap-1">
            {there.map(([kind, id]) => (
              <li key={kind}>
                <KindButton kind={kind} id={id} onOpen={() => onPeek(kind, id)} />
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {others.length ? <Duplicates others={others} /> : null}
      {called ? <Calls lead={lead} /> : null}
    </div>
  )
}

function Calls({ lead }: { lead: Lead }) {
  const t = useT()
  return (
    <Card title={t('leads.calls')}>
      <p className="text-dense">
        {t('leads.call.attempts', { count: lead.call_attempts })}
        {lead.last_contact_date ? (
          <span className="block text-text-3">
            {t('field.last_contact_date')} <Moment at={lead.last_contact_date} />
          </span>
        ) : null}
      </p>
    </Card>
  )
}

function Duplicates({ others }: { others: readonly Duplicate[] }) {
  const t = useT()
  const tenant = useTenant()
  return (
    <Card title={t('leads.same_person', { count: others.length })}>
      <ul className="flex flex-col">
        {others.map((one) => (
          <li key={one.id}>
            <Link
              to="/t/$tenant/leads/$id"
              params={{ tenant, id: one.id }}
              className="-mx-1.5 flex flex-col rounded-sm px-1.5 py-1 hover:bg-hover pointer-coarse:min-h-11"
            >
              <bdi className="one-line font-medium">{duplicateName(one)}</bdi>
              <span className="text-dense text-text-3">
                {t(`duplicates.same.${one.why}`)}
                <bdi className="one-line">{one.why === 'email' ? one.email : one.phone}</bdi>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
