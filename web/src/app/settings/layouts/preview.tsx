import type { Arrangement } from '@rihla/contracts/layoutShape.ts'
import { useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { type KindRecord, recordQuery } from '#records/kind.ts'
import { Details } from '#records/page/record-details.tsx'
import type { PageKind } from '#records/page/page-kind.ts'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'

/** The latest record of the kind, as its page will be. */
export function Preview({ page, arrangement }: { page: PageKind; arrangement: Arrangement }) {
  const t = useT()
  const tenant = useTenant()
  const { kind } = page
  const latest = useQuery({
    queryKey: keyOf(tenant, kind.name, 'latest'),
    queryFn: async ({ signal }) => {
      const query = { sort_by: 'created_at', sort_order: 'desc', page_size: 1 }
      const params = { tenant_id: tenant }
      const { items } = (await call(kind.operations.list, { params, query, signal })) as { items: KindRecord[] }
      return items[0]?.id ?? null
    },
  })
  const record = useQuery({ ...recordQuery(kind, tenant, latest.data ?? ''), enabled: Boolean(latest.data) })
  const failed = latest.error ?? record.error
  const retry = () => void Promise.all([latest.refetch(), latest.data ? record.refetch() : null])
  return (
    <section aria-labelledby="layout-preview" className="self-start lg:sticky lg:top-4">
      <h2 id="layout-preview" className="flex min-h-8 items-center text-base font-semibold">
        {t('layouts.preview')}
      </h2>
      {record.data ? (
        <p className="one-line text-dense text-text-2">{t('layouts.preview_of', { name: kind.nameOf(record.data) })}</p>
      ) : null}
      <div className="mt-3 flex flex-col gap-4 rounded-md border border-line bg-bg p-3 lg:max-h-[calc(100dvh-9rem)] lg:overflow-y-auto">
        {record.data ? (
          <Details page={page} arrangement={arrangement} record={record.data} locked />
        ) : failed ? (
          <ErrorPanel compact error={failed} onRetry={retry} />
        ) : latest.data === null ? (
          <p className="py-6 text-center text-text-3">{t('layouts.preview_none')}</p>
        ) : (
          <>
            <Skeleton className="h-40 w-full rounded-md" />
            <Skeleton className="h-28 w-full rounded-md" />
          </>
        )}
      </div>
    </section>
  )
}
