import { contacts } from '@rihla/contracts/contacts.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CornerDownRight } from 'lucide-react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { RecordCard } from '#records/page/record-card.tsx'
import { RelatedDuplicates, useRelatedDuplicates } from '#records/page/related-duplicates.tsx'
import { ErrorPanel } from '#ui/states.tsx'
import { type Contact, CONTACTS } from './contact.ts'

const ASKS = ['email', 'phone', 'mobile', 'country', 'first_name', 'last_name', 'birth_date'] as const

/** Whom they report to, who reports to them, and who may be the same person. */
export function ContactRelated({ contact }: { contact: Contact }) {
  const t = useT()
  const tenant = useTenant()
  const others = useRelatedDuplicates(CONTACTS, contact as never, ASKS)
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, 'contacts', 'reports', contact.id),
    queryFn: ({ signal }) => call(contacts.reports, { params: { tenant_id: tenant, id: contact.id }, signal }),
  })
  const line = data && (data.above.length || data.below.length)
  if (!line && !others.length && !error)
    return (
      <p className="rounded-md border border-dashed border-line p-3 text-dense text-text-3">
        {t('contacts.related.none')}
      </p>
    )
  return (
    <div className="flex flex-col gap-4">
      {error && !data ? <ErrorPanel compact error={error} onRetry={() => void refetch()} /> : null}
      {line ? (
        <RecordCard title={t('contacts.reports')}>
          <ul className="flex flex-col">
            {data.above.toReversed().map((person, depth) => (
              <Line key={person.id} person={person} depth={depth} />
            ))}
            <li
              aria-current="true"
              style={{ paddingInlineStart: data.above.length * 14 }}
              className="flex min-h-8 items-center gap-1.5 font-medium"
            >
              {data.above.length ? <Branch /> : null}
              <bdi className="one-line">{contact.full_name}</bdi>
            </li>
            {data.below.map((person) => (
              <Line key={person.id} person={person} depth={data.above.length + 1} />
            ))}
          </ul>
        </RecordCard>
      ) : null}
      <RelatedDuplicates kind={CONTACTS} others={others} />
    </div>
  )
}

const Branch = () => <CornerDownRight className="size-3.5 shrink-0 text-text-3 rtl:-scale-x-100" aria-hidden />

function Line({
  person,
  depth,
}: {
  person: { id: string; full_name: string; title: string | null; reports: number }
  depth: number
}) {
  const tenant = useTenant()
  return (
    <li style={{ paddingInlineStart: depth * 14 }}>
      <Link
        to="/t/$tenant/contacts/$id"
        params={{ tenant, id: person.id }}
        className="-mx-1.5 flex min-h-8 items-center gap-1.5 rounded-sm px-1.5 hover:bg-hover pointer-coarse:min-h-11"
      >
        {depth ? <Branch /> : null}
        <span className="min-w-0">
          <bdi className="one-line">{person.full_name}</bdi>
          {person.title ? <bdi className="one-line text-meta text-text-3">{person.title}</bdi> : null}
        </span>
      </Link>
    </li>
  )
}
