import { imports } from '@rihla/contracts/imports.ts'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useHere, useMay } from '#lib/access.ts'
import { upload } from '#lib/client.ts'
import { formatDateTime, formatNumber, formatRelative } from '#lib/format.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { problemText } from '#lib/problem-text.ts'
import { MemberName } from '#records/fields/views.tsx'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { ErrorPanel, Forbidden } from '#ui/states.tsx'
import { FileDrop } from './file-drop.tsx'
import { HOLDS, type Holds, type Import, importQuery, importsQuery, TYPES } from './import.ts'
import { StateBadge } from './state-badge.tsx'

const route = getRouteApi('/t/$tenant/import')

/** A file comes in here; those that came before are below. */
export function ImportsPage() {
  const t = useT()
  const { tenant } = useHere()
  const may = useMay()
  const { of = HOLDS[0]! } = route.useSearch()
  const navigate = useNavigate()
  const client = useQueryClient()
  const send = useMutation({
    mutationFn: (file: File) =>
      upload(imports.create, file, {
        params: { tenant_id: tenant.slug },
        query: { record_type: TYPES[of], name: file.name.slice(0, 255) },
      }),
    onSuccess: ({ data }) => {
      client.setQueryData(importQuery(tenant.slug, data.id).queryKey, data)
      void client.invalidateQueries({ queryKey: keyOf(tenant.slug, 'imports', 'list') })
      void navigate({
        to: '/t/$tenant/import/$id',
        params: { tenant: tenant.slug, id: data.id },
        search: { step: 'map' },
      })
    },
  })
  const problem = send.error ? problemOf(send.error) : null
  return (
    <div className="mx-auto flex w-full max-w-4xl flex-col gap-4 pb-24">
      <PageHeader documentTitle={`${t('nav.import')} · ${tenant.name}`} title={t('nav.import')}>
        <Segmented<Holds>
          label={t('import.holds')}
          value={of}
          onChange={(next) =>
            void navigate({
              to: '/t/$tenant/import',
              params: { tenant: tenant.slug },
              search: { of: next },
              replace: true,
            })
          }
          choices={HOLDS.map((value) => ({ value, name: t(`nav.${value}`), label: t(`nav.${value}`) }))}
        />
      </PageHeader>
      {may('imports', 'import') ? (
        <>
          <div className="flex flex-col gap-3 px-4 sm:px-6">
            <FileDrop sending={send.isPending ? send.variables.name : null} onFile={(file) => send.mutate(file)} />
            {problem ? (
              <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-dense text-danger">
                {problemText(problem)}
                {problem.request_id ? <bdi className="block font-mono text-meta">{problem.request_id}</bdi> : null}
              </p>
            ) : null}
          </div>
          <Earlier />
        </>
      ) : (
        <Forbidden />
      )}
    </div>
  )
}

/** Files that came in before, with what became of them. */
function Earlier() {
  const t = useT()
  const { tenant } = useHere()
  const list = useInfiniteQuery(importsQuery(tenant.slug))
  if (list.error && !list.data) return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? []
  if (!rows.length) return null
  return (
    <section aria-labelledby="earlier" className="flex flex-col gap-2 px-4 sm:px-6">
      <h2 id="earlier" className="text-dense font-semibold">
        {t('import.earlier')}
      </h2>
      <ul className="rounded-md border border-line bg-surface">
        {rows.map((one) => (
          <Line key={one.id} one={one} />
        ))}
      </ul>
      {list.hasNextPage ? (
        <Button className="self-center" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('import.more')}
        </Button>
      ) : null}
    </section>
  )
}

function Line({ one }: { one: Import }) {
  const t = useT()
  const { tenant } = useHere()
  return (
    <li className="relative flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2.5 last:border-0 hover:bg-hover">
      <span className="min-w-0 flex-1 basis-48">
        <Link
          to="/t/$tenant/import/$id"
          params={{ tenant: tenant.slug, id: one.id }}
          className="font-medium after:absolute after:inset-0 focus-visible:outline-none after:focus-visible:outline-2"
        >
          <bdi className="one-line">{one.name}</bdi>
        </Link>
        <span className="flex flex-wrap gap-x-2 text-dense text-text-3">
          <span>{t('import.rows', { count: one.rows, shown: formatNumber(one.rows) })}</span>
          <span title={formatDateTime(one.created_at)}>{formatRelative(one.created_at)}</span>
          {one.created_by ? <MemberName id={one.created_by} /> : null}
        </span>
      </span>
      <StateBadge state={one.state} />
    </li>
  )
}
