import { useNavigate, useRouterState } from '@tanstack/react-router'
import { ChevronsUpDown } from 'lucide-react'
import { useState } from 'react'
import { useHere } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { useNarrow } from '#lib/use-media.ts'
import { hueOf } from '#ui/avatar.tsx'
import { ChoicePopover } from '#ui/choice-popover.tsx'

/** What both tenants have: the section stays, the record does not. */
const PLACES: Record<string, '/t/$tenant/leads' | '/t/$tenant/trash' | '/t/$tenant/settings'> = {
  leads: '/t/$tenant/leads',
  trash: '/t/$tenant/trash',
  settings: '/t/$tenant/settings',
}

const STRIPES = ['bg-chart-1', 'bg-accent', 'bg-chart-5', 'bg-chart-2', 'bg-chart-4', 'bg-chart-6']

/** Each tenant has its own stripe, so that two tabs are never confused. */
export const stripeOf = (slug: string): string => STRIPES[hueOf(slug) % STRIPES.length]!

/** Which tenant this is, always in sight, and the way into another. */
export function TenantSwitcher({ narrow }: { narrow?: boolean }) {
  const t = useT()
  const { session, tenant } = useHere()
  const navigate = useNavigate()
  const section = useRouterState({ select: (state) => state.location.pathname.split('/')[3] })
  const [open, setOpen] = useState(false)
  useShortcut('g w', 'keys.switch_tenant', () => setOpen(true))

  return (
    <ChoicePopover
      label={t('shell.switch_tenant')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          aria-label={t('shell.tenant_is', { name: tenant.name })}
          className="relative flex h-12 w-full min-w-0 items-center gap-2 ps-4 pe-3 text-start hover:bg-hover focus-visible:-outline-offset-2"
        >
          <span aria-hidden className={cn('absolute inset-y-2 start-0 w-1 rounded-e-full', stripeOf(tenant.slug))} />
          {narrow ? (
            <span className="mx-auto font-semibold">{[...tenant.name][0]}</span>
          ) : (
            <>
              <span className="min-w-0 flex-1">
                <bdi className="one-line font-semibold">{tenant.name}</bdi>
                <span className="block truncate text-meta text-text-3">{t(`role.${tenant.role}`)}</span>
              </span>
              <ChevronsUpDown className="size-4 shrink-0 text-text-3" aria-hidden />
            </>
          )}
        </button>
      }
      header={
        <p className="border-b border-line px-3 py-2 text-meta font-medium text-text-3">{t('shell.switch_tenant')}</p>
      }
      searchable={session.tenants.length > 1}
      chosen={[tenant.slug]}
      onChoose={(slug) => {
        if (slug === tenant.slug) return
        void navigate({ to: PLACES[section ?? ''] ?? '/t/$tenant/home', params: { tenant: slug } })
      }}
      options={session.tenants.map((other) => ({
        value: other.slug,
        text: other.name,
        view: (
          <span className="flex items-center gap-2">
            <span aria-hidden className={cn('h-6 w-1 rounded-full', stripeOf(other.slug))} />
            <span className="min-w-0 flex-1">
              <bdi className="one-line">{other.name}</bdi>
            </span>
            <span className="text-meta text-text-3">{t(`role.${other.role}`)}</span>
          </span>
        ),
      }))}
    />
  )
}

/** On a phone: the tenant above every page. */
export function TenantBar() {
  // Not only out of sight: its key would open it where nobody looks.
  if (!useNarrow()) return null
  return (
    <div className="shrink-0 border-b border-line bg-surface md:hidden">
      <TenantSwitcher />
    </div>
  )
}
