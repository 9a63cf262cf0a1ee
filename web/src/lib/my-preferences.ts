import { auth } from '@rihla/contracts/auth.ts'
import type { Preferences } from '@rihla/contracts/preferences.ts'
import { useEffect } from 'react'
import { useTenant } from './access.ts'
import { callMine } from './client.ts'
import { DENSITIES, setDensity } from './density.ts'
import { activateLanguage, chooseLanguage, currentLanguage } from './i18n.ts'
import { keepPreference, readPreference } from './preferences.ts'
import { chooseShortcuts, shortcutChoices } from './shortcuts.ts'
import type { SignedIn } from './session.ts'
import { setTheme, THEMES } from './theme.ts'

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((one) => one === value)

/** Makes this browser as these preferences say; what they do not name stays. */
function apply({ theme, density, single_keys, shortcuts, sidebar }: Preferences): void {
  const known = { theme: oneOf(THEMES, theme), density: oneOf(DENSITIES, density) }
  if (known.theme) setTheme(known.theme)
  if (known.density) setDensity(known.density)
  // Read when the page is drawn the next time.
  if (sidebar) keepPreference('sidebar', sidebar === 'closed' ? 'narrow' : 'wide')
  if (single_keys === undefined && shortcuts === undefined) return
  const present = shortcutChoices()
  chooseShortcuts({
    single_keys: single_keys ?? present.single_keys,
    remapped: shortcuts ?? present.remapped,
  })
}

/** What the server knows of this user's preferences, whenever a session begins. Keys are theirs alone. */
export function useMyPreferences({ id, language, preferences }: SignedIn['user']): void {
  const text = JSON.stringify(preferences ?? {})
  useEffect(() => {
    // Who chose a language here, at the door or since, keeps it; a browser that was never told speaks the account's.
    if (readPreference('locale') === null && language !== currentLanguage()) void activateLanguage(language)
  }, [id, language])
  useEffect(() => {
    const kept = JSON.parse(text) as Preferences
    apply({ ...kept, single_keys: kept.single_keys ?? true, shortcuts: kept.shortcuts ?? {} })
    // oxlint-disable-next-line react/exhaustive-deps -- another user is another beginning
  }, [id, text])
}

/** Takes a choice at once, and tells the server, for the other devices. A server that cannot be told is no obstacle. */
export function useChoose(): (changes: Preferences & { language?: 'en' | 'fr' | 'ar' }) => void {
  const tenant = useTenant()
  return ({ language, ...preferences }) => {
    apply(preferences)
    if (language) void chooseLanguage(language)
    const body = {
      ...(language ? { language } : {}),
      ...(Object.keys(preferences).length ? { preferences } : {}),
    }
    void callMine(tenant, auth.changeMe, { body }).catch(() => undefined)
  }
}
