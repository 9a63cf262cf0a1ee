import { type ComponentType, useEffect, useState } from 'react'
import { whenIdle } from '#lib/lazy-component.tsx'
import type { Message } from './toaster.tsx'

// Its code is not needed to see or do anything, only to say that it was done.
const toaster = () => import('./toaster.tsx')

let raise = () => {}
let standing = false
let stand = () => {}
/** Toasts that come before there is a place for them would be lost, so they wait for it. */
const stands = new Promise<void>((resolve) => {
  stand = () => {
    standing = true
    resolve()
  }
})

/** Where toasts rise. No lazy part: a page whose connection is gone must stay, and the next thing to say tries again. */
export function Toaster() {
  const [View, setView] = useState<ComponentType<{ onStand: () => void }>>()
  useEffect(() => {
    raise = () =>
      void toaster().then(
        (module) => setView(() => module.Toaster),
        () => {},
      )
    whenIdle(raise)
  }, [])
  return View ? <View onStand={stand} /> : null
}

/** Says what happened, with at most one thing to do about it. */
export function notify(message: Message): void {
  raise()
  void Promise.all([toaster(), stands]).then(
    ([{ show }]) => show(message),
    // Whoever has no connection for these words has none for what they would tell.
    () => {},
  )
}

/** Before anything was said there is nothing to load for it. */
export const dismissToasts = (): void => void (standing && toaster().then(({ dismiss }) => dismiss()))
