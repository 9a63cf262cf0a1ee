import { getRouteApi, Link } from '@tanstack/react-router'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { AuthLayout } from './auth-layout.tsx'
import { stripeOf } from './shell/tenant-switcher.tsx'

const route = getRouteApi('/tenants')

/** The workspaces somebody belongs to, each with its stripe and what they are there. */
export function TenantsPage() {
  const t = useT()
  const { session } = route.useRouteContext()
  return (
    <AuthLayout title={t('shell.switch_tenant')}>
      <ul className="flex flex-col gap-2">
        {session.tenants.map(({ slug, name, role }) => (
          <li key={slug}>
            <Link
              to="/t/$tenant/home"
              params={{ tenant: slug }}
              className="relative flex min-h-14 items-center gap-3 rounded-md border border-line bg-surface py-2 ps-5 pe-4 hover:border-line-strong hover:bg-hover"
            >
              <span aria-hidden className={cn('absolute inset-y-2 start-0 w-1 rounded-e-full', stripeOf(slug))} />
              <span className="min-w-0 flex-1">
                <bdi className="one-line font-medium">{name}</bdi>
                <span className="block text-dense text-text-3">{t(`role.${role}`)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </AuthLayout>
  )
}
