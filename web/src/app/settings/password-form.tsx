import { myAccount } from '@rihla/contracts/myAccount.ts'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useHere } from '#lib/access.ts'
import { callMine } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { Button } from '#ui/button.tsx'
import { notify } from '#ui/toast.tsx'
import { PasswordField } from '../password-field.tsx'

/** The present password and a new one; the other sessions end. */
export function PasswordForm() {
  const t = useT()
  const { tenant, me } = useHere()
  const [present, setPresent] = useState('')
  const [next, setNext] = useState('')
  const change = useMutation({
    mutationFn: () =>
      callMine(tenant.slug, myAccount.changePassword, { body: { current_password: present, password: next } }),
    onSuccess: () => {
      setPresent('')
      setNext('')
      notify({ text: t('profile.password_changed') })
    },
  })
  const problem = change.error ? problemOf(change.error) : null
  const said = (field: string) => problem?.errors?.find((one) => one.field === field)?.message
  const elsewhere = problem && !problem.errors?.length
  return (
    <form
      noValidate
      className="flex max-w-sm flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (present && next) change.mutate()
      }}
    >
      {/* For password managers, which want to know whose it is. */}
      <input type="text" hidden readOnly autoComplete="username" value={me.email} />
      <PasswordField
        label={t('profile.present_password')}
        autoComplete="current-password"
        value={present}
        onChange={setPresent}
        error={said('current_password')}
      />
      <PasswordField
        label={t('password.new')}
        hint={t('password.hint')}
        autoComplete="new-password"
        value={next}
        onChange={setNext}
        error={said('password')}
      />
      {elsewhere ? (
        <p role="alert" className="text-dense text-danger">
          {problemText(problem)}
        </p>
      ) : null}
      <Button type="submit" className="self-start" busy={change.isPending} disabled={!present || !next}>
        {t('profile.change_password')}
      </Button>
    </form>
  )
}
