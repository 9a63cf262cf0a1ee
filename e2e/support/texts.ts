import { readFileSync } from 'node:fs'
import { setupI18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type english from '../../web/src/locales/en.json'

export type Language = 'en' | 'fr' | 'ar'
export type TextId = keyof typeof english
/** A text of the app, filled in as the app fills it in. */
export type Texts = (id: TextId, values?: Record<string, unknown>) => string

/** What a browser of that language tells the app. */
export const LOCALES: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR', ar: 'ar-MA' }
/** How the app writes numbers and dates then. */
const FORMATS: Record<Language, string> = { en: 'en-GB', fr: 'fr', ar: 'ar-MA-u-nu-latn' }

/** The catalogue of a language, the same file that the app is built from. */
export function textsIn(language: Language): Texts {
  const file = `${import.meta.dirname}/../../web/src/locales/${language}.json`
  const catalogue = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>
  const messages = Object.fromEntries(Object.entries(catalogue).map(([id, text]) => [id, compileMessage(text)]))
  const i18n = setupI18n({ locale: language, locales: FORMATS[language], messages: { [language]: messages } })
  return (id, values) => {
    if (!(id in catalogue)) throw new Error(`${language} has no text ${id}`)
    return i18n._(id, values)
  }
}
