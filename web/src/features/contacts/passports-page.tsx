import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useId } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { countryName } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useMember } from '#lib/members.ts'
import { DepartureChip } from '#records/departure-chip.tsx'
import { valueLabel } from '#records/fields/labels.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { EmptyState, ErrorPanel, Forbidden, Skeleton } from '#ui/states.tsx'
import { Switch } from '#ui/switch.tsx'
import { Expiry } from './documents.tsx'
import { type Expiring, type PassportsAsked, passportsQuery } from './passports.ts'
import { PASSPORT_DAYS, type PassportsAddress } from './passports-address.ts'

const route = getRouteApi('/t/$tenant/contacts/passports')
/** Days that many borders want a passport to be good for after the journey. */
const HALF_A_YEAR = 183

/** Whose passport ends soon, and whether it does before their next trip is over. */
export function PassportsPage() {
  const t = useT()
  const { tenant } = useHere()
  const may = useMay()
  const address = route.useSearch()
  const navigate = useNavigate()
  const id = useId()
  const asked: PassportsAsked = {
    days: address.days ?? PASSPORT_DAYS[0],
    mine: address.of === 'me',
    ended: address.ended === 'true',
  }
  const show = ({ days, mine, ended }: PassportsAsked) => {
    const search: PassportsAddress = {
      ...(days === PASSPORT_DAYS[0] ? {} : { days }),
      ...(mine ? { of: 'me' } : {}),
      ...(ended ? { ended: 'true' } : {}),
    }
    void navigate({ to: '/t/$tenant/contacts/passports', params: { tenant: tenant.slug }, search, replace: true })
  }
  const spans = [...new Set([...PASSPORT_DAYS, asked.days])].toSorted((a, b) => a - b)
  const who = asked.mine ? 'me' : 'all'
  return (
    <div className="mx-auto max-w-5xl pb-24">
      <PageHeader documentTitle={`${t('nav.passports')} · ${tenant.name}`} title={t('nav.passports')}>
        <Link
          to="/t/$tenant/contacts"
          params={{ tenant: tenant.slug }}
          className="rounded-sm text-dense text-brand hover:underline"
        >
          {t('nav.contacts')}
        </Link>
      </PageHeader>
      <p className="px-4 pb-3 text-dense text-text-2 sm:px-6">{t('passports.lead')}</p>
      {may('contacts', 'read') ? (
        <>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pb-3 sm:px-6">
            <Segmented
              label={t('passports.within')}
              value={String(asked.days)}
              onChange={(days) => show({ ...asked, days: Number(days) })}
              choices={spans.map((days) => {
                const label = t('passports.days', { count: days })
                return { value: String(days), name: label, label }
              })}
            />
            <Segmented
              label={t('passports.who')}
              value={who}
              onChange={(next) => show({ ...asked, mine: next === 'me' })}
              choices={(['me', 'all'] as const).map((value) => ({
                value,
                name: t(`home.who.${value}`),
                label: t(`home.who.${value}`),
              }))}
            />
            <span className="flex items-center gap-2 text-dense">
              <Switch id={id} checked={asked.ended} onCheckedChange={(ended) => show({ ...asked, ended })} />
              <label htmlFor={id}>{t('passports.ended')}</label>
            </span>
          </div>
          <Passports asked={asked} />
        </>
      ) : (
        <Forbidden />
      )}
    </div>
  )
}

function Passports({ asked }: { asked: PassportsAsked }) {
  const t = useT()
  const { tenant } = useHere()
  const list = useInfiniteQuery({ ...passportsQuery(tenant.slug, asked), placeholderData: keepPreviousData })
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (list.error && !list.data) return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data)
    return (
      <div aria-busy className="flex flex-col gap-4 px-4 pt-3 sm:px-6">
        {[0, 1, 2, 3].map((line) => (
          <Skeleton key={line} className="h-10 w-full" />
        ))}
      </div>
    )
  if (!rows.length)
    return (
      <EmptyState filtered title={t('passports.empty')}>
        {t('passports.empty_text')}
      </EmptyState>
    )
  return (
    <>
      <p role="status" className="px-4 pb-2 text-dense text-text-3 sm:px-6">
        {t('passports.count', { count: list.data.pages[0]!.total })}
      </p>
      <ul
        aria-label={t('nav.passports')}
        className="divide-y divide-line border-y border-line bg-surface sm:mx-6 sm:rounded-md sm:border"
      >
        {rows.map((row) => (
          <Line key={row.document.id} row={row} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <div className="grid place-items-center p-4">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('passports.more')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

function Line({ row: { contact, document, next_trip } }: { row: Expiring }) {
  const t = useT()
  const { tenant } = useHere()
  const owner = useMember(contact.assigned_to)
  const name = contact.full_name || contact.email || contact.phone || t('contacts.unnamed')
  const about = [valueLabel('kind', document.kind), document.country && countryName(document.country)]
  return (
    <li className="relative grid items-center gap-x-4 gap-y-1 px-4 py-2 hover:bg-hover sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_minmax(0,3fr)]">
      <span className="min-w-0">
        <Link
          to="/t/$tenant/contacts/$id"
          params={{ tenant: tenant.slug, id: contact.id }}
          className="rounded-sm font-medium after:absolute after:inset-0 hover:text-brand hover:underline"
        >
          <bdi className="one-line">{name}</bdi>
        </Link>
        <bdi className="one-line text-dense text-text-2">{owner?.name ?? t('value.nobody')}</bdi>
      </span>
      <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-dense text-text-2 sm:flex-col sm:items-start">
        <span className="min-w-0 truncate">{about.filter(Boolean).join(' · ')}</span>
        <Expiry expires_on={document.expires_on} />
      </span>
      {next_trip ? <Trip trip={next_trip} /> : <span className="text-dense text-text-3">{t('passports.no_trip')}</span>}
    </li>
  )
}

/** The next departure, and how long the passport is good once they are back. */
function Trip({ trip }: { trip: NonNullable<Expiring['next_trip']> }) {
  const t = useT()
  const { name, departure_date, return_date, days_valid_after } = trip
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 text-dense sm:flex-col sm:items-start">
      <span className="flex max-w-full min-w-0 items-center gap-2">
        <span className="sr-only">{t('passports.trip')}</span>
        <bdi className="min-w-0 truncate">{name}</bdi>
        <DepartureChip day={departure_date} back={return_date} />
      </span>
      {days_valid_after < 0 ? (
        <Badge tone="danger">{t('passports.before_return')}</Badge>
      ) : days_valid_after < HALF_A_YEAR ? (
        <Badge tone="warn">{t('passports.after_return', { count: days_valid_after })}</Badge>
      ) : null}
    </span>
  )
}
