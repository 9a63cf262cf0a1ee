import { useShortcut } from '#lib/keyboard.ts'

const ROW = '[data-moved-by-keys]'

/** Mod+⇧+↑↓ moves the row that holds the focus, and the focus goes with it. */
export function useMoveKeys(move: (id: string, step: 1 | -1) => void) {
  const run = (step: 1 | -1) => (event: KeyboardEvent) => {
    const focused = event.target instanceof HTMLElement ? event.target : null
    const row = focused?.closest<HTMLElement>(ROW)
    const id = row?.dataset['movedByKeys']
    if (!id) return
    move(id, step)
    // Where a row gives way to another, the browser may let the focus go.
    requestAnimationFrame(() => focused!.focus())
  }
  useShortcut('mod+shift+arrowup', 'keys.move_up', run(-1), true, ROW)
  useShortcut('mod+shift+arrowdown', 'keys.move_down', run(1), true, ROW)
}
