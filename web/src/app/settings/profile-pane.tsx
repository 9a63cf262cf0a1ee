import { myAccount } from '@rihla/contracts/myAccount.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useHere } from '#lib/access.ts'
import { callMine } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { problemText } from '#lib/problem-text.ts'
import { refresh } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { ErrorPanel } from '#ui/states.tsx'
import { notify } from '#ui/toast.tsx'
import { LanguageSwitch } from '../language-switch.tsx'
import { PasswordForm } from './password-form.tsx'
import { Section } from './section.tsx'

/** Me: how I am called, what I read, how I sign in. */
export function ProfilePane() {
  const t = useT()
  const { tenant } = useHere()
  const {
    data: me,
    error,
    refetch,
  } = useQuery({
    queryKey: keyOf(tenant.slug, 'me'),
    queryFn: ({ signal }) => callMine(tenant.slug, myAccount.read, { signal }),
  })
  return (
    <>
      <Section title={t('profile.name')} hint={t('profile.name_hint')}>
        <NameForm locked={me?.has_password === false} />
      </Section>
      <Section title={t('shell.language')} hint={t('profile.language_hint')}>
        <LanguageSwitch />
      </Section>
      <Section title={t('login.password')} hint={t('profile.password_hint')}>
        {error && !me ? (
          <ErrorPanel compact error={error} onRetry={() => void refetch()} />
        ) : me?.has_password === false ? (
          <p className="text-text-2">{t('profile.outside')}</p>
        ) : (
          <PasswordForm />
        )}
      </Section>
    </>
  )
}

function NameForm({ locked }: { locked: boolean }) {
  const t = useT()
  const { tenant, me } = useHere()
  const client = useQueryClient()
  const [name, setName] = useState(me.name)
  const save = useMutation({
    mutationFn: () => callMine(tenant.slug, myAccount.change, { body: { name: name.trim() } }),
    onSuccess: async () => {
      // The session carries the name; the members' list does too.
      await refresh(tenant.slug)
      await client.invalidateQueries({ queryKey: keyOf(tenant.slug, 'members') })
      notify({ text: t('settings.saved') })
    },
  })
  const problem = save.error ? problemOf(save.error) : null
  const changed = name.trim() !== me.name
  return (
    <form
      noValidate
      className="flex items-end gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (changed && name.trim()) save.mutate()
      }}
    >
      <Avatar name={name || me.name} size={48} />
      <LabelledField
        label={t('profile.name_label')}
        className="flex-1"
        error={name.trim() ? problem && problemText(problem) : t('profile.name_needed')}
        hint={<bdi>{me.email}</bdi>}
      >
        {(ids) => (
          <div className="flex gap-2">
            <Input
              {...ids}
              dir="auto"
              autoComplete="name"
              maxLength={200}
              value={name}
              readOnly={locked}
              onChange={(event) => setName(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape' && changed) setName(me.name)
              }}
            />
            {changed ? (
              <Button type="submit" look="primary" busy={save.isPending} disabled={!name.trim()}>
                {t('action.save')}
              </Button>
            ) : null}
          </div>
        )}
      </LabelledField>
    </form>
  )
}
