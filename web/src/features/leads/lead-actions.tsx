import { ArrowRightLeft, PhoneCall, StickyNote } from 'lucide-react'
import { type ComponentType, lazy, Suspense, useState } from 'react'
import { useMay } from '#lib/access.ts'
import { useT, withTexts } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { later } from '#lib/later.tsx'
import { Button } from '#ui/button.tsx'
import { Tooltip } from '#ui/tooltip.tsx'
import type { Lead } from './lead.ts'

const CallDialog = later(async () => (await import('./call-dialog.tsx')).CallDialog)
const ConvertDialog = lazy(() =>
  withTexts(import('./convert-dialog.tsx'), 'convert').then((module) => ({ default: module.ConvertDialog })),
)

export interface Action {
  name: string
  keys?: string
  icon: ComponentType<{ className?: string; 'aria-hidden'?: boolean }>
  primary?: boolean
  run: () => void
}

/** The next things to do with a lead, as far as this user may, and the dialogs they open. */
export function useLeadActions(lead: Lead, locked: boolean, onNote: () => void) {
  const t = useT()
  const may = useMay()
  const [dialog, setDialog] = useState<'call' | 'convert' | null>(null)
  const notes = may('leads', 'comment', lead)
  const converts = may('leads', 'convert', lead) && !lead.converted_at && !lead.archived_at
  const close = () => setDialog(null)
  useShortcut('w', 'keys.log_call', () => !locked && setDialog('call'))
  useShortcut('n', 'keys.note', () => notes && onNote())

  const actions: Action[] = []
  if (!locked) actions.push({ name: t('leads.call.log'), keys: 'w', icon: PhoneCall, run: () => setDialog('call') })
  if (notes) actions.push({ name: t('activity_type.note'), keys: 'n', icon: StickyNote, run: onNote })
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
  return { actions, dialogs, note: notes ? onNote : undefined }
}

/** In the head of the page. */
export const ActionButtons = ({ actions }: { actions: readonly Action[] }) =>
  actions.map(({ name, keys, icon: Icon, primary, run }) => (
    <Tooltip key={name} text={name} keys={keys}>
      <Button look={primary ? 'primary' : 'secondary'} onClick={run}>
        <Icon className="size-4" aria-hidden />
        {name}
      </Button>
    </Tooltip>
  ))
