import { useSyncExternalStore } from 'react'
import { type Theme, THEMES } from './theme-names.ts'
import { keepPreference, readPreference } from './preferences.ts'

export { THEMES, type Theme }

const listeners = new Set<() => void>()
const system = matchMedia('(prefers-color-scheme: dark)')

const chosen = (): Theme => {
  const theme = readPreference('theme')
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}
let theme = chosen()

function apply() {
  const dark = theme === 'system' ? system.matches : theme === 'dark'
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light'
  for (const listener of listeners) listener()
}
system.addEventListener('change', apply)

/** Sets the theme of this browser; `system` follows it. */
export function setTheme(next: Theme): void {
  theme = next
  keepPreference('theme', next === 'system' ? null : next)
  apply()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, () => theme)
