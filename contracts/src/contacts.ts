import * as z from 'zod'
import { Address, SocialProfiles } from './accounts.ts'
import { duplicateOperations } from './duplicates.ts'
import {
  actorFields,
  computed,
  country,
  EmailAddress,
  Id,
  json,
  list,
  longText,
  oneOf,
  pastDay,
  PhoneNumber,
  readOnly,
  reference,
  required,
  text,
  timestamp,
  wordOf,
} from './fields.ts'
import { operation, RecordParams, TenantParams, tenantPath } from './operation.ts'
import { recordOperations } from './recordOperations.ts'
import { mainFields, recordFields } from './recordFields.ts'
import { resource } from './resource.ts'

export const CONSENT_CHANNELS = ['email', 'sms', 'whatsapp', 'phone'] as const
export const CONSENT_STATES = ['granted', 'denied', 'unknown'] as const
export type ConsentChannel = (typeof CONSENT_CHANNELS)[number]

/** What a contact said of one channel; the server stamps when. */
const ConsentOf = z.strictObject({
  state: z.enum(CONSENT_STATES),
  /** When it came to be so. Written by the server; what a body says here is not heard. */
  at: z.iso.datetime({ offset: true }).optional(),
  /** How it is known: a form, a call, a signature. */
  source: text(200).schema.nullable().optional(),
})
/** A change keeps the channels it does not name; null takes one away. No channel means that nobody asked. */
export const Consent = z.strictObject({
  email: ConsentOf.nullable().optional(),
  sms: ConsentOf.nullable().optional(),
  whatsapp: ConsentOf.nullable().optional(),
  phone: ConsentOf.nullable().optional(),
})
export type Consent = z.output<typeof Consent>

/** Whom to call when something happens on the way. */
const EmergencyContact = z.strictObject({
  name: text(200).schema,
  relationship: text(80).schema.nullable().optional(),
  phone: PhoneNumber.nullable().optional(),
  email: EmailAddress.nullable().optional(),
})
const FrequentFlyer = z.strictObject({ programme: text(80).schema, number: text(40).schema })

export const SEATS = ['window', 'aisle', 'middle', 'front', 'rear', 'extra_legroom', 'no_preference'] as const
export const MEALS = [
  'standard',
  'halal',
  'kosher',
  'vegetarian',
  'vegan',
  'gluten_free',
  'lactose_free',
  'diabetic',
  'low_salt',
  'seafood',
  'child',
  'no_meal',
  'other',
] as const

/** A natural person, usually of an account. */
export const contactResource = resource({
  name: 'contacts',
  record_type: 'contact',
  refuses_duplicates: true,
  fields: {
    ...recordFields,
    /** Where an archived one went: it was merged. */
    merged_into_id: readOnly(reference('contact')),
    account_id: reference('account', { aliases: ['company_id', 'customer_id'], named: 'account_name' }),
    reports_to_id: reference('contact', { aliases: ['manager_id'] }),
    first_name: required(text(100, { searched: true })),
    last_name: required(text(100, { searched: true })),
    full_name: computed(text(205, { searched: true })),
    ...actorFields,
    title: text(100),
    department: text(100),
    birth_date: pastDay({ aliases: ['date_of_birth'] }),
    nationality: country(),
    address: json(Address, { shape: 'address' }),
    social_profiles: json(SocialProfiles, { shape: 'social_profiles' }),
    lead_source: text(100),
    notes: longText(20_000),
    preferred_channel: oneOf(['call', 'email', 'whatsapp', 'sms'], { synonyms: { phone: 'call' } }),
    consent: required(json(Consent, { shape: 'consent', initial: {} })),
    seat_preference: oneOf(SEATS),
    /** Tells of faith and health, as the next two do: on the one record alone, and never in the log. */
    meal_preference: oneOf(MEALS, { sensitive: true, single: true }),
    dietary_restrictions: required(list(30, 80, { sensitive: true, single: true })),
    accessibility_needs: required(list(30, 80, { sensitive: true, single: true })),
    /** IATA code. */
    home_airport: wordOf(/^[A-Za-z]{3}$/, 'CMN', { error: 'bad_airport' }),
    frequent_flyer: required(
      json(z.array(FrequentFlyer).max(20), { shape: 'frequent_flyer', initial: [], single: true }),
    ),
    emergency_contact: json(EmergencyContact, { shape: 'emergency_contact', single: true }),
    last_interaction_at: readOnly(timestamp({ derived: true })),
    ...mainFields,
  },
})
export type Contact = z.output<typeof contactResource.item>

const Count = z.int()
/** Of a field's values, or `none`: how many have it. */
const Counts = z.record(z.string(), Count)
/** Figures over what a list query matches. */
export const ContactStats = z
  .object({
    total_contacts: Count,
    with_email: Count,
    with_phone: Count,
    with_account: Count,
    with_passport: Count,
    /** Passports that end within 180 days, or have ended: contacts who have no other. */
    passports_expiring: Count,
    new_this_month: Count,
    birthdays_next_30_days: Count,
    /** No interaction in the last 90 days, or ever. */
    not_contacted_90_days: Count,
    unassigned_count: Count,
    by_lead_source: Counts,
    by_language: Counts,
    by_nationality: Counts,
    by_country: Counts,
    by_preferred_channel: Counts,
    by_owner: Counts,
    consent: z.record(z.enum(CONSENT_CHANNELS), z.object({ granted: Count, denied: Count, unknown: Count })),
  })
  .meta({ id: 'ContactStats' })
export type ContactStats = z.output<typeof ContactStats>

/** Who stands above and below a contact. */
const Person = z.object({
  id: Id,
  full_name: z.string(),
  title: z.string().nullable(),
  account_id: Id.nullable(),
  /** How many report to this one, of those that the caller may read. */
  reports: Count,
})
export const Reports = z
  .object({
    /** From the nearest up; it ends where the caller may not read on. */
    above: z.array(Person),
    /** Who reports to the contact directly. */
    below: z.array(Person),
  })
  .meta({ id: 'ContactReports' })
export type Reports = z.output<typeof Reports>

const path = tenantPath('contacts')
export const contacts = {
  ...recordOperations(contactResource),
  ...duplicateOperations(contactResource),
  stats: operation({
    id: 'contacts.stats',
    method: 'GET',
    path: `${path}/stats`,
    summary: 'Figures over contacts',
    permission: 'contacts:read',
    params: TenantParams,
    query: contactResource.query as unknown as z.ZodType<Record<string, any>>,
    answer: ContactStats,
    resource: contactResource,
  }),
  reports: operation({
    id: 'contacts.reports',
    method: 'GET',
    path: `${path}/{id}/reports`,
    summary: 'Who stands above a contact, and who reports to them',
    permission: 'contacts:read',
    params: RecordParams,
    answer: Reports,
    resource: contactResource,
  }),
}
