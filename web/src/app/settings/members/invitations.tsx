import { type Invitation, members } from '@rihla/contracts/members.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCw, X } from 'lucide-react'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { formatRelative } from '#lib/format.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import { Badge } from '#ui/badge.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { ErrorPanel } from '#ui/states.tsx'
import { notify } from '#ui/toast.tsx'
import { CopyLink } from './copy-link.tsx'

/** Who is invited and has not come yet. Without mail, their links are here to hand over. */
export function Invitations() {
  const t = useT()
  const tenant = useTenant()
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, 'invitations'),
    queryFn: ({ signal }) => call(members.invitations, { params: { tenant_id: tenant }, signal }),
  })
  if (error && !data) return <ErrorPanel compact error={error} onRetry={() => void refetch()} />
  if (!data?.items.length) return null
  return (
    <div>
      <h3 className="text-dense font-medium">{t('members.pending')}</h3>
      <p className="pb-2 text-dense text-text-3">{t(data.mail ? 'members.by_mail' : 'members.by_hand')}</p>
      <ul className="rounded-md border border-line bg-surface">
        {data.items.map((invitation) => (
          <Pending key={invitation.id} invitation={invitation} />
        ))}
      </ul>
    </div>
  )
}

function Pending({ invitation }: { invitation: Wire<Invitation> }) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { id, email, role, link, expires_at, sent_at } = invitation
  const params = { tenant_id: tenant, id }
  const settle = {
    onError: (error: unknown) =>
      notify({ failed: true, text: problemOf(error).title, detail: problemOf(error).detail }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(tenant, 'invitations') }),
  }
  const resend = useMutation({
    mutationFn: () => call(members.resend, { params, body: {} }),
    onSuccess: () => notify({ text: t('members.renewed', { email }) }),
    ...settle,
  })
  const revoke = useMutation({
    mutationFn: () => call(members.revokeInvitation, { params }),
    onSuccess: () => notify({ text: t('members.revoked', { email }) }),
    ...settle,
  })
  const [now] = useState(() => Date.now())
  const expired = Date.parse(expires_at) < now
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3 py-2 last:border-0">
      <div className="min-w-0 flex-1 basis-48">
        <bdi className="one-line">{email}</bdi>
        <div className="flex flex-wrap items-center gap-x-2 text-dense text-text-3">
          {t(`role.${role}`)}
          {expired ? (
            <Badge tone="warn">{t('members.expired')}</Badge>
          ) : (
            <span>{t('members.ends', { when: formatRelative(expires_at) })}</span>
          )}
          {sent_at ? <span>{t('members.sent', { when: formatRelative(sent_at) })}</span> : null}
        </div>
      </div>
      {link && !expired ? (
        <div className="w-64 max-sm:order-last max-sm:w-full">
          <CopyLink link={link} label={t('members.link_of', { email })} />
        </div>
      ) : null}
      <span className="flex">
        <IconButton label={t('members.resend', { email })} disabled={resend.isPending} onClick={() => resend.mutate()}>
          <RotateCw className="size-4" aria-hidden />
        </IconButton>
        <IconButton label={t('members.revoke', { email })} disabled={revoke.isPending} onClick={() => revoke.mutate()}>
          <X className="size-4" aria-hidden />
        </IconButton>
      </span>
    </li>
  )
}
