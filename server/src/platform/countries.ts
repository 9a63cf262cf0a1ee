import { fold } from './search.ts'

/** Demonyms that no locale data has, for the countries our tenants sell to and from. */
const DEMONYMS: Record<string, string> = {
  moroccan: 'MA',
  marocain: 'MA',
  marocaine: 'MA',
  مغربي: 'MA',
  مغربيه: 'MA',
  french: 'FR',
  francais: 'FR',
  francaise: 'FR',
  فرنسي: 'FR',
  spanish: 'ES',
  espagnol: 'ES',
  espagnole: 'ES',
  اسباني: 'ES',
  british: 'GB',
  britannique: 'GB',
  uk: 'GB',
  england: 'GB',
  german: 'DE',
  allemand: 'DE',
  allemande: 'DE',
  italian: 'IT',
  italien: 'IT',
  italienne: 'IT',
  american: 'US',
  americain: 'US',
  americaine: 'US',
  usa: 'US',
  algerian: 'DZ',
  algerien: 'DZ',
  algerienne: 'DZ',
  tunisian: 'TN',
  tunisien: 'TN',
  tunisienne: 'TN',
  saudi: 'SA',
  saoudien: 'SA',
  سعودي: 'SA',
  emirati: 'AE',
  emirien: 'AE',
  اماراتي: 'AE',
  uae: 'AE',
  egyptian: 'EG',
  egyptien: 'EG',
  مصري: 'EG',
  turkish: 'TR',
  turc: 'TR',
  turque: 'TR',
  belgian: 'BE',
  belge: 'BE',
  dutch: 'NL',
  neerlandais: 'NL',
  portuguese: 'PT',
  portugais: 'PT',
  canadian: 'CA',
  canadien: 'CA',
  swiss: 'CH',
  suisse: 'CH',
}

let byName: Map<string, string> | undefined

/** Names of all regions in English, French and Arabic, folded, from the runtime's locale data. */
function names(): Map<string, string> {
  if (byName) return byName
  byName = new Map(Object.entries(DEMONYMS))
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
  return names().get(fold(trimmed))
}
