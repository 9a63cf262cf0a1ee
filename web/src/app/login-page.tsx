import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useT } from '#lib/i18n.ts'
import { AuthLayout } from './auth-layout.tsx'
import { LoginForm } from './login-form.tsx'

const route = getRouteApi('/login')

/** The way in. */
export function LoginPage() {
  const t = useT()
  const router = useRouter()
  const { next } = route.useSearch()
  return (
    <AuthLayout title={t('login.title')} lead={t('login.lead')}>
      <LoginForm onDone={(session) => router.history.push(next ?? `/t/${session.tenant.slug}/home`)} />
      <p className="mt-4 text-center">
        <Link to="/forgot" className="inline-block rounded-sm py-1 text-dense text-brand hover:underline">
          {t('login.forgot')}
        </Link>
      </p>
    </AuthLayout>
  )
}
