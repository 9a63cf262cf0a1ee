import { demonyms } from './demonyms.ts'
import { fold } from './search.ts'

let byName: Map<string, string> | undefined

/** Names of all peoples and regions in English, French and Arabic, folded, from the runtime's locale data. */
function names(): Map<string, string> {
  if (byName) return byName
  byName = new Map(demonyms.map(([name, code]) => [fold(name), code]))
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  for (const locale of ['en', 'fr', 'ar']) {
    const display = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' })
    for (const a of letters)
      for (const b of letters) {
        const name = NOT_COUNTRIES.has(a + b) ? undefined : display.of(a + b)
        if (name && present(a + b) === a + b) byName.set(fold(name), a + b)
      }
  }
  return byName
}

/** The code that stands for a withdrawn or reserved one: FX and UK are FR and GB. */
const present = (code: string) => Intl.getCanonicalLocales(`und-${code}`)[0]!.slice('und-'.length)

const NOT_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO'])

/** ISO 3166-1 alpha-2 of a code, a name or a demonym in en, fr or ar; undefined when nobody is meant. */
export function countryCode(text: string): string | undefined {
  const trimmed = text.trim()
  if (/^[A-Za-z]{2}$/.test(trimmed)) return present(trimmed)
  const folded = fold(trimmed)
  // Arabic names a people with its article or without.
  return names().get(folded) ?? names().get(folded.replace(/^ال/, ''))
}
