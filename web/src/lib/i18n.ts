import { i18n } from '@lingui/core'
import { useLingui } from '@lingui/react'
import { LANGUAGES, type Language } from '@rihla/contracts/languages.ts'
import type en from '#locales/en.json'
import type { Area, Part } from '#locales/areas.ts'
import { type Texts, texts } from '#locales/texts.ts'
import { keepPreference, readPreference } from './preferences.ts'

/** Every text of the app has one of these ids; the compiler refuses any other. */
export type MessageId = keyof typeof en
export type Translate = (id: MessageId, values?: Record<string, unknown>) => string
export type { Language }

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

/** What has been read of each language. */
const known: Record<Language, Texts> = { en: {}, fr: {}, ar: {} }
const reading = new Map<string, Promise<void>>()
/** The parts that this page shows texts of. */
const wanted = new Set<Part>(['first'])
/** The language that was asked for last. */
let latest: Language | null = null

/** Reads a part of a language once; what could not be read may be asked for again. */
function read(language: Language, part: Part): Promise<void> {
  const name = `${language} ${part}`
  const present = reading.get(name)
  if (present) return present
  const coming = texts[language][part]().then(
    (module) => void Object.assign(known[language], module.default),
    (error: unknown) => {
      reading.delete(name)
      throw error
    },
  )
  reading.set(name, coming)
  return coming
}

/** A feature together with the texts of the areas it needs: `withTexts(import('./wizard.tsx'), 'imports')`. */
export async function withTexts<M>(feature: Promise<M>, ...areas: Area[]): Promise<M> {
  const [module] = await Promise.all([feature, ...areas.map(readArea)])
  return module
}

async function readArea(area: Area): Promise<void> {
  let language: Language
  do {
    language = latest ?? firstLanguage()
    await read(language, area)
    // Another language may have been chosen meanwhile.
  } while (latest !== null && latest !== language)
  wanted.add(area)
}

/** Loads a language, all that this page shows of it, and shows the page in it. */
export async function activateLanguage(language: Language): Promise<void> {
  const before = latest
  latest = language
  try {
    await Promise.all([...wanted].map((part) => read(language, part)))
  } catch (error) {
    if (latest === language) latest = before
    throw error
  }
  // Whoever asked again meanwhile has the last word.
  if (latest !== language) return
  // What comes of this language later is put into the same object.
  i18n.loadAndActivate({ locale: language, locales: FORMAT_LOCALES[language], messages: known[language] as never })
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
