import type { LeadSource, NewLead } from '@rihla/contracts/leads.ts'
import { type Origin, ORIGINS, type OriginKey, type Speech } from './data/origins.ts'
import type { DemoTenant } from './data/tenants.ts'
import type { Trip } from './data/trips.ts'
import { amount, fill, month, nights, people } from './data/words.ts'
import type { Random } from './random.ts'
import { type Company, company, kindsOf, person, slugOf } from './people.ts'

/** Somebody who asks for something: what the record says at once, and what only comes out when one talks. */
export interface Customer {
  speech: Speech
  trip: Trip
  /** Came through a form, at any hour. */
  online: boolean
  /** Can come by. */
  near: boolean
  /** As the enquiry came. */
  lead: NewLead
  /** What is known once the lead is qualified. */
  details: NewLead
  /** For the texts of notes. */
  words: Record<string, string>
}

type Sources = readonly (readonly [LeadSource, number])[]
const SOURCES: Record<'local' | 'gulf' | 'visitor' | 'company', Sources> = {
  local: [
    ['whatsapp', 22],
    ['facebook', 20],
    ['instagram', 14],
    ['walk_in', 12],
    ['phone', 12],
    ['referral', 11],
    ['website', 12],
    ['event', 3],
  ],
  gulf: [
    ['whatsapp', 34],
    ['instagram', 22],
    ['website', 20],
    ['referral', 14],
    ['phone', 10],
  ],
  visitor: [
    ['website', 38],
    ['email', 18],
    ['instagram', 13],
    ['referral', 10],
    ['partner', 8],
    ['facebook', 7],
    ['whatsapp', 6],
  ],
  company: [
    ['website', 22],
    ['email', 22],
    ['referral', 20],
    ['partner', 13],
    ['phone', 12],
    ['event', 11],
  ],
}
const ONLINE: readonly LeadSource[] = ['website', 'facebook', 'instagram']
/** How often an e-mail address, and a phone number, come with an enquiry. */
const WITH_EMAIL: Partial<Record<LeadSource, number>> = {
  website: 1,
  email: 1,
  facebook: 0.5,
  instagram: 0.4,
  whatsapp: 0.15,
  phone: 0.2,
  walk_in: 0.35,
  referral: 0.45,
}
const WITH_PHONE: Partial<Record<LeadSource, number>> = {
  whatsapp: 1,
  phone: 1,
  walk_in: 1,
  website: 0.75,
  email: 0.35,
}

const BUDGETS = [
  ['economy', 0.8, 20],
  ['standard', 1, 45],
  ['premium', 1.35, 25],
  ['luxury', 2, 10],
] as const
const COMPANY_ORIGINS: readonly (readonly [OriginKey, number])[] = [
  ['moroccan_fr', 9],
  ['moroccan_ar', 4],
  ['british', 4],
  ['american', 2],
]
/** What a dirham is worth to a European guest. */
const MAD_IN_EUR = 10.8
const DAY = 86_400_000
const dayOf = (at: Date) => at.toISOString().slice(0, 10)

