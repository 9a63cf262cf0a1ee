import { lazy, Suspense, useEffect } from 'react'
import { openDialog, useAskedDialog } from '#lib/dialogs.ts'
import { withTexts } from '#lib/i18n.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import { SoftBoundary } from './soft-boundary.tsx'

const ShortcutSheet = lazyComponent(async () => (await import('./shortcut-sheet.tsx')).ShortcutSheet)
const NEW = {
  leads: lazy(async () => ({ default: (await import('#features/leads/new-lead-dialog.tsx')).NewLeadDialog })),
  contacts: lazy(async () => ({ default: (await import('#features/contacts/new-contact.tsx')).NewContactDialog })),
  accounts: lazy(async () => ({ default: (await import('#features/accounts/new-account.tsx')).NewAccountDialog })),
}

const palette = () => withTexts(import('../palette/palette.tsx'), 'search', 'bulk').then((module) => module.Palette)
const LatePalette = lazy(() => palette().then((Palette) => ({ default: Palette })))
/** The palette once its code has come: to suspend, even for what is there, would cost the third of a second. */
let Ready: Awaited<ReturnType<typeof palette>> | null = null

/** Dialogs that can be asked for from anywhere. */
export function ShellDialogs() {
  const asked = useAskedDialog()
  const close = () => openDialog(null)
  const Palette = Ready ?? LatePalette
  const New = NEW[asked?.kind === 'new' ? asked.record : 'leads']
  // Read while nobody waits, so that it opens at once.
  useEffect(() => {
    const keep = (Palette: typeof Ready) => (Ready = Palette)
    const timer = setTimeout(() => void palette().then(keep, () => undefined), 1500)
    return () => clearTimeout(timer)
  }, [])
  return (
    <SoftBoundary key={asked?.kind} onFail={close}>
      {asked?.kind === 'new' ? (
        <Suspense>
          <New onClose={close} name={asked.name} like={asked.like} values={asked.values} />
        </Suspense>
      ) : null}
      {asked?.kind === 'palette' ? (
        <Suspense>
          <Palette onClose={close} />
        </Suspense>
      ) : null}
      <ShortcutSheet open={asked?.kind === 'shortcuts'} onClose={close} />
    </SoftBoundary>
  )
}
