import { useQueryClient } from '@tanstack/react-query'
import { useHere } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useSessionExpired } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { LoginForm } from '../login-form.tsx'
import { useSignOut } from './user-menu.tsx'

/** A session that ended: the page stays as it is, with what was typed, and asks for the password over it. */
export function SessionDialog() {
  const t = useT()
  const { me, tenant } = useHere()
  const client = useQueryClient()
  const leave = useSignOut()
  return (
    <Dialog
      open={useSessionExpired()}
      keepOpen
      title={t('session.expired.title')}
      description={t('session.expired.detail')}
      footer={
        <Button look="ghost" onClick={() => void leave()}>
          {t('session.expired.leave')}
        </Button>
      }
    >
      <LoginForm
        email={me.email}
        tenant={tenant.slug}
        onDone={() => void client.invalidateQueries({ queryKey: keyOf(tenant.slug, '').slice(0, 2) })}
      />
    </Dialog>
  )
}
