import { leads } from '@rihla/contracts/leads.ts'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import {
  CalendarClock,
  CalendarX,
  ChevronRight,
  CircleCheckBig,
  Flame,
  Inbox,
  type LucideIcon,
  Snowflake,
  TicketX,
  UserRoundX,
} from 'lucide-react'
import { useState } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { cn } from '#lib/cn.ts'
import { formatNumber } from '#lib/format.ts'
import { type MessageId, useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { keepPreference, readPreference } from '#lib/preferences.ts'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { Card } from './card.tsx'

const OPEN = { lead_status_not: 'won,lost' }
/** Days without a word after which a lead grows cold. */
const COLD = '-14d'

/** Each is a list; the figure is that list's own total, so the two always agree. */
const NEEDS = [
  { label: 'home.needs.hot', icon: Flame, search: { is_hot_lead: 'true', last_contact_date_empty: 'true', ...OPEN } },
  {
    label: 'home.needs.overdue',
    icon: CalendarX,
    search: { next_follow_up_to: '-1d', ...OPEN, sort_by: 'next_follow_up' },
  },
  {
    label: 'home.needs.today',
    icon: CalendarClock,
    search: { next_follow_up_from: 'today', next_follow_up_to: 'today', ...OPEN, sort_by: 'next_follow_up' },
  },
  { label: 'home.needs.unassigned', icon: UserRoundX, search: { assigned_to_empty: 'true', ...OPEN } },
  {
    label: 'home.needs.cold',
    icon: Snowflake,
    search: { last_contact_date_to: COLD, ...OPEN, sort_by: 'last_contact_date' },
  },
  { label: 'home.needs.no_step', icon: Inbox, search: { next_follow_up_empty: 'true', assigned_to: 'me', ...OPEN } },
] as const satisfies readonly { label: MessageId; icon: unknown; search: Record<string, string> }[]

/** Counted by another list, of contacts. */
const PASSPORTS = { label: 'home.needs.passports', icon: TicketX } as const

const WHO = ['me', 'all'] as const
type Who = (typeof WHO)[number]

/** Narrows a need to what is mine, where it is not about whose it is. */
const searchFor = (search: Record<string, string>, who: Who): Record<string, string> =>
  who === 'me' && !('assigned_to_empty' in search) ? { ...search, assigned_to: 'me' } : search

export function NeedsYou() {
  const t = useT()
  const { tenant: here } = useHere()
  const tenant = here.slug
  // Who sells begins with their own; who leads, with everybody's.
  const [who, setWho] = useState<Who>(
    () => WHO.find((one) => one === readPreference('home.who')) ?? (here.role === 'agent' ? 'me' : 'all'),
  )
  const needs = NEEDS.map((need) => ({ ...need, search: searchFor(need.search, who) }))
  const counts = useQueries({
    queries: needs.map(({ search }) => ({
      queryKey: keyOf(tenant, 'leads', 'total', search),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call(leads.list, { params: { tenant_id: tenant }, query: { ...search, page_size: 1 }, signal }).then(
          ({ total, total_is_estimate }) => ({ total, estimated: total_is_estimate === true }),
        ),
    })),
  })
  const passports = usePassports(tenant, who)
  const failed = counts.find((count) => count.error && !count.data)
  const nothing = counts.every((count) => count.data?.total === 0) && !passports.total
  return (
    <Card
      title={t('home.needs')}
      more={
        <Segmented
          label={t('home.who')}
          value={who}
          onChange={(next) => {
            keepPreference('home.who', next)
            setWho(next)
          }}
          choices={WHO.map((value) => ({ value, name: t(`home.who.${value}`), label: t(`home.who.${value}`) }))}
        />
      }
    >
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
          {needs.map(({ label, icon, search }, index) => (
            <Need
              key={label}
              label={label}
              icon={icon}
              count={counts[index]?.data}
              to="/t/$tenant/leads"
              search={search}
            />
          ))}
          {passports.open ? (
            <Need
              label={PASSPORTS.label}
              icon={PASSPORTS.icon}
              count={passports}
              to="/t/$tenant/contacts/passports"
              search={who === 'me' ? { of: 'me' } : {}}
            />
          ) : null}
        </ul>
      )}
    </Card>
  )
}

/** How many passports end soon. What it asks with comes after the page stands; that it fails, its own list tells. */
function usePassports(tenant: string, who: Who): { open: boolean; total: number | undefined } {
  const may = useMay()
  const asked = { days: 180, mine: who === 'me', ended: false }
  const { data, isError } = useQuery({
    queryKey: keyOf(tenant, 'travel_documents', 'total', asked),
    queryFn: async ({ signal }) =>
      (await import('#features/contacts/passports.ts')).countPassports(tenant, asked, signal),
    enabled: may('contacts', 'read'),
  })
  return { open: may('contacts', 'read') && !(isError && data === undefined), total: data }
}

/** A line of what waits: how much of it, and the way there. */
function Need({
  label,
  icon: Icon,
  count,
  to,
  search,
}: {
  label: MessageId
  icon: LucideIcon
  count: { total: number | undefined; estimated?: boolean } | undefined
  to: '/t/$tenant/leads' | '/t/$tenant/contacts/passports'
  search: object
}) {
  const t = useT()
  const { tenant } = useHere()
  const total = count?.total
  const some = (total ?? 0) > 0
  return (
    <li>
      <Link
        to={to}
        params={{ tenant: tenant.slug }}
        search={search as never}
        className="flex min-h-10 items-center gap-3 px-4 py-1.5 hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-12"
      >
        <Icon className={cn('size-4 shrink-0', some ? 'text-accent-text' : 'text-text-3')} aria-hidden />
        <span className={cn('min-w-0 flex-1', some ? '' : 'text-text-3')}>{t(label)}</span>
        {total === undefined ? (
          <Skeleton className="h-4 w-6" />
        ) : (
          <span className={cn('tabular-nums', some ? 'font-semibold' : 'text-text-3')}>
            <bdi>{`${count?.estimated ? '≈ ' : ''}${formatNumber(total)}`}</bdi>
          </span>
        )}
        <ChevronRight className="size-4 shrink-0 text-text-3 rtl:-scale-x-100" aria-hidden />
      </Link>
    </li>
  )
}
