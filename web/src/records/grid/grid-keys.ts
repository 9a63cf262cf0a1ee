/** What a key means to a grid that has the focus. */
export type GridKey =
  | { do: 'move'; rows: number | 'first' | 'last' | 'page' | '-page'; extend: boolean }
  | { do: 'move-cell'; rows: number; columns: number | 'first' | 'last'; extend: boolean }
  | { do: 'next-cell'; back: boolean }
  | { do: 'edit'; typed?: string }
  | { do: 'clear' | 'leave' | 'toggle-head' | 'open-head' | 'close-head' }

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

const ROWS: Record<string, number | 'first' | 'last' | 'page' | '-page'> = {
  ArrowDown: 1,
  ArrowUp: -1,
  Home: 'first',
  End: 'last',
  PageDown: 'page',
  PageUp: '-page',
}

/** Row mode: arrows walk, with shift they select; letters are shortcuts of the page. */
export function rowModeKey(
  { key, ctrlKey, metaKey, shiftKey, altKey }: Pressed,
  rtl: boolean,
  onHead: boolean,
): GridKey | null {
  if (ctrlKey || metaKey || altKey) return null
  if (key === 'F2') return { do: 'edit' }
  if (onHead) {
    if (key === 'Enter' || key === ' ') return { do: 'toggle-head' }
    if (key === 'ArrowRight') return { do: rtl ? 'close-head' : 'open-head' }
    if (key === 'ArrowLeft') return { do: rtl ? 'open-head' : 'close-head' }
  }
  const rows = ROWS[key]
  return rows === undefined ? null : { do: 'move', rows, extend: shiftKey }
}

/** Cell mode: arrows walk cells as the eye sees them, typing writes, Esc leaves. */
export function cellModeKey({ key, ctrlKey, metaKey, shiftKey, altKey }: Pressed, rtl: boolean): GridKey | null {
  const mod = ctrlKey || metaKey
  if (altKey) return null
  const extend = shiftKey
  if (key === 'ArrowDown' || key === 'ArrowUp')
    return mod ? null : { do: 'move-cell', rows: key === 'ArrowDown' ? 1 : -1, columns: 0, extend }
  if (key === 'ArrowRight' || key === 'ArrowLeft') {
    if (mod) return null
    return { do: 'move-cell', rows: 0, columns: (key === 'ArrowRight') === rtl ? -1 : 1, extend }
  }
  if (key === 'Home') return { do: 'move-cell', rows: 0, columns: 'first', extend }
  if (key === 'End') return { do: 'move-cell', rows: 0, columns: 'last', extend }
  if (mod) return null
  if (key === 'PageDown') return { do: 'move', rows: 'page', extend: false }
  if (key === 'PageUp') return { do: 'move', rows: '-page', extend: false }
  if (key === 'Tab') return { do: 'next-cell', back: shiftKey }
  if (key === 'Enter' || key === 'F2') return { do: 'edit' }
  if (key === 'Escape') return { do: 'leave' }
  if (key === 'Delete' || key === 'Backspace') return { do: 'clear' }
  if ([...key].length === 1 && key !== ' ') return { do: 'edit', typed: key }
  return key === ' ' ? { do: 'edit' } : null
}
