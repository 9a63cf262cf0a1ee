import { StickyNote } from 'lucide-react'
import { useMay } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { Button } from '#ui/button.tsx'
import { tip } from '#ui/tip.ts'
import type { KindName, KindRecord } from '../kind.ts'
import type { RecordAction, RecordActions } from './page-kind.ts'

/** The action every record has: a note on it, as far as this user may. */
export function useNoteAction(name: KindName, record: KindRecord, onNote: () => void): RecordActions {
  const t = useT()
  const notes = useMay()(name, 'comment', record)
  useShortcut('n', 'keys.note', () => notes && onNote())
  return {
    actions: notes ? [{ name: t('activity_type.note'), keys: 'n', icon: StickyNote, run: onNote }] : [],
    dialogs: null,
    note: notes ? onNote : undefined,
  }
}

/** In the head of the page. */
export const ActionButtons = ({ actions }: { actions: readonly RecordAction[] }) =>
  actions.map(({ name, keys, icon: Icon, primary, run }) => (
    <Button key={name} look={primary ? 'primary' : 'secondary'} onClick={run} {...tip(name, keys)}>
      <Icon className="size-4" aria-hidden />
      {name}
    </Button>
  ))
