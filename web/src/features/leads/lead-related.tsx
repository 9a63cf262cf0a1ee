import { useT } from '#lib/i18n.ts'
import { Moment } from '#records/fields/views.tsx'
import { KindLink } from '#records/kind-button.tsx'
import type { Kind } from '#records/kinds-names.ts'
import { RecordCard } from '#records/page/record-card.tsx'
import { RelatedDuplicates, useRelatedDuplicates } from '#records/page/related-duplicates.tsx'
import { type Lead, LEADS } from './lead.ts'

/** What became of it, how often it was called, and who may be the same person. */
export function LeadRelated({ lead }: { lead: Lead }) {
  const t = useT()
  const others = useRelatedDuplicates(LEADS, lead, ['email', 'phone'])
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
      <RelatedDuplicates kind={LEADS} others={others} />
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
