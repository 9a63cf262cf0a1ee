import { Link, Navigate, Outlet, useParams } from '@tanstack/react-router'
import { ArrowLeft, ChevronRight } from 'lucide-react'
import { useHere, useMay } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { useNarrow } from '#lib/use-media.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { type Pane, paneLabel, PANES } from './panes.ts'

/** Panes that show what they are about beside it. */
const WIDE: ReadonlySet<Pane> = new Set<Pane>(['layouts'])

/** Settings: the panes beside the one that is open; on a phone one leads to the other. */
export function SettingsPage() {
  const t = useT()
  const { tenant } = useHere()
  const narrow = useNarrow()
  // Of what is being drawn: the location that the router has settled on may still be the page before.
  const open = useParams({ strict: false, select: (params) => params.pane })
  if (!narrow && !open)
    return <Navigate to="/t/$tenant/settings/$pane" params={{ tenant: tenant.slug, pane: 'profile' }} replace />
  const pane = open ? PANES.find((one) => one.pane === open) : undefined
  const wide = pane !== undefined && WIDE.has(pane.pane)
  const title = pane ? t(paneLabel(pane.pane)) : t('nav.settings')
  if (narrow && !open)
    return (
      <>
        <PageHeader documentTitle={`${t('nav.settings')} · ${tenant.name}`} title={t('nav.settings')} />
        <SettingsNav />
      </>
    )
  return (
    <div className={cn('mx-auto flex gap-8 px-4 pb-16 sm:px-6', wide ? 'max-w-6xl' : 'max-w-5xl')}>
      {narrow ? null : (
        <div className="sticky top-0 w-54 shrink-0 self-start pt-4">
          <p className="px-3 pb-2 text-h3 font-semibold">{t('nav.settings')}</p>
          <SettingsNav />
        </div>
      )}
      <div className={cn('min-w-0 flex-1', wide || 'max-w-[720px]')}>
        <PageHeader
          key={pane?.pane}
          className="min-h-14 px-0 sm:px-0"
          documentTitle={`${title} · ${t('nav.settings')} · ${tenant.name}`}
          title={title}
          before={
            narrow ? (
              <Link
                to="/t/$tenant/settings"
                params={{ tenant: tenant.slug }}
                aria-label={t('nav.settings')}
                className="-ms-2 grid size-11 place-items-center rounded-sm hover:bg-hover"
              >
                <ArrowLeft className="size-5 rtl:-scale-x-100" aria-hidden />
              </Link>
            ) : undefined
          }
        />
        <Outlet />
      </div>
    </div>
  )
}

function SettingsNav() {
  const t = useT()
  const { tenant } = useHere()
  const may = useMay()
  const shown = PANES.filter(({ configures }) => configures === null || may(configures, 'configure'))
  return (
    <nav aria-label={t('nav.settings')} className="flex flex-col gap-4 max-md:px-2">
      {(['you', 'workspace'] as const).map((group) => {
        const panes = shown.filter((one) => one.group === group)
        if (!panes.length) return null
        return (
          <div key={group}>
            <h2 className="px-3 pb-1 text-meta font-medium text-text-3">{t(`settings.group.${group}`)}</h2>
            {panes.map(({ pane, icon: Icon }) => (
              <Link
                key={pane}
                to="/t/$tenant/settings/$pane"
                params={{ tenant: tenant.slug, pane }}
                className={cn(
                  'flex h-8 items-center gap-3 rounded-sm px-3 text-text-2 hover:bg-hover hover:text-text max-md:h-12 pointer-coarse:h-11',
                  'data-[status=active]:bg-brand-soft data-[status=active]:font-medium data-[status=active]:text-brand',
                )}
              >
                <Icon className="size-4 shrink-0" aria-hidden />
                <span className="min-w-0 flex-1 truncate">{t(paneLabel(pane))}</span>
                <ChevronRight className="size-4 text-text-3 md:hidden rtl:-scale-x-100" aria-hidden />
              </Link>
            ))}
          </div>
        )
      })}
    </nav>
  )
}
