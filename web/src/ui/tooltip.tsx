import { Tooltip as Radix } from 'radix-ui'
import { Kbd } from './kbd.tsx'

/** A name, and where on the screen the element is that has it, in pixels. */
export interface Shown {
  text: string
  keys: string | undefined
  at: { top: number; left: number; width: number; height: number }
}

/** A name beside its element. */
export const Tooltip = ({ text, keys, at, onClose }: Shown & { onClose: () => void }) => (
  <Radix.Provider>
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Trigger asChild>
        <span aria-hidden className="pointer-events-none fixed" style={at} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          data-tooltip
          sideOffset={6}
          collisionPadding={8}
          className="z-60 flex max-w-72 animate-fade items-center gap-2 rounded-sm bg-text px-2 py-1 text-meta text-bg"
        >
          {text}
          {keys ? <Kbd keys={keys} inverted /> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  </Radix.Provider>
)
