import type { Session } from '@rihla/contracts/auth.ts'
import { authLinks } from '@rihla/contracts/authLinks.ts'
import { useMutation } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { problemOf, send } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { beginSession } from '#lib/session.ts'
import type { Wire } from '#lib/wire.ts'
import { Button } from '#ui/button.tsx'
import { AuthLayout } from './auth-layout.tsx'
import { PasswordField } from './password-field.tsx'

const route = getRouteApi('/reset/$token')

/** A new password, with the token of a link; whoever holds it is signed in. */
export function ResetPage() {
  const t = useT()
  const router = useRouter()
  const { token } = route.useParams()
  const [password, setPassword] = useState('')
  const reset = useMutation({
    mutationFn: async () =>
      (await (await send(authLinks.reset, { body: { token, password } })).json()) as Wire<Session>,
    onSuccess: (answer) => {
      const session = beginSession(answer)
      router.history.replace(`/t/${session.tenant.slug}/home`)
    },
  })
  const problem = reset.error ? problemOf(reset.error) : null
  if (problem?.status === 404 || problem?.status === 410)
    return (
      <AuthLayout title={t('reset.ended')} lead={t('reset.ended_lead')}>
        <Button look="primary" size="lg" asChild className="w-full">
          <Link to="/forgot">{t('reset.again')}</Link>
        </Button>
      </AuthLayout>
    )
  return (
    <AuthLayout title={t('reset.title')} lead={t('reset.lead')}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (password) reset.mutate()
        }}
      >
        <PasswordField
          label={t('password.new')}
          hint={t('password.hint')}
          autoComplete="new-password"
          autoFocus
          value={password}
          onChange={setPassword}
          error={problem && problemText(problem)}
        />
        <Button type="submit" look="primary" size="lg" busy={reset.isPending} disabled={!password}>
          {t('reset.submit')}
        </Button>
      </form>
    </AuthLayout>
  )
}
