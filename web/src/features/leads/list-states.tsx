import { leadResource } from '@rihla/contracts/leads.ts'
import { useMay } from '#lib/access.ts'
import { openDialog } from '#lib/dialogs.ts'
import { formatList } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import { activeFilters, describeFilter, withFilter } from '#records/filter-values.ts'
import type { ListSearch } from '#records/list-query.ts'
import { narrowing } from '#records/list-query.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState, Skeleton } from '#ui/states.tsx'

/** Rows to come, in the shape they will have. */
export const TableSkeleton = ({ narrow }: { narrow: boolean }) => (
  <div aria-busy className="min-h-0 flex-1 overflow-hidden px-4 sm:px-6">
    {Array.from({ length: 12 }, (_, index) => (
      <div
        key={index}
        className={
          narrow
            ? 'flex h-16 items-center gap-3 border-b border-line'
            : 'flex h-10 items-center gap-4 border-b border-line'
        }
      >
        <Skeleton className="size-4" />
        <Skeleton className={index % 3 ? 'h-4 w-48 max-w-[40%]' : 'h-4 w-64 max-w-[50%]'} />
        <Skeleton className="ms-auto h-4 w-12" />
        <Skeleton className="h-4 w-20" />
        {narrow ? null : <Skeleton className="h-4 w-28" />}
      </div>
    ))}
  </div>
)

/** Columns to come. */
export const BoardSkeleton = () => (
  <div aria-busy className="flex min-h-0 flex-1 gap-3 overflow-hidden px-4 py-3 sm:px-6">
    {Array.from({ length: 6 }, (_, column) => (
      <div key={column} className="flex w-68 shrink-0 flex-col gap-2">
        <Skeleton className="h-5 w-32" />
        {Array.from({ length: 3 }, (_, card) => (
          <Skeleton key={card} className="h-24 w-full rounded-md" />
        ))}
      </div>
    ))}
  </div>
)

/** No rows: because there are no leads yet, or because the filters leave none. */
export function EmptyLeads({ search, onChange }: { search: ListSearch; onChange: (search: ListSearch) => void }) {
  const t = useT()
  const may = useMay()
  const members = useMembers()
  const layout: ListSearch = search['layout'] ? { layout: search['layout'] } : {}
  if (!narrowing(search).length)
    return (
      <EmptyState
        title={t('leads.empty.title')}
        actions={
          may('leads', 'create') ? (
            <Button look="primary" onClick={() => openDialog({ kind: 'new-lead' })}>
              {t('leads.empty.create')}
            </Button>
          ) : null
        }
      >
        {t('leads.empty.text')}
      </EmptyState>
    )
  const active = activeFilters(leadResource.fields, search)
  const memberName = (id: string) => (id === 'me' ? t('value.me') : (members.find((one) => one.id === id)?.name ?? '…'))
  const said = [...active].map(([name, parts]) =>
    describeFilter(name, leadResource.fields[name as keyof typeof leadResource.fields], parts, memberName),
  )
  if (search['search']) said.push(t('filter.says.search', { text: search['search'] }))
  if (search['archived']) said.push(t('filter.says.archived'))
  const last = [...active.keys()].at(-1)
  return (
    <EmptyState
      filtered
      title={t('list.empty_filtered.title')}
      actions={
        <>
          <Button look="primary" onClick={() => onChange(layout)}>
            {t('filter.clear')}
          </Button>
          {last && active.size > 1 ? (
            <Button onClick={() => onChange(withFilter(leadResource.fields, search, last, null))}>
              {t('filter.remove_last')}
            </Button>
          ) : null}
        </>
      }
    >
      {formatList(said)}
    </EmptyState>
  )
}
