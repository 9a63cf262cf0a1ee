import { Link } from '@tanstack/react-router'
import { useMay, useTenant } from '#lib/access.ts'
import { openDialog } from '#lib/dialogs.ts'
import { formatList } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import { Button, buttonLook } from '#ui/button.tsx'
import { EmptyState, Skeleton } from '#ui/states.tsx'
import { activeFilters, describeFilter, withFilter } from '../filter-values.ts'
import { type ListSearch, narrowing, withoutFilters } from '../list-query.ts'
import { useReferenceNames } from '../references.ts'
import type { ListKind } from './list-kind.ts'

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

/** No rows: because there are none of these records yet, or because the filters leave none. */
export function EmptyList({
  list: { kind, texts },
  search,
  onChange,
}: {
  list: Pick<ListKind, 'kind' | 'texts'>
  search: ListSearch
  onChange: (search: ListSearch) => void
}) {
  const t = useT()
  const may = useMay()
  const tenant = useTenant()
  const members = useMembers()
  const { fields, record_type } = kind.resource
  const active = activeFilters(fields, search)
  const referenceName = useReferenceNames(fields, active)
  const memberName = (id: string) =>
    id === 'me' ? t('value.me') : (referenceName(id) ?? members.find((one) => one.id === id)?.name ?? '…')
  if (!narrowing(search).length)
    return (
      <EmptyState
        title={t(texts.empty)}
        actions={
          <>
            {may(kind.name, 'create') ? (
              <Button look="primary" onClick={() => openDialog({ kind: 'new', record: kind.name })}>
                {t(texts.empty_create)}
              </Button>
            ) : null}
            {may('imports', 'import') ? (
              <Link to="/t/$tenant/import" params={{ tenant }} search={{ of: kind.name }} className={buttonLook({})}>
                {t('nav.import')}
              </Link>
            ) : null}
          </>
        }
      >
        {t(texts.empty_text)}
      </EmptyState>
    )
  const said = [...active].map(([name, parts]) => describeFilter(name, fields[name], parts, memberName, record_type))
  if (search['search']) said.push(t('filter.says.search', { text: search['search'] }))
  if (search['archived']) said.push(t('filter.says.archived'))
  const last = [...active.keys()].at(-1)
  return (
    <EmptyState
      filtered
      title={t('list.empty_filtered.title')}
      actions={
        <>
          <Button look="primary" onClick={() => onChange(withoutFilters(search))}>
            {t('filter.clear')}
          </Button>
          {last && active.size > 1 ? (
            <Button onClick={() => onChange(withFilter(fields, search, last, null))}>{t('filter.remove_last')}</Button>
          ) : null}
        </>
      }
    >
      {formatList(said)}
    </EmptyState>
  )
}
