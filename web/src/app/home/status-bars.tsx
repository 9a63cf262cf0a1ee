import { leads } from '@rihla/contracts/leads.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { LEAD_STATUSES } from '#features/leads/lead.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { Card } from './card.tsx'

export const statusSummary = (tenant: string) =>
  queryOptions({
    queryKey: keyOf(tenant, 'leads', 'summary', 'lead_status'),
    queryFn: ({ signal }) =>
      call(leads.summary, { params: { tenant_id: tenant }, query: { group_by: 'lead_status' }, signal }),
  })

/** How many leads stand where; each bar leads to its rows. */
export function StatusBars() {
  const t = useT()
  const tenant = useTenant()
  const { data, error, refetch } = useQuery(statusSummary(tenant))
  const count = (status: string) => data?.groups.find((group) => group.key === status)?.count ?? 0
  const most = Math.max(1, ...LEAD_STATUSES.map(count))
  return (
    <Card
      title={t('home.statuses')}
      more={
        <Link
          to="/t/$tenant/leads"
          params={{ tenant }}
          search={{ layout: 'board' }}
          className="rounded-sm text-dense text-brand hover:underline"
        >
          {t('home.open_board')}
        </Link>
      }
    >
      {error && !data ? (
        <div className="p-3 pt-0">
          <ErrorPanel compact error={error} onRetry={() => void refetch()} />
        </div>
      ) : (
        <ul className="px-2 pb-2">
          {LEAD_STATUSES.map((status) => (
            <li key={status}>
              <Link
                to="/t/$tenant/leads"
                params={{ tenant }}
                search={{ lead_status: status }}
                className="grid grid-cols-[7rem_minmax(0,1fr)_3rem] items-center gap-3 rounded-sm px-2 py-0.75 text-dense hover:bg-hover pointer-coarse:min-h-11"
              >
                <span className="truncate text-text-2">{valueLabel('lead_status', status)}</span>
                {data ? (
                  <span className="h-2 rounded-full bg-sunken dark:bg-hover">
                    <span
                      className="block h-full min-w-0.5 rounded-full bg-chart-1"
                      style={{ width: `${(count(status) / most) * 100}%` }}
                    />
                  </span>
                ) : (
                  <Skeleton className="h-2" />
                )}
                <span className="text-end font-medium tabular-nums">{data ? formatNumber(count(status)) : ''}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
