import { useShortcut } from '#lib/keyboard.ts'

/**
 * The keys that act on the lead that has the focus, in a row or on a card. With a selection some of them mean all of it,
 * and the bar of the selection takes them, as soon as it is there.
 */
export function useActionKeys(act: (name: string) => () => void, selected = false): void {
  const actOnOne = (name: string) => (selected ? () => undefined : act(name))
  useShortcut('a', 'keys.assign', actOnOne('assign'))
  useShortcut('l', 'keys.tags', actOnOne('tags'))
  useShortcut('d', 'keys.follow_up', act('follow_up'))
  useShortcut('n', 'keys.note', act('note'))
  useShortcut('w', 'keys.log_call', act('call'))
  useShortcut('u', 'keys.copy_link', act('copy'))
  useShortcut('.', 'keys.actions', act('all'))
  useShortcut('backspace', 'keys.archive', actOnOne('archive'))
}
