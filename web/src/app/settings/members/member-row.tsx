import { type Member, members, type Team } from '@rihla/contracts/members.ts'
import { ROLES } from '@rihla/contracts/permissions.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ArrowRightLeft, Ellipsis, KeyRound, UserRoundCheck, UserRoundX } from 'lucide-react'
import { useState } from 'react'
import { useHere } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { cn } from '#lib/cn.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useUndo } from '#records/use-undo.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Badge } from '#ui/badge.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { Select } from '#ui/select.tsx'
import { notify } from '#ui/toast.tsx'
import { LinkDialog } from './link-dialog.tsx'

type Changes = Partial<Pick<Member, 'role' | 'team_id' | 'active'>>

/** Changes a member, so that it can be taken back. */
function useChangeMember(member: Member) {
  const { tenant } = useHere()
  const client = useQueryClient()
  const { did } = useUndo()
  return useMutation({
    mutationFn: ({ changes }: { changes: Changes; said: string }) =>
      write(members.update, { params: { tenant_id: tenant.slug, id: member.id }, body: changes }),
    onSuccess: ({ operation_id }, { said }) => did(operation_id, said),
    onError: (error) => notify({ failed: true, text: problemOf(error).title, detail: problemOf(error).detail }),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(tenant.slug, 'members') }),
  })
}

export function MemberRow({
  member,
  teams,
  onHandOver,
}: {
  member: Member
  teams: readonly Team[]
  /** Asks who takes over what they have. */
  onHandOver: () => void
}) {
  const t = useT()
  const { me } = useHere()
  const change = useChangeMember(member)
  const [linking, setLinking] = useState(false)
  const { name, email, role, team_id, active } = member
  const myself = member.id === me.id
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-3 py-2 last:border-0">
      <Avatar name={name} size={32} />
      <div className={cn('min-w-0 flex-1 basis-40', !active && 'text-text-3')}>
        <div className="flex items-center gap-2">
          <bdi className="one-line font-medium">{name}</bdi>
          {myself ? <Badge>{t('members.you')}</Badge> : null}
        </div>
        <bdi className="one-line text-dense text-text-3">{email}</bdi>
      </div>
      {active ? (
        <div className="flex items-center gap-2 max-sm:order-last max-sm:w-full">
          <Select
            aria-label={t('members.role_of', { name })}
            className="w-34 max-sm:w-auto max-sm:flex-1"
            value={role}
            disabled={myself}
            onChange={(next) =>
              next &&
              change.mutate({ changes: { role: next }, said: t('members.now', { name, role: t(`role.${next}`) }) })
            }
            choices={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
          />
          <Select
            aria-label={t('members.team_of', { name })}
            className="w-34 max-sm:w-auto max-sm:flex-1"
            value={team_id}
            empty={t('members.no_team')}
            placeholder={t('members.no_team')}
            disabled={myself}
            onChange={(next) =>
              change.mutate({ changes: { team_id: next }, said: t('members.team_changed', { name }) })
            }
            choices={teams.map((team) => ({ value: team.id, label: <bdi className="one-line">{team.name}</bdi> }))}
          />
        </div>
      ) : null}
      {myself ? (
        <span className="w-8 max-sm:hidden" />
      ) : (
        <Menu
          trigger={
            <IconButton label={t('members.more', { name })}>
              <Ellipsis className="size-4" aria-hidden />
            </IconButton>
          }
        >
          {active ? (
            <>
              <MenuItem icon={<KeyRound aria-hidden />} onSelect={() => setLinking(true)}>
                {t('members.reset_link')}
              </MenuItem>
              <MenuItem
                danger
                icon={<UserRoundX aria-hidden />}
                onSelect={() => {
                  const leaving = { changes: { active: false }, said: t('members.deactivated', { name }) }
                  // This row is gone by then; what went wrong is said by the change itself.
                  void change.mutateAsync(leaving).then(onHandOver, () => undefined)
                }}
              >
                {t('members.deactivate')}
              </MenuItem>
            </>
          ) : (
            <>
              <MenuItem
                icon={<UserRoundCheck aria-hidden />}
                onSelect={() => change.mutate({ changes: { active: true }, said: t('members.reactivated', { name }) })}
              >
                {t('members.reactivate')}
              </MenuItem>
              <MenuItem icon={<ArrowRightLeft aria-hidden />} onSelect={() => onHandOver()}>
                {t('members.hand_over')}
              </MenuItem>
            </>
          )}
        </Menu>
      )}
      {linking ? <LinkDialog member={member} onClose={() => setLinking(false)} /> : null}
    </li>
  )
}
