import { i18n } from '@lingui/core'
import { useLingui } from '@lingui/react'
import { LANGUAGES, type Language } from '@rihla/contracts/door.ts'
import type en from '#locales/en.json'
import { keepPreference, readPreference } from './preferences.ts'

/** Every text of the app has one of these ids; the compiler refuses any other. */
export type MessageId = keyof typeof en
export type Translate = (id: MessageId, values?: Record<string, unknown>) => string
export type { Language }

const catalogues: Record<Language, () => Promise<{ default: unknown }>> = {
  en: () => import('#locales/en.json'),
  fr: () => import('#locales/fr.json'),
  ar: () => import('#locales/ar.json'),
}

/**
 * The locale that formats dates and numbers. Months come from `fr`, because `fr-MA` writes June as "jui.";
 * Arabic keeps Latin digits, whose width is even, and the month names of the Maghreb.
 */
export const FORMAT_LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr', ar: 'ar-MA-u-nu-latn' }

/** A language by its own name, for those who cannot read the present one. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', fr: 'Français', ar: 'العربية' }

export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr')

const isLanguage = (text: string | null | undefined): text is Language => LANGUAGES.includes(text as Language)

/** What this browser chose, else what it prefers. */
export function firstLanguage(): Language {
  const wanted = [readPreference('locale'), ...navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase())]
  return wanted.find(isLanguage) ?? 'en'
}

/** Loads a language and shows the page in it. */
export async function activateLanguage(language: Language): Promise<void> {
  const catalogue = await catalogues[language]()
  i18n.load(language, catalogue.default as Record<string, string>)
  i18n.activate(language, FORMAT_LOCALES[language])
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
}

/** The user's own choice: shown now, and kept for the next visit. */
export function chooseLanguage(language: Language): Promise<void> {
  keepPreference('locale', language)
  return activateLanguage(language)
}

export const currentLanguage = (): Language => (isLanguage(i18n.locale) ? i18n.locale : 'en')

/** Outside components; inside, `useT` also renders again when the language changes. */
export const t: Translate = (id, values) => i18n._(id, values)

export function useT(): Translate {
  useLingui()
  return t
}

export function useLanguage(): Language {
  useLingui()
  return currentLanguage()
}

export { i18n }
