import { useShortcut } from '#lib/keyboard.ts'

/** Rows and cards: the one with the focus comes before a record that stands open beside them. */
export const ROWS = '[role=grid],[data-card]'

/**
 * The keys that act on the record that has the focus, in a row or on a card, whatever sort it is of. With a selection
 * some of them mean all of it, and the bar of the selection takes them, as soon as it is there.
 */
export function useRowKeys(act: (name: string) => () => void, selected = false): void {
  const actOnOne = (name: string) => (selected ? () => undefined : act(name))
  const rows = selected ? undefined : ROWS
  useShortcut('a', 'keys.assign', actOnOne('assign'), false, rows)
  useShortcut('l', 'keys.tags', actOnOne('tags'), false, rows)
  useShortcut('n', 'keys.note', act('note'), false, ROWS)
  useShortcut('u', 'keys.copy_link', act('copy'), false, ROWS)
  useShortcut('shift+d', 'keys.duplicate', act('duplicate'), false, ROWS)
  useShortcut('.', 'keys.actions', act('all'), false, ROWS)
  useShortcut('backspace', 'keys.archive', actOnOne('archive'), false, rows)
}