/** Makes the customers of a tenant, one after the other; `serial` keeps the phones of some apart from those of others. */
export function customersOf(random: Random, tenant: DemoTenant, serial = 0) {
  const companies = new Map<string, number>()

  function choose(): { origin: Origin; trip: Trip; asking: keyof typeof SOURCES } {
    for (;;) {
      const organised = random.chance(tenant.organisations)
      const origin: Origin = ORIGINS[random.weighted(organised ? COMPANY_ORIGINS : tenant.origins)]
      const asking = organised ? 'company' : origin.audience
      const trips = tenant.trips.filter(
        (trip) => trip.for[asking] && trip.text[origin.speech] && kindsOf(origin.speech, trip.by).length,
      )
      if (trips.length) return { origin, asking, trip: random.weighted(trips.map((trip) => [trip, trip.for[asking]!])) }
    }
  }

  function employ(speech: Speech, { by }: Trip): Company {
    const kind = random.pick(kindsOf(speech, by))
    const key = `${speech} ${kind}`
    const n = companies.get(key) ?? 0
    companies.set(key, n + 1)
    return company(speech, kind, n)
  }

  /** Somebody who asked at `asked` for a departure after `earliest`. */
  return function next(asked: Date, earliest: Date): Customer {
    const { origin, asking, trip } = choose()
    const { speech } = origin
    const script = speech === 'ar' ? 0 : 1
    serial += random.int(3, 17)
    const employer = asking === 'company' ? employ(speech, trip) : undefined
    const { job_title, ...who } = person(random, origin, serial, employer)

    const departure = new Date(asked.getTime() + random.int(...trip.ahead) * DAY)
    const from = departure < earliest ? new Date(earliest.getTime() + random.int(3, trip.ahead[1]) * DAY) : departure
    const stay = random.int(...trip.nights)
    const number_of_travelers = random.int(...trip.people)
    const [budget_level, factor] = random.weighted(BUDGETS.map((budget) => [budget, budget[2]] as const))
    const currency = origin.country === 'MA' ? 'MAD' : 'EUR'
    const price = random.between(...trip.price) * number_of_travelers * factor
    const estimated_value = currency === 'MAD' ? round(price, 100) : round(price / MAD_IN_EUR, 10)
    const places = trip.either ? [random.pick(trip.destinations)] : trip.destinations
    const destinations = places.map((place) => place[script])

    const words = {
      name: who.first_name,
      people: people(number_of_travelers, speech),
      us: people(number_of_travelers, speech, true),
      nights: nights(stay, speech),
      month: month(from, speech),
      city: who.city,
      company: employer?.name ?? '',
      place: destinations[0]!,
      price: amount(estimated_value, currency, speech),
    }
    const { titles, asks } = trip.text[speech]!
    const said = random.int(0, Math.max(titles.length, asks.length) - 1)
    const lead_source = random.weighted(SOURCES[asking])
    const details: NewLead = {
      number_of_travelers,
      budget_level,
      estimated_value,
      currency,
      destinations,
      preferred_travel_date: dayOf(from),
      return_date: dayOf(new Date(from.getTime() + stay * DAY)),
    }
    return {
      speech,
      trip,
      online: ONLINE.includes(lead_source),
      near: origin.country === 'MA',
      details,
      words,
      lead: {
        ...reachable(random, who, lead_source, employer),
        ...(employer && {
          company_name: employer.name,
          job_title,
          website: random.chance(0.6) ? employer.website : null,
        }),
        ...(random.chance(0.88) && { title: fill(titles[said % titles.length]!, words) }),
        ...(random.chance(0.8) && { description: fill(asks[said % asks.length]!, words) }),
        ...marketing(random, trip, lead_source, from),
        lead_source,
        travel_interests: random.shuffle(trip.interests.map((interest) => interest[script])).slice(0, random.int(1, 2)),
        tags: tagsOf(random, trip),
        ...(random.chance(0.85) && { destinations }),
        ...(random.chance(0.7) && { number_of_travelers }),
        ...(random.chance(0.65) && { preferred_travel_date: details.preferred_travel_date }),
        ...(random.chance(0.4) && { estimated_value, currency }),
        ...(random.chance(0.45) && {
          interest_level: random.pick(['low', 'medium', 'medium', 'high', 'high', 'urgent'] as const),
        }),
      },
    }
  }
}

const round = (value: number, to: number) => Math.max(to, Math.round(value / to) * to)

/** Not everybody leaves everything: an address here, a number there, at least one of the two. */
function reachable(
  random: Random,
  { email, phone, ...who }: Omit<ReturnType<typeof person>, 'job_title'>,
  source: LeadSource,
  employer?: Company,
) {
  const withEmail = random.chance(employer ? 0.9 : (WITH_EMAIL[source] ?? 0.6))
  const withPhone = !withEmail || random.chance(WITH_PHONE[source] ?? 0.6)
  return {
    ...who,
    ...(withEmail && { email }),
    ...(withPhone && { [employer && random.chance(0.3) ? 'mobile' : 'phone']: phone }),
  }
}

function marketing(random: Random, { campaigns }: Trip, source: LeadSource, departure: Date) {
  const campaign =
    campaigns && random.chance(0.6) ? `${random.pick(campaigns)} ${departure.getUTCFullYear()}` : undefined
  const utm_campaign = campaign && slugOf(campaign)
  if (source === 'facebook' || source === 'instagram')
    return { utm_source: source, utm_medium: 'paid_social', ...(campaign && { campaign, utm_campaign }) }
  if (source === 'event') return campaign ? { campaign } : {}
  if (source !== 'website' || random.chance(0.35)) return {}
  const paid = campaign !== undefined && random.chance(0.5)
  return { utm_source: 'google', utm_medium: paid ? 'cpc' : 'organic', ...(paid && { campaign, utm_campaign }) }
}

function tagsOf(random: Random, { tags = [] }: Trip): string[] {
  const own = tags.filter(() => random.chance(0.6))
  if (random.chance(0.05)) own.push('VIP')
  if (random.chance(0.06)) own.push('client fidèle')
  if (random.chance(0.05)) own.push(random.pick(['urgent', 'hot']))
  return own
}
