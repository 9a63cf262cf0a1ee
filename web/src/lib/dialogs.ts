import { useSyncExternalStore } from 'react'

/** Dialogs that any page may ask for and the shell shows. */
export type Asked = { kind: 'new-lead'; name?: string } | { kind: 'shortcuts' } | { kind: 'palette' } | null

let asked: Asked = null
export const askedDialog = (): Asked => asked
const listeners = new Set<() => void>()

export function openDialog(next: Asked): void {
  asked = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useAskedDialog = (): Asked => useSyncExternalStore(subscribe, askedDialog)
