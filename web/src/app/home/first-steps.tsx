import { leads } from '@rihla/contracts/leads.ts'
import { views } from '@rihla/contracts/views.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Circle, CircleCheck } from 'lucide-react'
import { useMay, useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { cn } from '#lib/cn.ts'
import { openDialog } from '#lib/dialogs.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useMembers } from '#lib/members.ts'
import { Card } from './card.tsx'
import { statusSummary } from './status-bars.tsx'

const lineLook =
  'flex min-h-10 w-full items-center gap-3 px-4 py-1.5 text-start hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-12'

/** How to begin in a tenant that has next to nothing yet. What is done carries a tick. */
export function FirstSteps() {
  const t = useT()
  const tenant = useTenant()
  const may = useMay()
  const people = useMembers().filter(({ active }) => active)
  const { data: summary } = useQuery(statusSummary(tenant))
  const planned = useQuery({
    queryKey: keyOf(tenant, 'leads', 'total', 'planned'),
    queryFn: ({ signal }) =>
      call(leads.list, {
        params: { tenant_id: tenant },
        query: { next_follow_up_empty: 'false', page_size: 1 },
        signal,
      }),
  })
  const kept = useQuery({
    queryKey: keyOf(tenant, 'views', 'any'),
    queryFn: ({ signal }) => call(views.list, { params: { tenant_id: tenant }, query: {}, signal }),
  })
  const imports = may('imports', 'import')
  const imported = useQuery({
    queryKey: keyOf(tenant, 'imports', 'any'),
    queryFn: async ({ signal }) => (await import('./first-import.ts')).hasImported(tenant, signal),
    enabled: imports,
  })
  const list = { to: '/t/$tenant/leads', params: { tenant } } as const
  return (
    <Card title={t('home.first')}>
      <ol className="pb-2">
        <li>
          <button type="button" className={lineLook} onClick={() => openDialog({ kind: 'new', record: 'leads' })}>
            <Said step="lead" done={(summary?.count ?? 0) > 0} />
          </button>
        </li>
        {imports ? (
          <li>
            <Link to="/t/$tenant/import" params={{ tenant }} search={{ of: 'contacts' }} className={lineLook}>
              <Said step="import" done={imported.data === true} />
            </Link>
          </li>
        ) : null}
        <li>
          <Link {...list} className={lineLook}>
            <Said step="plan" done={(planned.data?.total ?? 0) > 0} />
          </Link>
        </li>
        <li>
          <Link {...list} className={lineLook}>
            <Said step="view" done={(kept.data?.items.length ?? 0) > 0} />
          </Link>
        </li>
        {may('members', 'configure') ? (
          <li>
            <Link to="/t/$tenant/settings/$pane" params={{ tenant, pane: 'members' }} className={lineLook}>
              <Said step="people" done={people.length > 1} />
            </Link>
          </li>
        ) : null}
      </ol>
    </Card>
  )
}

function Said({ step, done }: { step: 'lead' | 'import' | 'plan' | 'view' | 'people'; done: boolean }) {
  const t = useT()
  const Icon = done ? CircleCheck : Circle
  return (
    <>
      <Icon className={cn('size-4 shrink-0', done ? 'text-success' : 'text-text-3')} aria-hidden />
      <span className={cn('min-w-0 flex-1', done && 'text-text-3')}>{t(`home.first.${step}`)}</span>
      {done ? <span className="text-meta text-text-3">{t('home.first.done')}</span> : null}
    </>
  )
}
