import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { Moment } from '#records/fields/views.tsx'
import { KindLink } from '#records/kind-button.tsx'
import type { Kind } from '#records/kinds.ts'
import { type Duplicate, duplicateName, duplicatesQuery } from './duplicates.tsx'
import type { Lead } from './lead.ts'
import { RecordCard } from './record-card.tsx'

/** What became of it, how often it was called, and who may be the same person. */
export function LeadRelated({ lead }: { lead: Lead }) {
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
        <RecordCard title={t('leads.related.title')}>
          <ul className="flex flex-col gap-1">
            {there.map(([kind, id]) => (
              <li key={kind}>
                <KindLink kind={kind} id={id} />
              </li>
            ))}
          </ul>
        </RecordCard>
      ) : null}
      {others.length ? <Duplicates others={others} /> : null}
      {called ? <Calls lead={lead} /> : null}
    </div>
  )
}

function Calls({ lead }: { lead: Lead }) {
  const t = useT()
  return (
    <RecordCard title={t('leads.calls')}>
      <p className="text-dense">
        {t('leads.call.attempts', { count: lead.call_attempts })}
        {lead.last_contact_date ? (
          <span className="block text-text-3">
            {t('field.last_contact_date')} <Moment at={lead.last_contact_date} />
          </span>
        ) : null}
      </p>
    </RecordCard>
  )
}

function Duplicates({ others }: { others: readonly Duplicate[] }) {
  const t = useT()
  const tenant = useTenant()
  return (
    <RecordCard title={t('leads.same_person', { count: others.length })}>
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
    </RecordCard>
  )
}
