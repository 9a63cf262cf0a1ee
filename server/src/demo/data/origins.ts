import {
  AMERICAN_FIRST,
  AMERICAN_LAST,
  BRITISH_FIRST,
  BRITISH_LAST,
  FRENCH_FIRST,
  FRENCH_LAST,
  GERMAN_FIRST,
  GERMAN_LAST,
  GULF_FIRST,
  GULF_LAST,
  ITALIAN_FIRST,
  ITALIAN_LAST,
  MOROCCAN_FIRST,
  MOROCCAN_LAST,
  type Name,
  SPANISH_FIRST,
  SPANISH_LAST,
} from './names.ts'

/** The languages the texts of the demo are written in. */
export type Speech = 'ar' | 'fr' | 'en'

/** Where somebody comes from: everything about a person that goes together. */
export interface Origin {
  country: string
  /** What the record says. */
  language: 'ar' | 'fr' | 'en' | 'es' | 'de' | 'it'
  /** What is spoken with us. */
  speech: Speech
  /** `local` travels from Morocco; the others come to it. */
  audience: 'local' | 'gulf' | 'visitor'
  first: readonly Name[]
  last: readonly Name[]
  cities: readonly string[]
  /** The `n`th number, in one of the ways people type it. Different `n` are different numbers, as far as the range goes. */
  phone: (n: number, style: number) => string
  /** Of `.example`, which can belong to nobody. */
  mail: readonly string[]
}

const group = (digits: string, ...sizes: number[]) => {
  let at = 0
  return sizes.map((size) => digits.slice(at, (at += size))).join(' ')
}
const four = (n: number) => String((n * 7919) % 10_000).padStart(4, '0')
const three = (n: number) => String((n * 619) % 1000).padStart(3, '0')

/**
 * Where a country keeps numbers for films and examples (France, Britain, the United States), these are they. Elsewhere
 * a real prefix stands before 00, at the low end where operators keep their own lines.
 */
const MOROCCAN_PREFIXES =
  '661 662 668 670 667 663 650 655 672 673 678 610 611 612 613 615 618 619 600 601 602 603'.split(' ')
function moroccan(n: number, style: number): string {
  const digits = `${MOROCCAN_PREFIXES[n % MOROCCAN_PREFIXES.length]}00${four(Math.floor(n / MOROCCAN_PREFIXES.length))}`
  const [a, rest] = [digits.slice(0, 3), digits.slice(3)]
  return [
    `+212 ${a}-${group(rest, 2, 2, 2)}`,
    `0${group(digits, 1, 2, 2, 2, 2)}`,
    `+212${digits}`,
    `0${digits}`,
    `+212 ${a} ${rest}`,
  ][style % 5]!
}
const FRENCH_RANGES = ['63998', '19900', '26191', '35301', '46571', '53649']
function french(n: number, style: number): string {
  const digits = FRENCH_RANGES[n % FRENCH_RANGES.length]! + four(Math.floor(n / FRENCH_RANGES.length))
  return style % 3 === 0 ? `0${group(digits, 1, 2, 2, 2, 2)}` : `+33 ${group(digits, 1, 2, 2, 2, 2)}`
}
/** A home notation is nobody's business abroad: what is not Moroccan or French keeps its country code. */
const BRITISH_RANGES = [
  '20 7946 0',
  '161 496 0',
  '121 496 0',
  '117 496 0',
  '131 496 0',
  '141 496 0',
  '113 496 0',
  '191 498 0',
]
const british = (n: number) =>
  `+44 ${BRITISH_RANGES[n % BRITISH_RANGES.length]}${three(Math.floor(n / BRITISH_RANGES.length))}`
const american = (n: number) =>
  `+1 ${['202', '212', '312', '415', '617'][n % 5]}-555-01${String(n % 100).padStart(2, '0')}`
const spanish = (n: number) => `+34 ${['600', '611', '622', '633'][n % 4]} 00 ${group(four(n), 2, 2)}`
const german = (n: number) => `+49 171 392${four(n)}`
const italian = (n: number) => `+39 ${['320', '328', '347'][n % 3]} 000 ${four(n)}`
const saudi = (n: number) => `+966 ${['50', '53', '55'][n % 3]} 000 ${four(n)}`
const emirati = (n: number) => `+971 ${['50', '52', '55'][n % 3]} 000 ${four(n)}`
const qatari = (n: number) => `+974 ${['3300', '5500', '6600'][n % 3]} ${four(n)}`
const kuwaiti = (n: number) => `+965 ${['5000', '6600', '9900'][n % 3]} ${four(n)}`

