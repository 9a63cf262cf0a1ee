import { useRouter } from '@tanstack/react-router'
import {
  Building2,
  CopyCheck,
  FileUp,
  House,
  Keyboard,
  LogOut,
  Plus,
  Search,
  TicketX,
  Trash2,
  UserRound,
  Users,
} from 'lucide-react'
import { LANGUAGES } from '@rihla/contracts/languages.ts'
import { useHere, useMay } from '#lib/access.ts'
import type { Command } from '#lib/command.ts'
import { DENSITIES } from '#lib/density.ts'
import { openDialog } from '#lib/dialogs.ts'
import { LANGUAGE_NAMES, useT } from '#lib/i18n.ts'
import { boundNow } from '#lib/keyboard.ts'
import { useChoose } from '#lib/my-preferences.ts'
import { THEMES } from '#lib/theme.ts'
import { SHORTCUTS } from '#lib/shortcuts.ts'
import { paneLabel, PANES } from '../settings/panes.ts'
import { useSignOut } from '../shell/user-menu.tsx'

/** Keys that walk a list or close something: they make no sense from a list of their own. */
const WALKING = /^keys\.(next|previous|open|close|extend|palette|sheet|submit|search)/

/** What the keys of this page do, by name. */
export function useKeyCommands(): Command[] {
  const t = useT()
  return boundNow()
    .filter(({ label }) => !WALKING.test(label))
    .filter(({ label }) => SHORTCUTS.find((entry) => entry.label === label)?.scope !== 'global')
    .map(({ keys, label, run }) => ({
      id: label,
      label: t(label),
      keys,
      // As if it had been pressed, on the page as it was before.
      run: () => run(new KeyboardEvent('keydown')),
    }))
}

/** Where one can go, and what works everywhere. */
export function useShellCommands(): { actions: Command[]; places: Command[] } {
  const t = useT()
  const { tenant } = useHere()
  const may = useMay()
  const router = useRouter()
  const leave = useSignOut()
  const choose = useChoose()
  const params = { tenant: tenant.slug }
  const places: Command[] = [
    {
      id: 'home',
      label: t('nav.home'),
      icon: House,
      keys: 'g h',
      href: router.buildLocation({ to: '/t/$tenant/home', params }).href,
    },
    {
      id: 'leads',
      label: t('nav.leads'),
      icon: Users,
      keys: 'g l',
      href: router.buildLocation({ to: '/t/$tenant/leads', params }).href,
    },
    {
      id: 'contacts',
      label: t('nav.contacts'),
      icon: UserRound,
      keys: 'g c',
      href: router.buildLocation({ to: '/t/$tenant/contacts', params }).href,
    },
    {
      id: 'accounts',
      label: t('nav.accounts'),
      icon: Building2,
      keys: 'g a',
      href: router.buildLocation({ to: '/t/$tenant/accounts', params }).href,
    },
    {
      id: 'board',
      label: t('home.open_board'),
      icon: Users,
      href: router.buildLocation({ to: '/t/$tenant/leads', params, search: { layout: 'board' } }).href,
    },
    ...(may('contacts', 'read')
      ? [
          {
            id: 'passports',
            label: t('nav.passports'),
            icon: TicketX,
            href: router.buildLocation({ to: '/t/$tenant/contacts/passports', params, search: {} }).href,
          },
        ]
      : []),
    ...(may('contacts', 'update')
      ? [
          {
            id: 'duplicates',
            label: t('nav.duplicates'),
            icon: CopyCheck,
            href: router.buildLocation({ to: '/t/$tenant/duplicates', params }).href,
          },
        ]
      : []),
    ...(may('imports', 'import')
      ? [
          {
            id: 'import',
            label: t('nav.import'),
            icon: FileUp,
            href: router.buildLocation({ to: '/t/$tenant/import', params, search: {} }).href,
          },
        ]
      : []),
    {
      id: 'search',
      label: t('nav.search'),
      icon: Search,
      href: router.buildLocation({ to: '/t/$tenant/search', params, search: {} }).href,
    },
    {
      id: 'trash',
      label: t('trash.title'),
      icon: Trash2,
      keys: 'g x',
      href: router.buildLocation({ to: '/t/$tenant/trash', params }).href,
    },
    ...PANES.filter(({ configures }) => configures === null || may(configures, 'configure')).map(({ pane, icon }) => ({
      id: `settings.${pane}`,
      label: t('palette.settings', { pane: t(paneLabel(pane)) }),
      icon,
      href: router.buildLocation({ to: '/t/$tenant/settings/$pane', params: { ...params, pane } }).href,
    })),
  ]
  const actions: Command[] = [
    ...(may('leads', 'create')
      ? [
          {
            id: 'new',
            label: t('leads.new'),
            icon: Plus,
            keys: 'c l',
            run: () => openDialog({ kind: 'new', record: 'leads' }),
          },
        ]
      : []),
    ...(may('contacts', 'create')
      ? [
          {
            id: 'new.contact',
            label: t('contacts.new'),
            icon: Plus,
            keys: 'c n',
            run: () => openDialog({ kind: 'new', record: 'contacts' }),
          },
        ]
      : []),
    ...(may('accounts', 'create')
      ? [
          {
            id: 'new.account',
            label: t('accounts.new'),
            icon: Plus,
            keys: 'c a',
            run: () => openDialog({ kind: 'new', record: 'accounts' }),
          },
        ]
      : []),
    {
      id: 'theme',
      seldom: true,
      label: t('shell.theme'),
      choices: THEMES.map((theme) => ({ id: theme, label: t(`theme.${theme}`), run: () => choose({ theme }) })),
    },
    {
      id: 'density',
      seldom: true,
      label: t('shell.density'),
      choices: DENSITIES.map((one) => ({ id: one, label: t(`density.${one}`), run: () => choose({ density: one }) })),
    },
    {
      id: 'language',
      seldom: true,
      label: t('shell.language'),
      also: 'language langue اللغة',
      choices: LANGUAGES.map((one) => ({
        id: one,
        label: LANGUAGE_NAMES[one],
        run: () => choose({ language: one }),
      })),
    },
    {
      id: 'shortcuts',
      label: t('shell.shortcuts'),
      icon: Keyboard,
      keys: '?',
      run: () => openDialog({ kind: 'shortcuts' }),
    },
    { id: 'leave', seldom: true, label: t('shell.sign_out'), icon: LogOut, run: () => void leave() },
  ]
  return { actions, places }
}
