import { AlarmClock, Copy } from 'lucide-react'
import { useMay } from '#lib/access.ts'
import { openDialog } from '#lib/dialogs.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import type { PageKind } from '#records/page/page-kind.ts'
import { copyOf } from './follow-up.ts'
import { isClosed, type Lead } from './lead.ts'
import { useSnooze } from './use-snooze.ts'

/** What the menu of a lead offers besides what that of every record does. */
export const useLeadMenu: NonNullable<PageKind['useMenu']> = (lead: Lead) => {
  const t = useT()
  const may = useMay()
  const snooze = useSnooze(lead)
  const open = !lead.archived_at && may('leads', 'update', lead) && !isClosed(lead)
  const creates = may('leads', 'create')
  const duplicate = () => openDialog({ kind: 'new', record: 'leads', like: copyOf(lead) })
  useShortcut('h', 'keys.snooze', () => open && void snooze())
  useShortcut('shift+d', 'keys.duplicate', () => creates && duplicate())
  return {
    before: open ? [{ name: t('leads.snooze'), keys: 'h', icon: AlarmClock, run: () => void snooze() }] : [],
    after: creates ? [{ name: t('action.duplicate'), keys: 'shift+d', icon: Copy, run: duplicate, opens: true }] : [],
  }
}
