import { COMPANY_KINDS, COMPANY_NAMES, JOB_TITLES } from './data/companies.ts'
import type { Origin, Speech } from './data/origins.ts'
import type { Random } from './random.ts'

/** ASCII for addresses: `Chraïbi` becomes `chraibi`. */
export const slugOf = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\p{Mn}’']/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** In which of the languages of the demo one writes to somebody. */
export const speechOf = ({ language }: { language: string | null }): Speech =>
  language === 'ar' || language === 'fr' ? language : 'en'

export interface Company {
  name: string
  city?: string | undefined
  domain: string
  website: string
}

/** Somebody of an origin; with a company, somebody who works there. `n` makes phone and address their own. */
export function person(random: Random, origin: Origin, n: number, company?: Company) {
  const script = origin.speech === 'ar' ? 0 : 1
  const first = random.pick(origin.first)
  const last = random.pick(origin.last)
  const address = `${slugOf(first[1])}.${slugOf(last[1])}`.replaceAll('-', '')
  const own = random.chance(0.3) ? String(n % 100).padStart(2, '0') : ''
  return {
    first_name: first[script],
    last_name: last[script],
    email: company ? `${address}@${company.domain}` : `${address}${own}@${random.pick(origin.mail)}`,
    phone: origin.phone(n, random.int(0, 9)),
    country: origin.country,
    city: random.pick(origin.cities),
    language: origin.language,
    job_title: company ? random.pick(JOB_TITLES[origin.speech]) : null,
  }
}

/**
 * The `n`th organisation of a kind (a position in `COMPANY_KINDS`). Where there are very many, `cities` they are in keep
 * their names apart for longer.
 */
export function company(speech: Speech, kind: number, n: number, cities: readonly string[] = []): Company {
  const names = COMPANY_NAMES[speech]
  const [pattern, sort] = COMPANY_KINDS[speech][kind]!
  const [name, latin] = names[(n + kind * 5) % names.length]!
  const again = Math.floor(n / names.length)
  const city = cities[again % cities.length]
  const number = Math.floor(again / (cities.length || 1))
  const slug = slugOf(speech === 'ar' ? `${latin} ${sort}` : pattern.replace('{}', latin)) + (again ? again + 1 : '')
  return {
    name: [pattern.replace('{}', name), city, number ? String(number + 1) : ''].filter(Boolean).join(' '),
    city,
    domain: `${slug}.example`,
    website: `https://www.${slug}.example`,
  }
}

/** Positions of the kinds that ask for a trip; all without `by`. */
export const kindsOf = (speech: Speech, by?: readonly string[]) =>
  COMPANY_KINDS[speech].flatMap(([, kind], i) => (!by || by.includes(kind) ? [i] : []))
