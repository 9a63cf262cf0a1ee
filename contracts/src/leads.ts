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

/** A lead above this score is hot (s2). */
export const HOT_SCORE = 70

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
    first_name: text(100),
    last_name: text(100),
    full_name: computed(text(205)),
    title: text(255),
    job_title: text(120),
    description: longText(20_000),
    ...actorFields,
    company_name: text(255, { aliases: ['company'] }),
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
    lead_score: required(integer(0, 100, { aliases: ['score'], initial: 50 })),
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

export const LeadScore = z
  .object({
    lead_id: Id,
    lead_score: z.int().min(0).max(100),
    /** What the rules alone would say. */
    computed_score: z.int().min(0).max(100),
    score_locked: z.boolean(),
    /** Base first; `detail` is the value that earned the points. */
    reasons: z.array(z.object({ rule: z.string(), points: z.int(), detail: z.string().nullable() })),
  })
  .meta({ id: 'LeadScore' })
export type LeadScore = z.output<typeof LeadScore>

const Points = z.int().min(-100).max(100)
/** Points of the score rules; every number is the tenant's. */
export const ScoreRules = z
  .strictObject({
    base: z.int().min(0).max(100),
    source: z.partialRecord(z.enum(LEAD_SOURCES), Points),
    company: Points,
    business_email: Points,
    hot_tag: Points,
    hot_tags: z.array(z.string().trim().toLowerCase().min(1).max(60)).max(50),
  })
  .meta({ id: 'ScoreRules' })
export type ScoreRules = z.output<typeof ScoreRules>

/** Leads of each tenth of the scale: 0–9, 10–19 … 90–100. */
const ScoreTenths = z.array(z.int()).length(10)
/** What rules would do, shown on the latest open leads. */
export const ScorePreview = z
  .object({ sample: z.int(), changed: z.int(), before: ScoreTenths, after: ScoreTenths })
  .meta({ id: 'ScorePreview' })
export type ScorePreview = z.output<typeof ScorePreview>

const LeadCard = leadResource.row
export const LeadPipeline = z
  .object({
    columns: z.array(
      z.object({
        key: z.enum(LEAD_STATUSES),
        count: z.int(),
        /** Of estimated_value in the tenant's base currency; leads in another currency are not in it. */
        sum: z.number(),
        currency: z.string(),
        /** The same in every currency that leads of this column have, the tenant's own first. */
        sums: z.array(z.object({ currency: z.string(), sum: z.number() })),
        items: z.array(LeadCard),
        next_cursor: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'LeadPipeline' })
export type LeadPipeline = z.output<typeof LeadPipeline>

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

export const StageMove = z.strictObject({
  lead_status: z.enum(LEAD_STATUSES),
  notes: z.string().trim().max(2000).optional(),
  reason: z.string().trim().max(500).optional(),
  lost_reason: z.string().trim().max(500).optional(),
  version: z.int().min(1).optional(),
})

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
  move: operation({
    ...one,
    id: 'leads.move',
    method: 'PUT',
    path: `${path}/{id}/stage`,
    summary: 'Move a lead to another status',
    permission: 'leads:update',
    body: StageMove,
    answer: leadResource.item,
  }),
  score: operation({
    ...one,
    id: 'leads.score',
    method: 'GET',
    path: `${path}/{id}/score`,
    summary: 'The score of a lead, with its reasons',
    permission: 'leads:read',
    answer: LeadScore,
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
  scoring: operation({
    id: 'leads.scoring',
    method: 'GET',
    path: `${path}/scoring`,
    summary: 'The rules that score leads',
    permission: 'leads:read',
    params: TenantParams,
    answer: ScoreRules,
  }),
  setScoring: operation({
    id: 'leads.setScoring',
    method: 'PUT',
    path: `${path}/scoring`,
    summary: 'Change the rules; a job scores the leads that are not locked again',
    permission: 'leads:configure',
    params: TenantParams,
    body: ScoreRules,
    answer: ScoreRules,
  }),
  previewScoring: operation({
    id: 'leads.previewScoring',
    method: 'POST',
    path: `${path}/scoring/preview`,
    summary: 'What these rules would make of the latest open leads; changes nothing',
    permission: 'leads:configure',
    params: TenantParams,
    body: ScoreRules,
    answer: ScorePreview,
  }),
  pipeline: operation({
    id: 'leads.pipeline',
    method: 'GET',
    path: `${path}/pipeline`,
    summary: 'Leads by status, with counts, sums and the first cards',
    permission: 'leads:read',
    params: TenantParams,
    query: listQuery.extend({ column: z.enum(LEAD_STATUSES).optional() }) as unknown as z.ZodType<Record<string, any>>,
    answer: LeadPipeline,
    resource: leadResource,
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
