import type { Session } from '@rihla/contracts/auth.ts'
import { authLinks, type InvitationInfo } from '@rihla/contracts/authLinks.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { formatDay } from '#lib/format.ts'
import { ProblemError, problemOf, send } from '#lib/http.ts'
import { currentLanguage, useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { problemText } from '#lib/problem-text.ts'
import { beginSession } from '#lib/session.ts'
import type { Wire } from '#lib/wire.ts'
import { Button } from '#ui/button.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { AuthLayout } from './auth-layout.tsx'
import { PasswordField } from './password-field.tsx'

const route = getRouteApi('/join/$token')

/** What an invitation invites to, and the way in: with a new account, or with the one there is. */
export function JoinPage() {
  const t = useT()
  const { token } = route.useParams()
  const { data, error, refetch } = useQuery({
    // Of no tenant yet: whoever holds the link may read it.
    queryKey: keyOf('', 'invitation', token),
    queryFn: async ({ signal }) =>
      (await (await send(authLinks.invitation, { params: { token }, signal })).json()) as Wire<InvitationInfo>,
    retry: false,
  })
  if (error instanceof ProblemError && [400, 404, 410].includes(error.status))
    return (
      <AuthLayout title={t('join.ended')} lead={t('join.ended_lead')}>
        <Button look="primary" size="lg" asChild className="w-full">
          <Link to="/login">{t('forgot.back')}</Link>
        </Button>
      </AuthLayout>
    )
  if (error)
    return (
      <AuthLayout title={t('join.title_any')}>
        <ErrorPanel compact error={error} onRetry={() => void refetch()} />
      </AuthLayout>
    )
  if (!data)
    return (
      <AuthLayout title={t('join.title_any')}>
        <div aria-busy className="flex flex-col gap-4">
          <Skeleton className="h-10 w-full" />
          <Skeleton className="h-10 w-full" />
        </div>
      </AuthLayout>
    )
  const lead = data.invited_by
    ? t('join.lead_by', { name: data.invited_by, role: t(`role.${data.role}`) })
    : t('join.lead', { role: t(`role.${data.role}`) })
  return (
    <AuthLayout title={t('join.title', { tenant: data.tenant_name })} lead={lead}>
      <JoinForm token={token} invitation={data} />
    </AuthLayout>
  )
}

function JoinForm({ token, invitation }: { token: string; invitation: Wire<InvitationInfo> }) {
  const t = useT()
  const router = useRouter()
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const known = invitation.account_exists
  const join = useMutation({
    mutationFn: async () => {
      const body = { token, password, ...(known ? {} : { name: name.trim(), language: currentLanguage() }) }
      return (await (await send(authLinks.join, { body })).json()) as Wire<Session>
    },
    onSuccess: (answer) => router.history.replace(`/t/${beginSession(answer).tenant.slug}/home`),
  })
  const problem = join.error ? problemOf(join.error) : null
  const said = (field: string) => problem?.errors?.find((one) => one.field === field)?.message
  const elsewhere = problem && !said('name') && !said('password')
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (password && (known || name.trim())) join.mutate()
      }}
    >
      <LabelledField
        label={t('login.email')}
        hint={t('join.until', { day: formatDay(invitation.expires_at.slice(0, 10)) })}
      >
        {(ids) => (
          <Input
            {...ids}
            type="email"
            dir="ltr"
            readOnly
            autoComplete="username"
            value={invitation.email}
            className="h-10 text-start"
          />
        )}
      </LabelledField>
      {known ? null : (
        <LabelledField label={t('profile.name_label')} error={said('name')}>
          {(ids) => (
            <Input
              {...ids}
              dir="auto"
              autoFocus
              autoComplete="name"
              maxLength={200}
              value={name}
              onChange={(event) => setName(event.target.value)}
              className="h-10"
            />
          )}
        </LabelledField>
      )}
      <PasswordField
        label={t(known ? 'login.password' : 'password.new')}
        hint={t(known ? 'join.known' : 'password.hint')}
        autoComplete={known ? 'current-password' : 'new-password'}
        autoFocus={known}
        value={password}
        onChange={setPassword}
        error={said('password')}
      />
      {elsewhere ? (
        <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-dense text-danger">
          {problem.status === 401 ? t('login.refused') : problemText(problem)}
        </p>
      ) : null}
      <Button
        type="submit"
        look="primary"
        size="lg"
        busy={join.isPending}
        disabled={!password || (!known && !name.trim())}
      >
        {t('join.submit', { tenant: invitation.tenant_name })}
      </Button>
    </form>
  )
}
