import type { Speech } from './origins.ts'

const LOCALES: Record<Speech, string> = { ar: 'ar-MA-u-nu-latn', fr: 'fr-FR', en: 'en-GB' }
const arabic = (n: number, one: string, two: string, few: string, many: string) =>
  n === 1 ? one : n === 2 ? two : `${n} ${n <= 10 ? few : many}`

/** `4 personnes`; in Arabic as after a preposition, or as a subject. */
export function people(n: number, speech: Speech, subject = false): string {
  if (speech === 'ar') return arabic(n, 'شخص واحد', subject ? 'شخصان' : 'شخصين', 'أشخاص', 'شخصا')
  if (speech === 'fr') return n === 1 ? '1 personne' : `${n} personnes`
  return n === 1 ? '1 person' : `${n} people`
}

/** `5 nuits`. */
export function nights(n: number, speech: Speech): string {
  if (speech === 'ar') return arabic(n, 'ليلة واحدة', 'ليلتين', 'ليال', 'ليلة')
  if (speech === 'fr') return n === 1 ? '1 nuit' : `${n} nuits`
  return n === 1 ? '1 night' : `${n} nights`
}

const monthNames = Object.fromEntries(
  Object.entries(LOCALES).map(([speech, locale]) => [
    speech,
    new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }),
  ]),
)
const dayNames = Object.fromEntries(
  Object.entries(LOCALES).map(([speech, locale]) => [
    speech,
    new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' }),
  ]),
)

export const month = (at: Date, speech: Speech) => monthNames[speech]!.format(at)
export const day = (at: Date, speech: Speech) => dayNames[speech]!.format(at)

/** `12 500 MAD`, as each language groups digits. */
export const amount = (value: number, currency: string, speech: Speech) =>
  `${value.toLocaleString(LOCALES[speech])} ${speech === 'ar' && currency === 'MAD' ? 'درهم' : speech === 'ar' ? 'أورو' : currency}`

/** Puts words into `{…}`. */
export const fill = (text: string, words: Record<string, string>) =>
  text.replace(/\{(\w*)\}/g, (whole, name: string) => words[name] ?? whole)
