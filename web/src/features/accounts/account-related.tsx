import { contacts } from '@rihla/contracts/contacts.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useMay, useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { openDialog } from '#lib/dialogs.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { KindRecord } from '#records/kind.ts'
import { PersonCard } from '#records/page/person-card.tsx'
import { RecordCard } from '#records/page/record-card.tsx'
import { RelatedDuplicates, useRelatedDuplicates } from '#records/page/related-duplicates.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { type Account, ACCOUNTS } from './account.ts'
import { Hierarchy } from './hierarchy.tsx'

const ASKS = ['email', 'phone', 'mobile', 'country', 'name', 'account_type', 'tax_id', 'website'] as const
const SHOWN = 6

/** Who works there, what stands above and below, and what may be the same. */
export function AccountRelated({ account }: { account: Account }) {
  const others = useRelatedDuplicates(ACCOUNTS, account as never, ASKS)
  return (
    <div className="flex flex-col gap-4">
      <People account={account} />
      <Hierarchy account={account} />
      <RelatedDuplicates kind={ACCOUNTS} others={others} />
    </div>
  )
}

function People({ account }: { account: Account }) {
  const t = useT()
  const tenant = useTenant()
  const may = useMay()
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, 'contacts', 'of', account.id),
    queryFn: ({ signal }) =>
      call(contacts.list, {
        params: { tenant_id: tenant },
        query: { account_id: account.id, sort_by: 'full_name', page_size: SHOWN },
        signal,
      }) as unknown as Promise<{ items: KindRecord[]; total: number }>,
    enabled: may('contacts', 'read'),
  })
  if (!may('contacts', 'read')) return null
  const adds = !account.archived_at && may('contacts', 'create')
  return (
    <RecordCard title={data ? t('accounts.contacts', { count: data.total }) : t('nav.contacts')}>
      {error && !data ? <ErrorPanel compact error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-10 w-full" /> : null}
      {data?.items.length ? (
        <ul className="flex flex-col">
          {data.items.map((person) => (
            <li key={person.id}>
              <PersonCard person={person} about={(person['title'] as string | null) ?? null} />
            </li>
          ))}
        </ul>
      ) : null}
      {data && data.total > SHOWN ? (
        <Link
          to="/t/$tenant/contacts"
          params={{ tenant }}
          search={{ account_id: account.id } as never}
          className="inline-flex min-h-6 items-center self-start rounded-sm text-dense text-brand underline-offset-4 hover:underline pointer-coarse:min-h-11"
        >
          {t('accounts.all_contacts', { count: data.total })}
        </Link>
      ) : null}
      {adds ? (
        <Button
          look="ghost"
          size="sm"
          className="-ms-2 self-start"
          onClick={() => openDialog({ kind: 'new', record: 'contacts', values: { account_id: account.id } })}
        >
          <Plus className="size-4" aria-hidden />
          {t('accounts.add_contact')}
        </Button>
      ) : null}
    </RecordCard>
  )
}
