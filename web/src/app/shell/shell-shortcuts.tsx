import { useNavigate } from '@tanstack/react-router'
import { useHere, useMay } from '#lib/access.ts'
import { askedDialog, openDialog } from '#lib/dialogs.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { useUndo } from '#records/use-undo.ts'

/** Keys that work on every page. */
export function ShellShortcuts() {
  const { tenant } = useHere()
  const may = useMay()
  const navigate = useNavigate()
  const { undo, redo } = useUndo()
  const params = { tenant: tenant.slug }
  useShortcut('g h', 'keys.go_home', () => void navigate({ to: '/t/$tenant/home', params }))
  useShortcut('g l', 'keys.go_leads', () => void navigate({ to: '/t/$tenant/leads', params }))
  useShortcut('g c', 'keys.go_contacts', () => void navigate({ to: '/t/$tenant/contacts', params }))
  useShortcut('g a', 'keys.go_accounts', () => void navigate({ to: '/t/$tenant/accounts', params }))
  useShortcut('g x', 'keys.go_trash', () => void navigate({ to: '/t/$tenant/trash', params }))
  useShortcut('g ,', 'keys.go_settings', () => void navigate({ to: '/t/$tenant/settings', params }))
  useShortcut(
    'mod+k',
    'keys.palette',
    () => {
      const asked = askedDialog()
      // What is being written in another dialog stays.
      if (!asked || asked.kind === 'shortcuts') openDialog({ kind: 'palette' })
      else if (asked.kind === 'palette') openDialog(null)
    },
    true,
  )
  useShortcut('c l', 'keys.new_lead', () => {
    if (may('leads', 'create')) openDialog({ kind: 'new', record: 'leads' })
  })
  useShortcut('c n', 'keys.new_contact', () => {
    if (may('contacts', 'create')) openDialog({ kind: 'new', record: 'contacts' })
  })
  useShortcut('c a', 'keys.new_account', () => {
    if (may('accounts', 'create')) openDialog({ kind: 'new', record: 'accounts' })
  })
  useShortcut('?', 'keys.sheet', () => openDialog({ kind: 'shortcuts' }))
  useShortcut('mod+z', 'keys.undo', () => void undo())
  useShortcut('mod+shift+z', 'keys.redo', () => void redo())
  return null
}
