import { imports } from '@rihla/contracts/imports.ts'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { authorized, call } from '#lib/client.ts'
import { cn } from '#lib/cn.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { nameOf, saveFile } from '#records/export/download.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { Button } from '#ui/button.tsx'
import { ErrorPanel } from '#ui/states.tsx'
import { FaultRow } from './fault-row.tsx'
import type { Import } from './import.ts'
import { reasonOf, targetLabel } from './targets.ts'

interface Group {
  field: string | null
  code: string
}

/** All that is wrong, by reason; then the rows, to be corrected here or taken home as a file. */
export function Faults({ one, fixable }: { one: Import; fixable: boolean }) {
  const t = useT()
  const tenant = useTenant()
  const [of, setOf] = useState<Group | null>(null)
  const list = useInfiniteQuery({
    queryKey: keyOf(tenant, 'imports', 'faults', one.id, one.version, of),
    queryFn: ({ pageParam, signal }) =>
      call(imports.faults, {
        params: { tenant_id: tenant, id: one.id },
        query: {
          take: 25,
          ...(of ? { code: of.code, ...(of.field ? { field: of.field } : {}) } : {}),
          ...(pageParam ? { cursor: pageParam } : {}),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: (before) => before,
  })
  const save = useMutation({
    mutationFn: async () => {
      const input = { params: { tenant_id: tenant, id: one.id } }
      const response = await authorized(imports.errorFile, input, { endless: true })
      saveFile({ name: nameOf(response, `${one.name}.csv`), file: await response.blob() })
    },
    onError: tellProblem,
  })
  if (list.error && !list.data) return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />
  const first = list.data?.pages[0]
  if (!first) return null
  const rows = list.data!.pages.flatMap(({ items }) => items)
  const same = (group: Group) => of?.code === group.code && of.field === group.field
  return (
    <section aria-label={t('import.faults')} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="font-semibold">{t('import.faults')}</h2>
        <Button size="sm" busy={save.isPending} onClick={() => save.mutate()}>
          <Download className="size-4" aria-hidden />
          {t('import.error_file')}
        </Button>
      </div>
      <ul className="flex flex-wrap gap-2">
        {first.groups.map((group) => (
          <li key={`${group.field} ${group.code}`}>
            <button
              type="button"
              aria-pressed={same(group)}
              onClick={() => setOf(same(group) ? null : { field: group.field, code: group.code })}
              className={cn(
                'flex min-h-8 items-center gap-2 rounded-sm border px-2.5 py-1 text-start text-dense hover:border-line-strong pointer-coarse:min-h-11',
                same(group) ? 'border-brand bg-brand-soft/60' : 'border-line bg-surface',
              )}
            >
              <span className="font-semibold tabular-nums text-danger">{formatNumber(group.count)}</span>
              <span>
                {group.field ? (
                  <span className="font-medium">
                    {t('import.fault.of', { field: targetLabel(one.record_type, group.field) })}{' '}
                  </span>
                ) : null}
                {reasonOf(one.record_type, group)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <ul className="rounded-md border border-line bg-surface">
        {rows.map((fault) => (
          <FaultRow key={`${fault.row} ${fault.field} ${fault.code}`} one={one} fault={fault} fixable={fixable} />
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
