import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { useNarrow } from '#lib/use-media.ts'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { EmptyState, ErrorPanel, Forbidden, Skeleton } from '#ui/states.tsx'
import { useKeptFocus } from '#ui/use-kept-focus.ts'
import { RECORD_KINDS } from '../record-kinds.ts'
import { Compare } from './compare.tsx'
import { Elsewhere } from './elsewhere.tsx'
import { PairLine } from './pair-line.tsx'
import { pairKey, readPair } from './pair-address.ts'
import { COMPARED, type Compared, isCompared, type Pair, pairsQuery } from './pairs.ts'

const route = getRouteApi('/t/$tenant/duplicates')

/** Records that may be one: a queue of pairs, and two of them side by side. */
export function DuplicatesPage() {
  const t = useT()
  const { tenant } = useHere()
  const may = useMay()
  const { of: asked, pair } = route.useSearch()
  const navigate = useNavigate()
  const offered = COMPARED.filter((name) => may(name, 'update'))
  const of = isCompared(asked) && offered.includes(asked) ? asked : offered[0]
  const show = (next: Compared, chosen: string | null, replace = false) =>
    void navigate({
      to: '/t/$tenant/duplicates',
      params: { tenant: tenant.slug },
      search: { ...(next === COMPARED[0] ? {} : { of: next }), ...(chosen ? { pair: chosen } : {}) },
      replace,
    })
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PageHeader documentTitle={`${t('nav.duplicates')} · ${tenant.name}`} title={t('nav.duplicates')}>
        {of && offered.length > 1 ? (
          <Segmented
            label={t('merge.of')}
            value={of}
            onChange={(next) => show(next, null)}
            choices={offered.map((value) => ({ value, name: t(`nav.${value}`), label: t(`nav.${value}`) }))}
          />
        ) : null}
      </PageHeader>
      {of ? (
        <Queue
          key={of}
          of={of}
          pair={pair}
          elsewhere={offered
            .filter((one) => one !== of)
            .map((one) => (
              <Elsewhere key={one} of={one} onShow={() => show(one, null)} />
            ))}
          onShow={(next, replace) => show(of, next, replace)}
        />
      ) : (
        <Forbidden />
      )}
    </div>
  )
}

function Queue({
  of,
  pair,
  elsewhere,
  onShow,
}: {
  of: Compared
  pair: string | undefined
  /** What to go on with when there is nothing here. */
  elsewhere: ReactNode
  onShow: (pair: string | null, replace?: boolean) => void
}) {
  const t = useT()
  const { tenant } = useHere()
  const narrow = useNarrow()
  const list = useInfiniteQuery(pairsQuery(tenant.slug, of))
  const pairs = list.data?.pages.flatMap(({ items }) => items) ?? []
  const keyed = pairs.map((one) => pairKey(one.records.map(({ id }) => id)))
  // On a wide screen the likeliest stands open; on a phone the queue comes first.
  const shown = readPair(pair) ?? (narrow ? null : readPair(keyed[0]))
  const compared = useKeptFocus(shown ? pairKey(shown) : '')
  const at = shown ? keyed.indexOf(pairKey(shown)) : -1
  const next = () => onShow(narrow ? null : (keyed[at + 1] ?? keyed.find((_, place) => place !== at) ?? null), true)

  if (list.error && !list.data) return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />
  if (list.data && !pairs.length && !shown && !list.hasNextPage)
    return (
      <EmptyState title={t('merge.empty.title')} actions={elsewhere}>
        {t('merge.empty.text')}
      </EmptyState>
    )
  return (
    <div className="flex min-h-0 flex-1 border-t border-line">
      {narrow && shown ? null : (
        <nav
          aria-label={t('nav.duplicates')}
          className={cn(
            'flex min-h-0 flex-col overflow-y-auto',
            narrow ? 'w-full' : 'w-80 shrink-0 border-e border-line',
          )}
        >
          {list.data ? (
            pairs.map((one: Pair, place) => (
              <PairLine key={keyed[place]} pair={one} open={place === at} onOpen={() => onShow(keyed[place]!)} />
            ))
          ) : (
            <div aria-busy className="flex flex-col gap-4 p-4">
              {[0, 1, 2, 3].map((line) => (
                <Skeleton key={line} className="h-12 w-full" />
              ))}
            </div>
          )}
          {list.hasNextPage ? (
            <div className="grid place-items-center p-3">
              <Button size="sm" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('merge.more')}
              </Button>
            </div>
          ) : null}
        </nav>
      )}
      {shown ? (
        <section
          ref={compared}
          tabIndex={-1}
          aria-label={t('merge.compare')}
          className="mx-auto flex min-h-0 min-w-0 max-w-4xl flex-1 flex-col outline-none"
        >
          {narrow ? (
            <Button look="ghost" className="m-2 self-start" onClick={() => onShow(null)}>
              <ArrowLeft className="size-4 rtl:-scale-x-100" aria-hidden />
              {t('nav.duplicates')}
            </Button>
          ) : null}
          <Compare key={pairKey(shown)} of={of} kind={RECORD_KINDS[of]} ids={shown} onDone={next} />
        </section>
      ) : null}
    </div>
  )
}
