import * as z from 'zod'
import {
  actorFields,
  boolean,
  computed,
  currency,
  day,
  decimal,
  Id,
  integer,
  json,
  list,
  longText,
  money,
  oneOf,
  readOnly,
  reference,
  required,
  text,
  timestamp,
} from './fields.ts'
import { CONVERTED, conversionOf, type ConversionOf, NewConversion } from './conversion.ts'
import { mergeOperations } from './duplicates.ts'
import { Note, NoteInput, operation, RecordParams, TenantParams, tenantPath } from './operation.ts'
import { recordOperations } from './recordOperations.ts'
import { mainFields, recordFields } from './recordFields.ts'
import { resource } from './resource.ts'

export const LEAD_STATUSES = [
  'new',
  'contacted',
  'callback',
  'qualified',
  'proposal',
  'negotiation',
  'won',
  'lost',
] as const
export const LEAD_SOURCES = [
  'website',
  'facebook',
  'instagram',
  'whatsapp',
  'referral',
  'social',
  'email',
  'phone',
  'walk_in',
  'event',
  'partner',
  'other',
] as const
export const INTEREST_LEVELS = ['low', 'medium', 'high', 'urgent'] as const
export const BUDGET_LEVELS = ['economy', 'standard', 'premium', 'luxury'] as const

export type LeadStatus = (typeof LEAD_STATUSES)[number]
export type LeadSource = (typeof LEAD_SOURCES)[number]

const NotesInput = z.union([NoteInput.shape.content, z.array(NoteInput).max(50)])

export const leadResource = resource({
  name: 'leads',
  record_type: 'lead',
  required_any: ['first_name', 'last_name', 'company_name', 'title', 'contact_id'],
  extra_input: {
    /** Appended as activities; they never replace what is there. */
    notes: NotesInput.optional(),
    /** Why the status moved; kept in the history. */
    reason: z.string().trim().max(500).optional(),
  },
  fields: {
    ...recordFields,
    /** Where an archived one went: it was merged. */
    merged_into_id: readOnly(reference('lead')),
    first_name: text(100, { searched: true }),
    last_name: text(100, { searched: true }),
    full_name: computed(text(205, { searched: true })),
    title: text(255, { searched: true }),
    job_title: text(120),
    description: longText(20_000),
    ...actorFields,
    company_name: text(255, { aliases: ['company'], searched: true }),
    lead_status: required(
      oneOf(LEAD_STATUSES, { aliases: ['status', 'stage'], synonyms: { qualification: 'qualified' }, initial: 'new' }),
    ),
    lead_source: oneOf(LEAD_SOURCES, { aliases: ['source'], synonyms: { telephone: 'phone' } }),
    campaign: text(120),
    utm_source: text(120),
    utm_medium: text(120),
    utm_campaign: text(120),
    interest_level: oneOf(INTEREST_LEVELS),
    travel_interests: required(list(30, 60)),
    destinations: required(list(30, 80)),
    preferred_travel_date: day(),
    return_date: day(),
    number_of_travelers: integer(1, 10_000),
    budget_level: oneOf(BUDGET_LEVELS),
    estimated_value: money({ aliases: ['value'] }),
    currency: currency(),
    lead_score: required(integer(0, 100, { aliases: ['score'], initial: 50, locked_by: 'score_locked' })),
    score_locked: required(boolean({ initial: false })),
    conversion_probability: decimal(0, 1, { aliases: [{ name: 'probability', divide: 100 }] }),
    expected_close_date: day(),
    last_contact_date: readOnly(timestamp({ derived: true })),
    next_follow_up: timestamp(),
    call_attempts: required(integer(0, 100_000, { initial: 0 })),
    lost_reason: text(500),
    contact_id: reference('contact'),
    converted_at: readOnly(timestamp()),
    converted_account_id: readOnly(reference('account')),
    converted_contact_id: readOnly(reference('contact')),
    converted_opportunity_id: readOnly(reference('opportunity')),
    registry_customer_id: readOnly(text(120)),
    days_since_created: computed(required(integer(0, 1_000_000))),
    days_since_last_contact: computed(integer(0, 1_000_000)),
    is_hot_lead: computed(required(boolean({ aliases: ['is_hot_leads_only'] }))),
    ...mainFields,
    notes: computed(json(z.array(Note), { single: true })),
  },
})

export type Conversion = ConversionOf<Lead>
export type Lead = z.output<typeof leadResource.item>
export type NewLead = z.output<typeof leadResource.create> & { notes?: z.output<typeof NotesInput>; reason?: string }
export type LeadChanges = z.output<typeof leadResource.update> & {
  notes?: z.output<typeof NotesInput>
  reason?: string
}

export const LeadStats = z
  .object({
    total_leads: z.int(),
    average_lead_score: z.number(),
    hot_leads_count: z.int(),
    /** won ÷ all × 100, one decimal. */
    conversion_rate: z.number(),
    leads_by_status: z.record(z.string(), z.int()),
    leads_by_source: z.record(z.string(), z.int()),
    follow_ups_due: z.int(),
    unassigned_count: z.int(),
  })
  .meta({ id: 'LeadStats' })
export type LeadStats = z.output<typeof LeadStats>

export const DuplicateHints = z.object({
  items: z.array(
    z.object({
      id: Id,
      full_name: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      why: z.enum(['email', 'phone']),
    }),
  ),
})

const one = { params: RecordParams, resource: leadResource } as const
const path = tenantPath('leads')
const listQuery = leadResource.query

export const leads = {
  ...recordOperations(leadResource),
  ...mergeOperations(leadResource),
  convert: operation({
    ...one,
    id: 'leads.convert',
    method: 'POST',
    path: `${path}/{id}/convert`,
    summary: 'Turn a lead into account, contact and opportunity',
    permission: 'leads:convert',
    body: NewConversion,
    nested: CONVERTED,
    answer: conversionOf(leadResource.item),
    status: 201,
  }),
  logCallAttempt: operation({
    ...one,
    id: 'leads.logCallAttempt',
    method: 'POST',
    path: `${path}/{id}/call-attempts`,
    summary: 'Count one more call attempt',
    permission: 'leads:update',
    body: z.strictObject({
      note: z.string().trim().max(2000).optional(),
      next_follow_up: leadResource.fields.next_follow_up.schema.optional(),
    }),
    answer: leadResource.item,
  }),
  stats: operation({
    id: 'leads.stats',
    method: 'GET',
    path: `${path}/stats`,
    summary: 'Figures over leads',
    permission: 'leads:read',
    params: TenantParams,
    query: listQuery as unknown as z.ZodType<Record<string, any>>,
    answer: LeadStats,
    resource: leadResource,
  }),
  duplicates: operation({
    id: 'leads.duplicates',
    method: 'GET',
    path: `${path}/duplicates`,
    summary: 'Leads with the same e-mail or phone',
    permission: 'leads:read',
    params: TenantParams,
    query: z.strictObject({ email: z.string().max(254).optional(), phone: z.string().max(40).optional() }),
    answer: DuplicateHints,
  }),
}
