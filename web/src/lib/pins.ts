import { useSyncExternalStore } from 'react'

/** Ids of the views that the user pinned, in all their tenants. */
let pins: readonly string[] = []
const listeners = new Set<() => void>()

export function setPins(next: readonly string[]): void {
  pins = next
  for (const listener of listeners) listener()
}

/** One of them set or taken away, as the server will have it. */
export function pinHere(id: string, pinned: boolean): void {
  const others = pins.filter((one) => one !== id)
  setPins(pinned ? [...others, id] : others)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const usePins = (): readonly string[] => useSyncExternalStore(subscribe, () => pins)
