import type { Field } from '@rihla/contracts/fields.ts'
import { compareText, countryName } from '#lib/format.ts'
import { choiceLabel } from './labels.ts'

// What travellers here pay in comes first.
const COMMON_CURRENCIES = ['MAD', 'EUR', 'USD', 'GBP', 'SAR', 'AED']
// Groups and reserved codes that Intl names but nobody comes from.
const NOT_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ', 'AC', 'CP', 'CQ', 'DG', 'EA', 'IC', 'TA'])

let countries: string[] | undefined

/** ISO 3166-1 codes, from what the browser can name; codes given up since are those it renames. */
function countryCodes(): string[] {
  if (countries) return countries
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index))
  countries = letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter(
      (code) =>
        !NOT_COUNTRIES.has(code) &&
        Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}` &&
        countryName(code) !== code,
    )
  return countries
}

function currencyCodes(): string[] {
  const rest = Intl.supportedValuesOf('currency').filter((code) => !COMMON_CURRENCIES.includes(code))
  return [...COMMON_CURRENCIES, ...rest]
}

/** The values a field can take, with their names, in the order people expect. */
export function choicesOf(name: string, field: Field): { value: string; text: string }[] {
  const named = (codes: readonly string[]) => codes.map((value) => ({ value, text: choiceLabel(name, field, value) }))
  if (field.kind === 'country') return named(countryCodes()).sort((a, b) => compareText(a.text, b.text))
  if (field.kind === 'currency') return named(currencyCodes())
  return named(field.values ?? [])
}
