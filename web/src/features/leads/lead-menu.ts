import { AlarmClock } from 'lucide-react'
import { useMay } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import type { PageKind } from '#records/page/page-kind.ts'
import { isClosed, type Lead } from './lead.ts'
import { useSnooze } from './use-snooze.ts'

/** What the menu of a lead offers besides what that of every record does. */
export const useLeadMenu: NonNullable<PageKind['useMenu']> = (lead: Lead) => {
  const t = useT()
  const may = useMay()
  const snooze = useSnooze(lead)
  const open = !lead.archived_at && may('leads', 'update', lead) && !isClosed(lead)
  useShortcut('h', 'keys.snooze', () => open && void snooze())
  return open ? [{ name: t('leads.snooze'), keys: 'h', icon: AlarmClock, run: () => void snooze() }] : []
}
