import type { MessageId } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'

/** Takes a change of a draft back, or makes it again, before anything that was done elsewhere. */
export function DraftKeys({ keys, label, run }: { keys: string; label: MessageId; run: () => void }) {
  useShortcut(keys, label, (event) => {
    const focused = event.target instanceof HTMLElement ? event.target : null
    run()
    // Where rows change places, the browser may let the focus go.
    requestAnimationFrame(() => focused?.focus())
  })
  return null
}