const MA_CITIES = [
  ['الدار البيضاء', 'Casablanca'],
  ['الرباط', 'Rabat'],
  ['مراكش', 'Marrakech'],
  ['فاس', 'Fès'],
  ['طنجة', 'Tanger'],
  ['أكادير', 'Agadir'],
  ['مكناس', 'Meknès'],
  ['وجدة', 'Oujda'],
  ['تطوان', 'Tétouan'],
  ['القنيطرة', 'Kénitra'],
  ['سلا', 'Salé'],
  ['المحمدية', 'Mohammedia'],
  ['الجديدة', 'El Jadida'],
  ['بني ملال', 'Béni Mellal'],
] as const

const moroccanPeople = { country: 'MA', first: MOROCCAN_FIRST, last: MOROCCAN_LAST, phone: moroccan } as const
const local = { ...moroccanPeople, audience: 'local' } as const
const gulf = { language: 'ar', speech: 'ar', audience: 'gulf', first: GULF_FIRST, last: GULF_LAST } as const
const visitor = { audience: 'visitor' } as const

export const ORIGINS = {
  moroccan_ar: {
    ...local,
    language: 'ar',
    speech: 'ar',
    cities: MA_CITIES.map(([ar]) => ar),
    mail: ['barid.example', 'courriel.example'],
  },
  moroccan_fr: {
    ...local,
    language: 'fr',
    speech: 'fr',
    cities: MA_CITIES.map(([, latin]) => latin),
    mail: ['courriel.example', 'mail.example', 'barid.example'],
  },
  saudi: {
    ...gulf,
    country: 'SA',
    cities: ['الرياض', 'جدة', 'الدمام', 'الخبر'],
    phone: saudi,
    mail: ['bareed.example'],
  },
  emirati: { ...gulf, country: 'AE', cities: ['دبي', 'أبو ظبي', 'الشارقة'], phone: emirati, mail: ['bareed.example'] },
  qatari: { ...gulf, country: 'QA', cities: ['الدوحة', 'الريان'], phone: qatari, mail: ['bareed.example'] },
  kuwaiti: { ...gulf, country: 'KW', cities: ['مدينة الكويت', 'حولي'], phone: kuwaiti, mail: ['bareed.example'] },
  french: {
    ...visitor,
    country: 'FR',
    language: 'fr',
    speech: 'fr',
    first: FRENCH_FIRST,
    last: FRENCH_LAST,
    cities: ['Paris', 'Lyon', 'Toulouse', 'Nantes', 'Bordeaux', 'Lille', 'Montpellier', 'Strasbourg'],
    phone: french,
    mail: ['courriel.example', 'poste.example'],
  },
  spanish: {
    ...visitor,
    country: 'ES',
    language: 'es',
    speech: 'en',
    first: SPANISH_FIRST,
    last: SPANISH_LAST,
    cities: ['Madrid', 'Sevilla', 'Málaga', 'Barcelona', 'Valencia', 'Bilbao'],
    phone: spanish,
    mail: ['correo.example'],
  },
  british: {
    ...visitor,
    country: 'GB',
    language: 'en',
    speech: 'en',
    first: BRITISH_FIRST,
    last: BRITISH_LAST,
    cities: ['London', 'Manchester', 'Bristol', 'Edinburgh', 'Leeds', 'Birmingham'],
    phone: british,
    mail: ['mail.example', 'inbox.example'],
  },
  german: {
    ...visitor,
    country: 'DE',
    language: 'de',
    speech: 'en',
    first: GERMAN_FIRST,
    last: GERMAN_LAST,
    cities: ['Berlin', 'Hamburg', 'München', 'Köln'],
    phone: german,
    mail: ['mail.example', 'brief.example'],
  },
  american: {
    ...visitor,
    country: 'US',
    language: 'en',
    speech: 'en',
    first: AMERICAN_FIRST,
    last: AMERICAN_LAST,
    cities: ['New York', 'Chicago', 'Boston', 'San Francisco'],
    phone: american,
    mail: ['inbox.example', 'mail.example'],
  },
  italian: {
    ...visitor,
    country: 'IT',
    language: 'it',
    speech: 'fr',
    first: ITALIAN_FIRST,
    last: ITALIAN_LAST,
    cities: ['Milano', 'Roma', 'Torino', 'Bologna'],
    phone: italian,
    mail: ['posta.example'],
  },
} satisfies Record<string, Origin>

export type OriginKey = keyof typeof ORIGINS
