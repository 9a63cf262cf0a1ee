import { ArrowRightLeft, PhoneCall } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '#lib/access.ts'
import { useT, withTexts } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import { useNoteAction } from '#records/page/actions.tsx'
import type { RecordAction, RecordActions } from '#records/page/page-kind.ts'
import type { Lead } from './lead.ts'

const CallDialog = lazyComponent(async () => (await import('./call-dialog.tsx')).CallDialog)
const ConvertDialog = lazy(() =>
  withTexts(import('./convert-dialog.tsx'), 'convert').then((module) => ({ default: module.ConvertDialog })),
)

/** The next things to do with a lead, as far as this user may, and the dialogs they open. */
export function useLeadActions(lead: Lead, locked: boolean, onNote: () => void): RecordActions {
  const t = useT()
  const may = useMay()
  const [dialog, setDialog] = useState<'call' | 'convert' | null>(null)
  const noted = useNoteAction('leads', lead, onNote)
  const converts = may('leads', 'convert', lead) && !lead.converted_at && !lead.archived_at
  const close = () => setDialog(null)
  useShortcut('w', 'keys.log_call', () => !locked && setDialog('call'))

  const actions: RecordAction[] = []
  if (!locked) actions.push({ name: t('leads.call.log'), keys: 'w', icon: PhoneCall, run: () => setDialog('call') })
  actions.push(...noted.actions)
  if (converts)
    actions.push({
      name: t('leads.convert.action'),
      icon: ArrowRightLeft,
      primary: true,
      run: () => setDialog('convert'),
    })
  const dialogs = (
    <>
      {dialog === 'call' ? <CallDialog lead={lead} onClose={close} /> : null}
      {dialog === 'convert' ? (
        <Suspense>
          <ConvertDialog lead={lead} onClose={close} />
        </Suspense>
      ) : null}
    </>
  )
  return { actions, dialogs, note: noted.note }
}
