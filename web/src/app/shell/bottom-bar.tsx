import { Link, useRouterState } from '@tanstack/react-router'
import { LogOut, Menu as MenuIcon, Plus, Search } from 'lucide-react'
import { type ReactNode, Suspense, useState } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { openDialog } from '#lib/dialogs.ts'
import { useT } from '#lib/i18n.ts'
import { useChoose } from '#lib/my-preferences.ts'
import { usePins } from '#lib/pins.ts'
import { THEMES, useTheme } from '#lib/theme.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { Sheet } from '#ui/dialog.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { LanguageSwitch } from '../language-switch.tsx'
import { CORNERS, PinnedViews, SECTIONS } from './sidebar.tsx'
import { useSignOut } from './user-menu.tsx'

const place =
  'flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-meta text-text-2 focus-visible:-outline-offset-2 data-[status=active]:font-medium data-[status=active]:text-brand'

// Five places have room for their names; the others are one press further.
const AT_HAND = SECTIONS.slice(0, 2)
const BEYOND = SECTIONS.slice(2)

const OTHERS = ['contacts', 'accounts'] as const

/** The way around on a phone, within reach of the thumb. */
export function BottomBar() {
  const t = useT()
  const { tenant } = useHere()
  const may = useMay()
  const [open, setOpen] = useState(false)
  // What is made is of the sort that stands on the page.
  const record = useRouterState({
    select: ({ location }) => OTHERS.find((name) => location.pathname.split('/')[3] === name) ?? 'leads',
  })
  return (
    <nav
      aria-label={t('shell.navigation')}
      className="flex shrink-0 items-stretch border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {AT_HAND.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          params={{ tenant: tenant.slug }}
          activeOptions={{ includeSearch: false }}
          className={place}
        >
          <Icon className="size-5" aria-hidden />
          <span className="max-w-full truncate px-0.5">{t(label === 'nav.leads' ? 'nav.leads_short' : label)}</span>
        </Link>
      ))}
      {may(record, 'create') ? (
        <button type="button" className={place} onClick={() => openDialog({ kind: 'new', record })}>
          <span className="grid size-6 place-items-center rounded-full bg-brand text-on-brand">
            <Plus className="size-4" aria-hidden />
          </span>
          <span className="max-w-full truncate px-0.5">{t('nav.new')}</span>
        </button>
      ) : null}
      <button type="button" className={place} onClick={() => openDialog({ kind: 'palette' })} aria-haspopup="dialog">
        <Search className="size-5" aria-hidden />
        <span className="max-w-full truncate px-0.5">{t('nav.search')}</span>
      </button>
      <button type="button" className={place} onClick={() => setOpen(true)} aria-haspopup="dialog" aria-expanded={open}>
        <MenuIcon className="size-5" aria-hidden />
        <span className="max-w-full truncate px-0.5">{t('nav.more')}</span>
      </button>
      <Sheet open={open} onOpenChange={setOpen} title={t('nav.more')}>
        <MoreMenu onLeave={() => setOpen(false)} />
      </Sheet>
    </nav>
  )
}

const line = 'flex h-12 items-center gap-3 rounded-sm px-2 hover:bg-hover'

const Line = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex flex-wrap items-center justify-between gap-2 px-2 py-2">
    <span className="text-text-2">{label}</span>
    {children}
  </div>
)

function MoreMenu({ onLeave }: { onLeave: () => void }) {
  const t = useT()
  const { me, tenant } = useHere()
  const theme = useTheme()
  const choose = useChoose()
  const leave = useSignOut()
  const pinned = usePins().length > 0
  return (
    <>
      <div className="flex items-center gap-3 px-2 py-3">
        <Avatar name={me.name} size={32} />
        <span className="min-w-0">
          <bdi className="one-line font-medium">{me.name}</bdi>
          <bdi className="one-line text-meta text-text-3">{me.email}</bdi>
        </span>
      </div>
      {pinned ? (
        <Suspense>
          <PinnedViews className={line} onOpen={onLeave} />
        </Suspense>
      ) : null}
      {[...BEYOND, ...CORNERS].map(({ to, label, icon: Icon }) => (
        <Link key={to} to={to} params={{ tenant: tenant.slug }} onClick={onLeave} className={line}>
          <Icon className="size-4 text-text-3" aria-hidden />
          {t(label)}
        </Link>
      ))}
      <Line label={t('shell.language')}>
        <LanguageSwitch />
      </Line>
      <Line label={t('shell.theme')}>
        <Segmented
          label={t('shell.theme')}
          value={theme}
          onChange={(next) => choose({ theme: next })}
          choices={THEMES.map((value) => ({ value, name: t(`theme.${value}`), label: t(`theme.${value}`) }))}
        />
      </Line>
      <Button look="ghost" className="w-full justify-start px-2" onClick={() => void leave()}>
        <LogOut className="size-4 rtl:-scale-x-100" aria-hidden />
        {t('shell.sign_out')}
      </Button>
    </>
  )
}
