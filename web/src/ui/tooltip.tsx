import { Tooltip as Radix } from 'radix-ui'
import { createContext, type ReactNode, useContext } from 'react'
import { Kbd } from './kbd.tsx'

const Provided = createContext(false)

/** Lets the next tooltip follow the last one at once. The way in does without, and loads less. */
export const TooltipProvider = ({ children }: { children: ReactNode }) => (
  <Provided.Provider value>
    <Radix.Provider delayDuration={500} skipDelayDuration={200}>
      {children}
    </Radix.Provider>
  </Provided.Provider>
)

/** Names what it wraps, with its key. Only for what the thing itself does not say. */
export function Tooltip({ text, keys, children }: { text: ReactNode; keys?: string | undefined; children: ReactNode }) {
  const tooltip = (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          sideOffset={6}
          collisionPadding={8}
          className="z-60 flex max-w-72 animate-fade items-center gap-2 rounded-sm bg-text px-2 py-1 text-meta text-bg"
        >
          {text}
          {keys ? <Kbd keys={keys} inverted /> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
  return useContext(Provided) ? tooltip : <TooltipProvider>{tooltip}</TooltipProvider>
}
