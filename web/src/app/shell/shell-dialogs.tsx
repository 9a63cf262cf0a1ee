import { lazy, Suspense } from 'react'
import { openDialog, useAskedDialog } from '#lib/dialogs.ts'
import { ShortcutSheet } from './shortcut-sheet.tsx'

const NewLeadDialog = lazy(() =>
  import('#features/leads/new-lead-dialog.tsx').then((module) => ({ default: module.NewLeadDialog })),
)

/** Dialogs that can be asked for from anywhere. */
export function ShellDialogs() {
  const asked = useAskedDialog()
  const close = () => openDialog(null)
  return (
    <>
      {asked?.kind === 'new-lead' ? (
        <Suspense>
          <NewLeadDialog onClose={close} />
        </Suspense>
      ) : null}
      <ShortcutSheet open={asked?.kind === 'shortcuts'} onClose={close} />
    </>
  )
}
