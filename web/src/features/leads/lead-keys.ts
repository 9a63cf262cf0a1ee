import { useShortcut } from '#lib/keyboard.ts'
import { ROWS } from '#records/rows/row-keys.ts'

/** The keys that only leads have, in a row or on a card. */
export function useLeadKeys(act: (name: string) => () => void, selected: boolean): void {
  useShortcut('s', 'keys.move_to', selected ? () => undefined : act('status'))
  useOtherLeadKeys(act)
}

export function useOtherLeadKeys(act: (name: string) => () => void): void {
  useShortcut('d', 'keys.follow_up', act('follow_up'), false, ROWS)
  useShortcut('h', 'keys.snooze', act('snooze'), false, ROWS)
  useShortcut('w', 'keys.log_call', act('call'), false, ROWS)
}
