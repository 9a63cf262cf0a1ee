import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { type SignedIn, signIn } from '#lib/session.ts'
import { Button } from '#ui/button.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { PasswordField } from './password-field.tsx'

/** E-mail and password. What it says of a failure does not tell whether the account exists. */
export function LoginForm({
  email: known,
  tenant,
  onDone,
}: {
  email?: string
  tenant?: string
  onDone: (session: SignedIn) => void
}) {
  const t = useT()
  const [email, setEmail] = useState(known ?? '')
  const [password, setPassword] = useState('')
  const login = useMutation({
    mutationFn: () => signIn({ email: email.trim(), password, ...(tenant ? { tenant } : {}) }),
    onSuccess: onDone,
  })
  const problem = login.error ? problemOf(login.error) : null
  const missing = { email: !email.trim(), password: !password }
  const [asked, setAsked] = useState(false)

  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (!missing.email && !missing.password) login.mutate()
      }}
    >
      <LabelledField label={t('login.email')} error={asked && missing.email ? t('login.email_needed') : null}>
        {(ids) => (
          <Input
            {...ids}
            type="email"
            name="email"
            dir="ltr"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            readOnly={known !== undefined}
            autoFocus={known === undefined}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            className="h-10 text-start"
          />
        )}
      </LabelledField>
      <PasswordField
        label={t('login.password')}
        autoComplete="current-password"
        autoFocus={known !== undefined}
        value={password}
        onChange={setPassword}
        error={asked && missing.password ? t('login.password_needed') : null}
      />
      {problem ? (
        <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-dense text-danger">
          {problem.status === 400 || problem.status === 401 ? t('login.refused') : problemText(problem)}
        </p>
      ) : null}
      <Button type="submit" look="primary" size="lg" busy={login.isPending} className="w-full">
        {t('login.submit')}
      </Button>
    </form>
  )
}
