import { IconButton } from '#ui/icon-button.tsx'
import { Link } from '@tanstack/react-router'
import { Building2, House, PanelLeft, Search, Settings, Trash2, UserRound, Users } from 'lucide-react'
import { Fragment, lazy, Suspense, useState } from 'react'
import { useHere } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { openDialog } from '#lib/dialogs.ts'
import { type MessageId, useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { useChoose } from '#lib/my-preferences.ts'
import { readPreference } from '#lib/preferences.ts'
import { usePins } from '#lib/pins.ts'
import { useCramped } from '#lib/use-media.ts'
import { Kbd } from '#ui/kbd.tsx'
import type { KindName } from '#records/kind.ts'
import { tip } from '#ui/tip.ts'
import { TenantSwitcher } from './tenant-switcher.tsx'
import { UserMenu } from './user-menu.tsx'

// Few have any; who has none does not wait for them.
export const PinnedViews = lazy(async () => ({ default: (await import('./pinned-views.tsx')).PinnedViews }))

export const SECTIONS = [
  { to: '/t/$tenant/home', label: 'nav.home', icon: House, keys: 'g h' },
  { to: '/t/$tenant/leads', label: 'nav.leads', icon: Users, keys: 'g l', kind: 'leads' },
  { to: '/t/$tenant/contacts', label: 'nav.contacts', icon: UserRound, keys: 'g c', kind: 'contacts' },
  { to: '/t/$tenant/accounts', label: 'nav.accounts', icon: Building2, keys: 'g a', kind: 'accounts' },
] as const satisfies readonly Section[]
interface Section {
  to: string
  label: MessageId
  icon: unknown
  keys: string
  kind?: KindName
}

/** Where one goes now and then. */
export const CORNERS = [
  { to: '/t/$tenant/trash', label: 'trash.title', icon: Trash2, keys: 'g x' },
  { to: '/t/$tenant/settings', label: 'nav.settings', icon: Settings, keys: 'g ,' },
] as const satisfies readonly Section[]

/** The way around, 232 px wide or a rail of 56. */
export function Sidebar() {
  const t = useT()
  const cramped = useCramped()
  const pinned = usePins().length > 0
  const choose = useChoose()
  const [chosen, setChosen] = useState(readPreference('sidebar'))
  const narrow = chosen === null ? cramped : chosen === 'narrow'
  const toggle = () => {
    const next = narrow ? 'wide' : 'narrow'
    choose({ sidebar: narrow ? 'open' : 'closed' })
    setChosen(next)
  }
  useShortcut('mod+b', 'keys.sidebar', toggle)
  const toggleLabel = narrow ? t('shell.widen') : t('shell.narrow')

  return (
    <aside
      className={cn(
        'hidden shrink-0 flex-col border-e border-line bg-surface transition-[width] duration-200 md:flex',
        narrow ? 'w-14' : 'w-58',
      )}
    >
      <div className="border-b border-line">
        <TenantSwitcher narrow={narrow} />
      </div>
      <nav aria-label={t('shell.navigation')} className="flex flex-1 flex-col gap-0.5 overflow-y-auto p-2">
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => openDialog({ kind: 'palette' })}
          // The wide sidebar says it all itself.
          {...(narrow ? tip(t('nav.search'), 'mod+k') : {})}
          className={cn(lineLook, 'mb-2 border border-line', narrow && 'justify-center px-0')}
        >
          <Search className="size-4 shrink-0" aria-hidden />
          <span className={narrow ? 'sr-only' : 'min-w-0 flex-1 truncate text-start'}>{t('nav.search')}</span>
          {narrow ? null : <Kbd keys="mod+k" />}
        </button>
        {SECTIONS.map((section) => (
          <Fragment key={section.to}>
            <Place {...section} narrow={narrow} />
            {pinned && !narrow && 'kind' in section ? (
              <Suspense>
                <PinnedViews kind={section.kind} className={cn(lineLook, activeLook, 'gap-2 ps-9')} />
              </Suspense>
            ) : null}
          </Fragment>
        ))}
        <span className="flex-1" />
        {CORNERS.map((section) => (
          <Place key={section.to} {...section} narrow={narrow} />
        ))}
      </nav>
      <div className={cn('flex items-center gap-1 border-t border-line p-2', narrow && 'flex-col')}>
        <UserMenu narrow={narrow} />
        <IconButton label={toggleLabel} keys="mod+b" onClick={toggle}>
          <PanelLeft className="size-4 rtl:-scale-x-100" aria-hidden />
        </IconButton>
      </div>
    </aside>
  )
}

const lineLook =
  'flex h-8 items-center gap-3 rounded-sm px-3 text-text-2 hover:bg-hover hover:text-text pointer-coarse:h-11'

const activeLook = 'data-[status=active]:bg-brand-soft data-[status=active]:font-medium data-[status=active]:text-brand'

function Place({
  to,
  label,
  icon: Icon,
  keys,
  narrow,
}: ((typeof SECTIONS)[number] | (typeof CORNERS)[number]) & { narrow: boolean }) {
  const t = useT()
  const { tenant } = useHere()
  return (
    <Link
      to={to}
      params={{ tenant: tenant.slug }}
      activeOptions={{ includeSearch: false }}
      {...tip(t(label), keys)}
      className={cn(lineLook, activeLook, narrow && 'justify-center px-0')}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      <span className={narrow ? 'sr-only' : 'truncate'}>{t(label)}</span>
    </Link>
  )
}
