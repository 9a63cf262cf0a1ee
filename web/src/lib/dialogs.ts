import { useSyncExternalStore } from 'react'

interface NewAsked {
  kind: 'new'
  /** Of which sort. */
  record: 'leads' | 'contacts' | 'accounts'
  /** Whom somebody looked for and did not find. */
  name?: string
  /** The record it begins as a copy of. */
  like?: { id: string; values: Record<string, unknown> }
  /** What is known of it already. */
  values?: Record<string, unknown>
}

/** Dialogs that any page may ask for and the shell shows. */
export type Asked = NewAsked | { kind: 'shortcuts' } | { kind: 'palette' } | null

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
