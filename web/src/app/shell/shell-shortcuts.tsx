import { useNavigate } from '@tanstack/react-router'
import { useHere, useMay } from '#lib/access.ts'
import { openDialog } from '#lib/dialogs.ts'
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
  useShortcut('c l', 'keys.new_lead', () => {
    if (may('leads', 'create')) openDialog({ kind: 'new-lead' })
  })
  useShortcut('?', 'keys.sheet', () => openDialog({ kind: 'shortcuts' }))
  useShortcut('mod+z', 'keys.undo', () => void undo())
  useShortcut('mod+shift+z', 'keys.redo', () => void redo())
  return null
}
