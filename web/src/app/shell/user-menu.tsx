import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Keyboard, LogOut, Settings } from 'lucide-react'
import { useHere } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { openDialog } from '#lib/dialogs.ts'
import { useT } from '#lib/i18n.ts'
import { useChoose } from '#lib/my-preferences.ts'
import { signOut } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '#ui/menu.tsx'
import { LanguageChoices, ThemeChoices } from '../language-menu.tsx'

/** Signs out, forgets all that was read, and goes back to the sign-in page. */
export function useSignOut() {
  const client = useQueryClient()
  const router = useRouter()
  return async () => {
    await signOut()
    await router.navigate({ to: '/login' })
    client.clear()
  }
}

/** Me: language, theme, keys, and the way out. */
export function UserMenu({ narrow }: { narrow: boolean }) {
  const t = useT()
  const { me, tenant } = useHere()
  const choose = useChoose()
  const router = useRouter()
  const leave = useSignOut()
  return (
    <Menu
      align="start"
      side="top"
      className="min-w-56"
      trigger={
        <button
          type="button"
          aria-label={t('shell.user_menu', { name: me.name })}
          className={cn(
            'flex h-10 min-w-0 items-center gap-2 rounded-sm px-1.5 text-start hover:bg-hover data-[state=open]:bg-hover',
            !narrow && 'flex-1',
          )}
        >
          <Avatar name={me.name} />
          {narrow ? null : (
            <span className="min-w-0 flex-1">
              <bdi className="one-line">{me.name}</bdi>
            </span>
          )}
        </button>
      }
    >
      <div className="px-2 py-1.5">
        <bdi className="one-line font-medium">{me.name}</bdi>
        <bdi className="one-line text-meta text-text-3">{me.email}</bdi>
      </div>
      <MenuSeparator />
      <MenuLabel>{t('shell.language')}</MenuLabel>
      <LanguageChoices onChoose={(language) => choose({ language })} />
      <MenuSeparator />
      <MenuLabel>{t('shell.theme')}</MenuLabel>
      <ThemeChoices onChoose={(theme) => choose({ theme })} />
      <MenuSeparator />
      <MenuItem
        icon={<Settings aria-hidden />}
        keys="g ,"
        onSelect={() => void router.navigate({ to: '/t/$tenant/settings', params: { tenant: tenant.slug } })}
      >
        {t('nav.settings')}
      </MenuItem>
      <MenuItem icon={<Keyboard aria-hidden />} keys="?" onSelect={() => openDialog({ kind: 'shortcuts' })}>
        {t('shell.shortcuts')}
      </MenuItem>
      <MenuItem icon={<LogOut className="rtl:-scale-x-100" aria-hidden />} onSelect={() => void leave()}>
        {t('shell.sign_out')}
      </MenuItem>
    </Menu>
  )
}
