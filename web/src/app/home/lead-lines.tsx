import { leads } from '@rihla/contracts/leads.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { leadAbout, LEADS } from '#features/leads/lead.ts'
import { NextStep } from '#features/leads/next-step.tsx'
import { DepartureChip } from '#records/departure-chip.tsx'
import { RecordLink } from '#records/record-link.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { Card } from './card.tsx'

const LINES = 6

/** The first leads of a list, and the way to the rest of it. */
export function LeadLines({
  title,
  empty,
  search,
  show,
}: {
  title: string
  empty: string
  search: Record<string, string>
  show: 'follow_up' | 'departure'
}) {
  const t = useT()
  const tenant = useTenant()
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, 'leads', 'first', search),
    queryFn: ({ signal }) =>
      call(leads.list, { params: { tenant_id: tenant }, query: { ...search, page_size: LINES }, signal }),
  })
  return (
    <Card
      title={title}
      more={
        data && data.total > LINES ? (
          <Link
            to="/t/$tenant/leads"
            params={{ tenant }}
            search={search}
            className="rounded-sm text-dense text-brand hover:underline"
          >
            {t('home.all', { count: formatNumber(data.total) })}
          </Link>
        ) : null
      }
    >
      {error && !data ? (
        <div className="p-3 pt-0">
          <ErrorPanel compact error={error} onRetry={() => void refetch()} />
        </div>
      ) : !data ? (
        <div aria-busy className="flex flex-col gap-3 px-4 pb-4">
          {[0, 1, 2].map((line) => (
            <Skeleton key={line} className="h-5 w-full" />
          ))}
        </div>
      ) : data.items.length === 0 ? (
        <p className="px-4 pb-4 text-text-3">{empty}</p>
      ) : (
        <ul className="pb-2">
          {data.items.map((lead) => (
            <li
              key={lead.id}
              className="relative flex min-h-9 items-center gap-3 px-4 py-1 hover:bg-hover pointer-coarse:min-h-12"
            >
              <RecordLink
                kind={LEADS}
                record={lead}
                className="min-w-0 shrink after:absolute after:inset-0 [&>bdi]:one-line"
              />
              <span className="min-w-0 flex-1 text-dense text-text-3">
                <bdi className="one-line">{leadAbout(lead)}</bdi>
              </span>
              <span className="shrink-0 text-dense">
                {show === 'departure' && lead.preferred_travel_date ? (
                  <DepartureChip day={lead.preferred_travel_date} back={lead.return_date} />
                ) : (
                  <NextStep lead={lead} />
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
