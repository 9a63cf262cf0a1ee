import { type Member, members } from '@rihla/contracts/members.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { fold } from '#lib/fold.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { membersQuery } from '#lib/members.ts'
import { SearchInput } from '#ui/input.tsx'
import { ErrorPanel } from '#ui/states.tsx'
import { Section } from '../section.tsx'
import { PaneSkeleton } from '../pane-skeleton.tsx'
import { HandOverDialog } from './hand-over-dialog.tsx'
import { Invitations } from './invitations.tsx'
import { InviteForm } from './invite-form.tsx'
import { MemberRow } from './member-row.tsx'
import { Teams } from './teams.tsx'

/** The people of the tenant: who may what, who is invited, who has left. */
export function MembersPane() {
  const t = useT()
  const tenant = useTenant()
  const people = useQuery(membersQuery(tenant))
  const teams = useQuery({
    queryKey: keyOf(tenant, 'teams'),
    queryFn: ({ signal }) => call(members.teams, { params: { tenant_id: tenant }, signal }),
    select: ({ items }) => items,
  })
  const [text, setText] = useState('')
  // Here, because a member who leaves goes to another list.
  const [leaving, setLeaving] = useState<Member | null>(null)
  const error = people.error ?? teams.error
  const retry = () => void Promise.all([people.refetch(), teams.refetch()])
  if (error && !(people.data && teams.data)) return <ErrorPanel error={error} onRetry={retry} />
  if (!people.data || !teams.data) return <PaneSkeleton />
  const fits = ({ name, email }: Member) => fold(`${name} ${email}`).includes(fold(text.trim()))
  const present = people.data.filter((member) => member.active && fits(member))
  const gone = people.data.filter((member) => !member.active && fits(member))
  const list = (some: readonly Member[]) => (
    <ul className="rounded-md border border-line bg-surface">
      {some.map((member) => (
        <MemberRow key={member.id} member={member} teams={teams.data} onHandOver={() => setLeaving(member)} />
      ))}
    </ul>
  )
  return (
    <>
      {leaving ? <HandOverDialog member={leaving} onClose={() => setLeaving(null)} /> : null}
      <Section title={t('members.invite')} hint={t('members.invite_hint')}>
        <InviteForm teams={teams.data} />
        <Invitations />
      </Section>
      <Section title={t('members.title', { count: people.data.filter(({ active }) => active).length })}>
        {people.data.length > 8 ? <SearchInput label={t('members.search')} value={text} onChange={setText} /> : null}
        {present.length ? list(present) : <p className="text-text-3">{t('state.nothing_found')}</p>}
      </Section>
      <Section title={t('members.teams')} hint={t('members.teams_hint')}>
        <Teams
          teams={teams.data}
          sizeOf={(team) => people.data.filter(({ active, team_id }) => active && team_id === team).length}
        />
      </Section>
      {gone.length ? (
        <Section title={t('members.inactive')} hint={t('members.inactive_hint')}>
          {list(gone)}
        </Section>
      ) : null}
    </>
  )
}
