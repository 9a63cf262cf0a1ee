import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { Page } from '@rihla/contracts/resource.ts'
import type { KindName, KindRecord, RecordKind } from '#records/kind.ts'
import { SearchBox } from '#records/search-box.tsx'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { EmptyState, ErrorPanel, Forbidden, Skeleton } from '#ui/states.tsx'
import { KIND_NAMES, RECORD_KINDS } from '../record-kinds.ts'
import { TrashBar } from './trash-bar.tsx'
import { TrashRow } from './trash-row.tsx'
import { useArchivings } from './archivings.ts'

const route = getRouteApi('/t/$tenant/trash')

/** What was archived, by whom and when; it comes back with a press, or goes for good. */
export function TrashPage() {
  const t = useT()
  const { tenant } = useHere()
  const may = useMay()
  const { search = '', of } = route.useSearch()
  const readable = KIND_NAMES.filter((name) => may(name, 'read'))
  const name = readable.find((one) => one === of) ?? readable[0]
  const navigate = useNavigate()
  const show = (text: string, of: KindName | undefined = name) =>
    void navigate({
      to: '/t/$tenant/trash',
      params: { tenant: tenant.slug },
      search: { ...(text ? { search: text } : {}), ...(of && of !== readable[0] ? { of } : {}) },
      replace: of === name,
    })
  return (
    <div className="mx-auto max-w-5xl pb-24">
      <PageHeader documentTitle={`${t('trash.title')} · ${tenant.name}`} title={t('trash.title')}>
        {name ? <SearchBox value={search} onChange={(text) => show(text)} label={t('trash.search')} /> : null}
      </PageHeader>
      <p className="px-4 pb-3 text-dense text-text-2 sm:px-6">{t('trash.lead')}</p>
      {readable.length > 1 && name ? (
        <div className="px-4 pb-3 sm:px-6">
          <Segmented
            label={t('trash.of')}
            value={name}
            onChange={(of) => show(search, of)}
            choices={readable.map((value) => ({ value, name: t(`nav.${value}`), label: t(`nav.${value}`) }))}
          />
        </div>
      ) : null}
      {name ? (
        <Archived key={name} kind={RECORD_KINDS[name]} search={search} onClear={() => show('')} />
      ) : (
        <Forbidden />
      )}
    </div>
  )
}

function Archived({ kind, search, onClear }: { kind: RecordKind; search: string; onClear: () => void }) {
  const t = useT()
  const { tenant } = useHere()
  const may = useMay()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const list = useInfiniteQuery({
    queryKey: keyOf(tenant.slug, kind.name, 'trash', search),
    queryFn: ({ pageParam, signal }) =>
      call(kind.operations.list, {
        params: { tenant_id: tenant.slug },
        query: {
          archived: 'true',
          sort_by: 'archived_at',
          sort_order: 'desc',
          page_size: 50,
          ...(search ? { search } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      }) as Promise<Page<KindRecord>>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  const archivings = useArchivings(kind, rows)
  const chosen = rows.map(({ id }) => id).filter((id) => selected.has(id))
  const toggle = (id: string) => {
    const next = new Set(selected)
    if (!next.delete(id)) next.add(id)
    setSelected(next)
  }

  if (list.error && !list.data) return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />
  if (!list.data)
    return (
      <div aria-busy className="flex flex-col gap-4 px-4 pt-3 sm:px-6">
        {[0, 1, 2, 3].map((line) => (
          <Skeleton key={line} className="h-8 w-full" />
        ))}
      </div>
    )
  if (!rows.length)
    return search ? (
      <EmptyState
        filtered
        title={t('list.empty_filtered.title')}
        actions={<Button onClick={onClear}>{t('action.clear_search')}</Button>}
      />
    ) : (
      <EmptyState title={t('trash.empty.title')}>{t('trash.empty.text')}</EmptyState>
    )
  return (
    <>
      <ul aria-label={t('trash.title')} className="border-y border-line bg-surface sm:mx-6 sm:rounded-md sm:border">
        {rows.map((record) => (
          <TrashRow
            key={record.id}
            kind={kind}
            record={record}
            archiving={archivings.get(record.id)}
            selected={selected.has(record.id)}
            {...(may(kind.name, 'bulk') ? { onToggle: () => toggle(record.id) } : {})}
          />
        ))}
      </ul>
      {list.hasNextPage ? (
        <div className="grid place-items-center p-4">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('trash.more')}
          </Button>
        </div>
      ) : null}
      {chosen.length ? <TrashBar kind={kind} ids={chosen} onClear={() => setSelected(new Set())} /> : null}
    </>
  )
}
