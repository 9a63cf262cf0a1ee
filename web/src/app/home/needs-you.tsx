import { leads } from '@rihla/contracts/leads.ts'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarClock, ChevronRight, CircleCheckBig, Flame, Inbox, UserRoundX } from 'lucide-react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { cn } from '#lib/cn.ts'
import { formatNumber } from '#lib/format.ts'
import { type MessageId, useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { Card } from './card.tsx'

const OPEN = { lead_status_not: 'won,lost' }

/** Each is a list; the figure is that list's own total, so the two always agree. */
const NEEDS = [
  { label: 'home.needs.hot', icon: Flame, search: { is_hot_lead: 'true', last_contact_date_empty: 'true', ...OPEN } },
  {
    label: 'home.needs.due',
    icon: CalendarClock,
    search: { next_follow_up_to: 'today', ...OPEN, sort_by: 'next_follow_up' },
  },
  { label: 'home.needs.unassigned', icon: UserRoundX, search: { assigned_to_empty: 'true', ...OPEN } },
  { label: 'home.needs.no_step', icon: Inbox, search: { next_follow_up_empty: 'true', assigned_to: 'me', ...OPEN } },
] as const satisfies readonly { label: MessageId; icon: unknown; search: Record<string, string> }[]

export function NeedsYou() {
  const t = useT()
  const tenant = useTenant()
  const counts = useQueries({
    queries: NEEDS.map(({ search }) => ({
      queryKey: keyOf(tenant, 'leads', 'total', search),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(leads.list, { params: { tenant_id: tenant }, query: { ...search, page_size: 1 }, signal }).then(
          ({ total, total_is_estimate }) => ({ total, estimated: total_is_estimate === true }),
        ),
    })),
  })
  const failed = counts.find((count) => count.error && !count.data)
  const nothing = counts.every((count) => count.data?.total === 0)
  return (
    <Card title={t('home.needs')}>
      {failed ? (
        <div className="p-3 pt-0">
          <ErrorPanel compact error={failed.error} onRetry={() => counts.forEach((count) => void count.refetch())} />
        </div>
      ) : nothing ? (
        <p className="flex items-center gap-2 px-4 pb-4 text-text-2">
          <CircleCheckBig className="size-5 text-success" aria-hidden />
          {t('home.needs.nothing')}
        </p>
      ) : (
        <ul className="pb-2">
          {NEEDS.map(({ label, icon: Icon, search }, index) => {
            const data = counts[index]?.data
            const some = (data?.total ?? 0) > 0
            return (
              <li key={label}>
                <Link
                  to="/t/$tenant/leads"
                  params={{ tenant }}
                  search={search}
                  className="flex min-h-10 items-center gap-3 px-4 py-1.5 hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-12"
                >
                  <Icon className={cn('size-4 shrink-0', some ? 'text-accent-text' : 'text-text-3')} aria-hidden />
                  <span className={cn('min-w-0 flex-1', some ? '' : 'text-text-3')}>{t(label)}</span>
                  {data ? (
                    <span className={cn('tabular-nums', some ? 'font-semibold' : 'text-text-3')}>
                      <bdi>{`${data.estimated ? '≈ ' : ''}${formatNumber(data.total)}`}</bdi>
                    </span>
                  ) : (
                    <Skeleton className="h-4 w-6" />
                  )}
                  <ChevronRight className="size-4 shrink-0 text-text-3 rtl:-scale-x-100" aria-hidden />
                </Link>
              </li>
            )
          })}
        </ul>
      )}
    </Card>
  )
}
