import type { ReactNode } from 'react'
import { useShortcut } from '#lib/keyboard.ts'
import { Button } from '#ui/button.tsx'
import { Kbd } from '#ui/kbd.tsx'

/** The way on from a step, always within reach: by its button, or by the key that sends forms. */
export function Foot({
  go,
  busy = false,
  disabled = false,
  onGo,
  children,
}: {
  go: string
  busy?: boolean
  disabled?: boolean
  onGo: () => void
  children?: ReactNode
}) {
  useShortcut('mod+enter', 'keys.submit', () => busy || disabled || onGo(), true)
  return (
    <div className="sticky bottom-0 z-10 -mx-4 mt-6 flex flex-wrap items-center gap-2 border-t border-line bg-bg px-4 py-3 sm:-mx-6 sm:px-6">
      <Button look="primary" busy={busy} disabled={disabled} onClick={onGo}>
        {go}
        <span className="hidden pointer-fine:sm:inline">
          <Kbd keys="mod+enter" inverted />
        </span>
      </Button>
      {children}
    </div>
  )
}
