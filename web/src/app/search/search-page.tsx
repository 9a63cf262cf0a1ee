import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, lazy, useRef } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import type { KindName } from '#records/kind.ts'
import type { PeekProps } from '#records/listing/list-kind.ts'
import { Peek } from '#records/listing/peek.tsx'
import { SearchBox } from '#records/search-box.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { EmptyState, ErrorPanel, Forbidden, Skeleton } from '#ui/states.tsx'
import { KIND_NAMES, kindOfType, RECORD_KINDS } from '../record-kinds.ts'
import { Kinds } from './kinds.tsx'
import { foundQuery, LEAST, linesOf } from './found.ts'
import { NothingFound } from './nothing-found.tsx'
import { focusFirst, Results } from './results.tsx'
import type { SearchAddress } from './search-address.ts'

const route = getRouteApi('/t/$tenant/search')
/** Of each kind; who wants more reads its list. */
const SHOWN = 50

const PEEKS = {
  leads: lazy(async () => ({ default: (await import('#features/leads/lead-peek.tsx')).LeadPeek })),
  contacts: lazy(async () => ({ default: (await import('#features/contacts/contact-peek.tsx')).ContactPeek })),
  accounts: lazy(async () => ({ default: (await import('#features/accounts/account-peek.tsx')).AccountPeek })),
} as const satisfies Record<KindName, React.ComponentType<PeekProps>>

/** Everything that is found by some words, of every kind that one may read. The address says it all. */
export function SearchPage() {
  const t = useT()
  const { tenant } = useHere()
  const may = useMay()
  const address = route.useSearch()
  const { q = '', types = '', peek = '' } = address
  const navigate = useNavigate()
  const show = (next: SearchAddress, replace = true) =>
    void navigate({
      to: '/t/$tenant/search',
      params: { tenant: tenant.slug },
      // What is empty is not written.
      search: Object.fromEntries(Object.entries(next).filter(([, value]) => value)),
      replace,
    })
  const readable = KIND_NAMES.filter((name) => may(name, 'read'))
  const asked = types.split(',').flatMap((type) => kindOfType(type)?.name ?? [])
  const chosen = readable.filter((name) => asked.includes(name))
  const found = useQuery({ ...foundQuery(tenant.slug, q, SHOWN, readable), placeholderData: keepPreviousData })
  // What the words before found is not shown for less than a word.
  const data = q.length < LEAST ? undefined : found.data
  const all = linesOf(data?.items ?? [])
  const lines = chosen.length ? all.filter(({ kind }) => chosen.includes(kind.name)) : all
  const counts = new Map(
    (data?.facets ?? []).flatMap((facet) => {
      const name = kindOfType(facet.record_type)?.name
      return name ? [[name, facet] as const] : []
    }),
  )
  const late = (data?.late ?? []).flatMap((type) => kindOfType(type)?.name ?? [])
  const list = useRef<HTMLDivElement>(null)
  const [peekType, peekId = null] = peek.split(':')
  const peeked = peekId ? kindOfType(peekType!) : undefined
  const onPeek = (id: string | null) => {
    const line = lines.find((one) => one.id === id)
    const { peek: _, ...rest } = address
    show(line ? { ...rest, peek: `${line.kind.resource.record_type}:${line.id}` } : rest)
  }
  const fuzzy = data?.items[0]?.why === 'fuzzy'
  const title = q ? t('search.results', { text: q }) : t('nav.search')

  if (!readable.length) return <Forbidden />
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader documentTitle={`${title} · ${tenant.name}`} title={<span className="wrap-anywhere">{title}</span>} />
      <div
        className="flex flex-col gap-2 border-b border-line px-4 pb-2 sm:px-6 [&>search]:max-w-2xl [&>search]:sm:w-full"
        onKeyDown={(event: KeyboardEvent) => {
          const inBox = event.target instanceof HTMLInputElement
          if (inBox && (event.key === 'ArrowDown' || event.key === 'Enter') && focusFirst(list.current))
            event.preventDefault()
        }}
      >
        <SearchBox label={t('search.box')} value={q} onChange={(text) => show({ q: text, types })} />
        {readable.length > 1 && q.length >= LEAST ? (
          <Kinds
            kinds={readable}
            chosen={chosen}
            counts={counts}
            onChange={(next) =>
              show({ q, types: next.map((name) => RECORD_KINDS[name].resource.record_type).join() }, false)
            }
          />
        ) : null}
      </div>
      <div className="relative flex min-h-0 flex-1">
        <div ref={list} data-scroll="search" className="min-h-0 min-w-0 flex-1 overflow-y-auto pb-8">
          <p role="status" className={lines.length ? 'px-4 pt-3 text-dense text-text-3 sm:px-6' : 'sr-only'}>
            {!data
              ? ''
              : fuzzy && lines.length
                ? t('search.nearly_text', { text: q })
                : t('search.count', { count: lines.length })}
          </p>
          {late.length ? (
            <p className="px-4 pt-2 text-dense text-warn sm:px-6">
              {t('search.late', { kinds: late.map((name) => t(`nav.${name}`)).join(', ') })}
            </p>
          ) : null}
          {found.error && !found.isFetching && q.length >= LEAST ? (
            <ErrorPanel error={found.error} onRetry={() => void found.refetch()} />
          ) : q.length < LEAST ? (
            <EmptyState title={t('search.start')}>{t('search.start_text')}</EmptyState>
          ) : !data ? (
            <Waiting />
          ) : lines.length ? (
            <Results
              key={q}
              lines={lines}
              query={q}
              peeked={peeked ? peekId : null}
              onPeek={onPeek}
              more={(chosen.length ? chosen : readable).flatMap((name) => {
                const count = counts.get(name)
                return count && count.count > SHOWN ? [{ name, ...count }] : []
              })}
            />
          ) : (
            <NothingFound text={q} elsewhere={all.length > 0} onEverything={() => show({ q }, false)} />
          )}
        </div>
        {peeked ? <Peek id={peekId} rows={lines as never} onPeek={onPeek} Panel={PEEKS[peeked.name]} /> : null}
      </div>
    </div>
  )
}

const Waiting = () => (
  <div aria-busy className="flex flex-col gap-4 px-4 pt-4 sm:px-6">
    {[0, 1, 2, 3, 4].map((line) => (
      <Skeleton key={line} className="h-8 w-full max-w-4xl" />
    ))}
  </div>
)
