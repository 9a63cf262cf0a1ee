import * as z from 'zod'
import { Id } from './fields.ts'
import { LEAD_SOURCES, leadResource } from './leads.ts'
import { operation, RecordParams, TenantParams, tenantPath } from './operation.ts'

/** A lead above this score is hot (s2). */
export const HOT_SCORE = 70

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

/** What the log of every tenant calls them. */
export const SCORE_RULES = { record_type: 'score_rule', id: '019aa9e0-0000-7000-8000-000000000001' }

/** Leads of each tenth of the scale: 0–9, 10–19 … 90–100. */
const ScoreTenths = z.array(z.int()).length(10)
/** What rules would do, shown on the latest open leads. */
export const ScorePreview = z
  .object({ sample: z.int(), changed: z.int(), before: ScoreTenths, after: ScoreTenths })
  .meta({ id: 'ScorePreview' })
export type ScorePreview = z.output<typeof ScorePreview>

const path = tenantPath('leads')

/** The score of leads, and the rules it follows. */
export const scoring = {
  rules: operation({
    id: 'leads.scoring',
    method: 'GET',
    path: `${path}/scoring`,
    summary: 'The rules that score leads',
    permission: 'leads:read',
    params: TenantParams,
    answer: ScoreRules,
  }),
  setRules: operation({
    id: 'leads.setScoring',
    method: 'PUT',
    path: `${path}/scoring`,
    summary: 'Change the rules; a job scores the leads that are not locked again',
    permission: 'leads:configure',
    params: TenantParams,
    body: ScoreRules,
    answer: ScoreRules,
  }),
  preview: operation({
    id: 'leads.previewScoring',
    method: 'POST',
    path: `${path}/scoring/preview`,
    summary: 'What these rules would make of the latest open leads; changes nothing',
    permission: 'leads:configure',
    params: TenantParams,
    body: ScoreRules,
    answer: ScorePreview,
  }),
  explain: operation({
    id: 'leads.score',
    method: 'GET',
    path: `${path}/{id}/score`,
    summary: 'The score of a lead, with its reasons',
    permission: 'leads:read',
    params: RecordParams,
    answer: LeadScore,
    resource: leadResource,
  }),
}
