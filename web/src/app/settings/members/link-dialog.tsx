import { type Member, members } from '@rihla/contracts/members.ts'
import { useMutation } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { formatTime } from '#lib/format.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { CopyLink } from './copy-link.tsx'

/** A link with which a member sets a new password, to hand over oneself. */
export function LinkDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useT()
  const tenant = useTenant()
  const make = useMutation({
    mutationFn: () => call(members.resetLink, { params: { tenant_id: tenant, id: member.id }, body: {} }),
  })
  const problem = make.error ? problemOf(make.error) : null
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('members.reset_title', { name: member.name })}
      footer={
        make.data ? (
          <Button look="primary" onClick={onClose}>
            {t('action.close')}
          </Button>
        ) : (
          <>
            <Button look="ghost" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button look="primary" busy={make.isPending} onClick={() => make.mutate()}>
              {t('members.reset_make')}
            </Button>
          </>
        )
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-text-2">
          {make.data ? t('members.reset_made', { time: formatTime(make.data.expires_at) }) : t('members.reset_text')}
        </p>
        {make.data ? <CopyLink link={make.data.link} label={t('members.reset_link')} /> : null}
        {problem ? (
          <p role="alert" className="text-dense text-danger">
            {problemText(problem)}
          </p>
        ) : null}
      </div>
    </Dialog>
  )
}
