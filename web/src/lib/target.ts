import { useEffect, useSyncExternalStore } from 'react'

/** The records that the page is about or that are selected on it: what commands from elsewhere act on. */
export interface Target {
  resource: string
  ids: readonly string[]
}

let targets: readonly Target[] = []
const listeners = new Set<() => void>()
const tell = (next: readonly Target[]) => {
  targets = next
  for (const listener of listeners) listener()
}

/** Says which records are meant, for as long as the component is on the page. The last one who says it is heard. */
export function useTarget(resource: string, ids: readonly string[]): void {
  const key = ids.join()
  useEffect(() => {
    if (!key) return
    const target = { resource, ids: key.split(',') }
    tell([...targets, target])
    return () => tell(targets.filter((other) => other !== target))
  }, [resource, key])
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useCurrentTarget = (): Target | undefined => useSyncExternalStore(subscribe, () => targets.at(-1))
