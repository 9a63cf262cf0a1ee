import { type Invited, members, type Team } from '@rihla/contracts/members.ts'
import { type Role, ROLES } from '@rihla/contracts/permissions.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { problemText } from '#lib/problem-text.ts'
import type { Wire } from '#lib/wire.ts'
import { Button } from '#ui/button.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Textarea } from '#ui/input.tsx'
import { Select } from '#ui/select.tsx'
import { notify } from '#ui/toast.tsx'
import { addressesIn } from './addresses.ts'

/** Invites people by their addresses, all with one role. */
export function InviteForm({ teams }: { teams: readonly Team[] }) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const [role, setRole] = useState<Role>('agent')
  const [team, setTeam] = useState<string | null>(null)
  const emails = addressesIn(text)
  const invite = useMutation({
    mutationFn: () =>
      call(members.invite, { params: { tenant_id: tenant }, body: { emails, role, team_id: team } }) as Promise<
        Wire<Invited>
      >,
    onSuccess: ({ items, refused }) => {
      if (items.length) notify({ text: t('members.invited', { count: items.length }) })
      for (const { email, message } of refused) notify({ failed: true, text: email, detail: message })
      // Who was refused stays, to be seen and mended.
      setText(refused.map(({ email }) => email).join('\n'))
    },
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(tenant, 'invitations') }),
  })
  const problem = invite.error ? problemOf(invite.error) : null
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (emails.length && emails.length <= 50) invite.mutate()
      }}
    >
      <LabelledField
        label={t('members.emails')}
        hint={emails.length ? t('members.emails_found', { count: emails.length }) : t('members.emails_hint')}
        error={emails.length > 50 ? t('members.too_many') : problem && problemText(problem)}
      >
        {(ids) => (
          <Textarea
            {...ids}
            dir="ltr"
            rows={2}
            spellCheck={false}
            autoCapitalize="none"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="min-h-16 text-start"
          />
        )}
      </LabelledField>
      <div className="flex flex-wrap items-end gap-2">
        <LabelledField label={t('members.role')} className="w-40 max-sm:flex-1">
          {(ids) => (
            <Select
              {...ids}
              value={role}
              onChange={(next) => next && setRole(next)}
              choices={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
            />
          )}
        </LabelledField>
        <LabelledField label={t('members.team')} className="w-40 max-sm:flex-1">
          {(ids) => (
            <Select
              {...ids}
              value={team}
              empty={t('members.no_team')}
              placeholder={t('members.no_team')}
              onChange={setTeam}
              choices={teams.map(({ id, name }) => ({ value: id, label: <bdi className="one-line">{name}</bdi> }))}
            />
          )}
        </LabelledField>
        <Button
          type="submit"
          look="primary"
          busy={invite.isPending}
          disabled={!emails.length}
          className="max-sm:w-full"
        >
          {t('members.invite_submit')}
        </Button>
      </div>
    </form>
  )
}
