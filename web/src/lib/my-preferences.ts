import { myAccount } from '@rihla/contracts/myAccount.ts'
import type { Preferences } from '@rihla/contracts/preferences.ts'
import { useEffect } from 'react'
import { useTenant } from './access.ts'
import { callMine } from './client.ts'
import { DENSITIES, setDensity } from './density.ts'
import { activateLanguage, chooseLanguage, currentLanguage } from './i18n.ts'
import { pinHere, setPins } from './pins.ts'
import { keepPreference, readPreference } from './preferences.ts'
import { chooseShortcuts, shortcutChoices } from './shortcuts.ts'
import type { SignedIn } from './session.ts'
import { setTheme, THEMES } from './theme.ts'

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((one) => one === value)

/** Makes this browser as these preferences say; what they do not name stays. */
function apply({ theme, density, single_keys, shortcuts, sidebar, pinned_views }: Preferences): void {
  const known = { theme: oneOf(THEMES, theme), density: oneOf(DENSITIES, density) }
  if (known.theme) setTheme(known.theme)
  if (known.density) setDensity(known.density)
  if (pinned_views) setPins(pinned_views)
  // Read when the page is drawn the next time.
  if (sidebar) keepPreference('sidebar', sidebar === 'closed' ? 'narrow' : 'wide')
  if (single_keys === undefined && shortcuts === undefined) return
  const present = shortcutChoices()
  chooseShortcuts({
    single_keys: single_keys ?? present.single_keys,
    remapped: shortcuts ?? present.remapped,
  })
}

/** What the server knows of this user's preferences, whenever a session begins. Keys and pins are theirs alone. */
export function useMyPreferences({ id, language, preferences }: SignedIn['user']): void {
  const text = JSON.stringify(preferences ?? {})
  useEffect(() => {
    // Who chose a language here, on the sign-in page or since, keeps it; a browser that was never told speaks the account's.
    if (readPreference('locale') === null && language !== currentLanguage()) void activateLanguage(language)
  }, [id, language])
  useEffect(() => {
    const kept = JSON.parse(text) as Preferences
    apply({
      ...kept,
      single_keys: kept.single_keys ?? true,
      shortcuts: kept.shortcuts ?? {},
      pinned_views: kept.pinned_views ?? [],
    })
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
    void callMine(tenant, myAccount.change, { body }).catch(() => undefined)
  }
}

/** The last pin that the server was told of: one after the other, so that the last answer knows of all. */
let telling: Promise<unknown> = Promise.resolve()
/** Pins a view, or pins it no more: told as this one change, so that what another tab pinned meanwhile stays pinned. */
export function usePin(): (id: string, pinned: boolean) => void {
  const tenant = useTenant()
  return (id, pinned) => {
    pinHere(id, pinned)
    const told: Promise<unknown> = telling
      .then(() => callMine(tenant, myAccount.change, { body: { pins: { [id]: pinned } } }))
      .then(
        // What was pinned elsewhere comes with the answer, unless another press is on its way and brings it.
        ({ preferences }) => told === telling && setPins(preferences.pinned_views ?? []),
        () => undefined,
      )
    telling = told
  }
}
