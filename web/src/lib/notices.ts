import { useSyncExternalStore } from 'react'

/** What the page left out of an address it was opened with, until the reader has seen it. */
let dropped: readonly string[] = []
const listeners = new Set<() => void>()

export function noticeDropped(names: readonly string[]): void {
  if (names.join() === dropped.join()) return
  dropped = names
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useDropped = (): readonly string[] => useSyncExternalStore(subscribe, () => dropped)
