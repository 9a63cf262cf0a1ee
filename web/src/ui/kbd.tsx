import { cn } from '#lib/cn.ts'
import { keycaps } from '#lib/keyboard.ts'
import { keysShown, useShortcutChoices } from '#lib/shortcuts.ts'

/** A shortcut as the user has it, or nothing where single keys are off. */
export function Kbd({ keys, inverted }: { keys: string; inverted?: boolean }) {
  const shown = keysShown(keys, useShortcutChoices())
  return shown ? <Keycaps keys={shown} {...(inverted ? { inverted } : {})} /> : null
}

/** Keys drawn as keycaps, always from left to right. */
export const Keycaps = ({ keys, inverted }: { keys: string; inverted?: boolean }) => (
  <span dir="ltr" className="inline-flex gap-1" aria-hidden>
    {keycaps(keys).map((cap, index) => (
      <kbd
        key={index}
        className={cn(
          'min-w-4.5 rounded-sm border px-1 text-center font-sans text-meta leading-4',
          inverted ? 'border-bg/40' : 'border-line bg-sunken text-text-3',
        )}
      >
        {cap}
      </kbd>
    ))}
  </span>
)
