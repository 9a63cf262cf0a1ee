import { LAYOUT_KINDS, type LayoutKind } from '@rihla/contracts/layoutShape.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { useT } from '#lib/i18n.ts'
import { Segmented } from '#ui/segmented.tsx'
import { PaneSkeleton } from '../pane-skeleton.tsx'
import { LayoutOf } from './layout-of.tsx'

const NAMES = { lead: 'nav.leads', contact: 'nav.contacts', account: 'nav.accounts' } as const

/** What their pages have comes with the preview that shows it. */
const EDITORS: Record<LayoutKind, ComponentType> = {
  lead: lazy(async () => {
    const { PAGE } = await import('#features/leads/lead-page.tsx')
    return { default: () => <LayoutOf kind="lead" page={PAGE} /> }
  }),
  contact: lazy(async () => {
    const { PAGE } = await import('#features/contacts/contact-page.tsx')
    return { default: () => <LayoutOf kind="contact" page={PAGE} /> }
  }),
  account: lazy(async () => {
    const { PAGE } = await import('#features/accounts/account-page.tsx')
    return { default: () => <LayoutOf kind="account" page={PAGE} /> }
  }),
}

/** Which fields stand where on the pages of records. */
export function LayoutsPane() {
  const t = useT()
  const { of } = useSearch({ strict: false }) as { of?: string }
  const navigate = useNavigate()
  const kind = LAYOUT_KINDS.find((one) => one === of) ?? 'lead'
  const Editor = EDITORS[kind]
  return (
    <>
      <p className="max-w-[720px] pb-3 text-dense text-text-2">{t('layouts.about')}</p>
      <Segmented
        label={t('layouts.kind')}
        value={kind}
        onChange={(next) =>
          void navigate({ to: '.', search: { of: next } as never, replace: true, resetScroll: false })
        }
        choices={LAYOUT_KINDS.map((value) => ({ value, name: t(NAMES[value]), label: t(NAMES[value]) }))}
      />
      <Suspense key={kind} fallback={<PaneSkeleton />}>
        <Editor />
      </Suspense>
    </>
  )
}
