import { authLinks } from '@rihla/contracts/authLinks.ts'
import { useMutation } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { problemOf, send } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { Button } from '#ui/button.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { AuthLayout } from './auth-layout.tsx'

/** Asks for a link to set a new password. The answer does not tell whether the account exists. */
export function ForgotPage() {
  const t = useT()
  const [email, setEmail] = useState('')
  const ask = useMutation({
    mutationFn: async () =>
      (await (await send(authLinks.forgot, { body: { email: email.trim() } })).json()) as { mail: boolean },
  })
  const problem = ask.error ? problemOf(ask.error) : null
  return (
    <AuthLayout title={t('forgot.title')} lead={ask.data ? null : t('forgot.lead')}>
      {ask.data ? (
        <p role="status" className="text-text">
          {t(ask.data.mail ? 'forgot.sent' : 'forgot.no_mail')}
        </p>
      ) : (
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            if (email.trim()) ask.mutate()
          }}
        >
          <LabelledField
            label={t('login.email')}
            error={problem && (problem.status === 400 ? t('forgot.bad_email') : problemText(problem))}
          >
            {(ids) => (
              <Input
                {...ids}
                type="email"
                dir="ltr"
                autoFocus
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                value={email}
                onChange={(event) => setEmail(event.target.value)}
                className="h-10 text-start"
              />
            )}
          </LabelledField>
          <Button type="submit" look="primary" size="lg" busy={ask.isPending} disabled={!email.trim()}>
            {t('forgot.submit')}
          </Button>
        </form>
      )}
      <p className="mt-4 text-center">
        <Link to="/login" className="inline-block rounded-sm py-1 text-dense text-brand hover:underline">
          {t('forgot.back')}
        </Link>
      </p>
    </AuthLayout>
  )
}
