import { useSyncExternalStore } from 'react'
import { DENSITIES, type Density } from './density-names.ts'
import { keepPreference, readPreference } from './preferences.ts'

export { DENSITIES, type Density }

const listeners = new Set<() => void>()
const chosen = (): Density => DENSITIES.find((name) => name === readPreference('density')) ?? 'default'

let density = chosen()
const apply = () => {
  document.documentElement.dataset['density'] = density
  for (const listener of listeners) listener()
}
apply()

/** Sets how close rows stand, in this browser. */
export function setDensity(next: Density): void {
  density = next
  keepPreference('density', next === 'default' ? null : next)
  apply()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useDensity = (): Density => useSyncExternalStore(subscribe, () => density)

const HEIGHTS: Record<Density, number> = { compact: 32, default: 40, comfortable: 48 }

/** The height of a row in pixels, for lists that place their rows themselves; elsewhere it is `--row-height`. */
export const rowHeight = (density: Density, coarse: boolean): number => Math.max(HEIGHTS[density], coarse ? 48 : 0)
