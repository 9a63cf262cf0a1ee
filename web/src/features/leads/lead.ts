import {
  type Lead as ContractLead,
  LEAD_STATUSES,
  leadResource,
  leads,
  type LeadStatus,
} from '@rihla/contracts/leads.ts'
import type { LeadPipeline } from '@rihla/contracts/leadPipeline.ts'
import { scoring } from '@rihla/contracts/leadScoring.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '#lib/client.ts'
import { t } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import { type RecordKind, recordQueryOf } from '#records/kind.ts'
import type { Tone } from '#ui/badge.tsx'

export type Lead = Wire<ContractLead>
export type Pipeline = Wire<LeadPipeline>
export type { LeadStatus }
export { LEAD_STATUSES }

/** What to call a lead: whoever asks, else what they ask about. */
export const leadName = (lead: Pick<Lead, 'full_name' | 'company_name' | 'title' | 'email' | 'phone'>): string =>
  lead.full_name || lead.company_name || lead.title || lead.email || lead.phone || t('leads.unnamed')

/** The line under the name: what it is about. */
export const leadAbout = (lead: Lead): string | null => {
  const about = [lead.title, lead.company_name].filter((text) => text && text !== leadName(lead))
  return about[0] ?? null
}

export const STATUS_TONES: Record<LeadStatus, Tone> = {
  new: 'info',
  contacted: 'brand',
  callback: 'accent',
  qualified: 'brand',
  proposal: 'info',
  negotiation: 'warn',
  won: 'success',
  lost: 'danger',
}

/** Nothing more is to be done about it. */
export const isClosed = (lead: Pick<Lead, 'lead_status' | 'archived_at'>): boolean =>
  lead.lead_status === 'won' || lead.lead_status === 'lost' || lead.archived_at !== null

export type NextStep = 'overdue' | 'today' | 'planned' | 'none' | 'closed'

/** How the next follow-up stands, by the calendar of this browser. */
export function nextStepOf(
  lead: Pick<Lead, 'next_follow_up' | 'lead_status' | 'archived_at'>,
  now = new Date(),
): NextStep {
  if (isClosed(lead)) return 'closed'
  if (!lead.next_follow_up) return 'none'
  const at = new Date(lead.next_follow_up)
  if (at.toDateString() === now.toDateString()) return 'today'
  return at < now ? 'overdue' : 'planned'
}

/** What another enquiry of the same people has in common with this one: not how far it came, nor what was agreed on. */
const COPIED = [
  'first_name',
  'last_name',
  'title',
  'job_title',
  'company_name',
  'email',
  'phone',
  'mobile',
  'website',
  'city',
  'country',
  'language',
  'lead_source',
  'campaign',
  'interest_level',
  'travel_interests',
  'destinations',
  'preferred_travel_date',
  'return_date',
  'number_of_travelers',
  'budget_level',
  'estimated_value',
  'currency',
  'tags',
  'description',
] as const satisfies readonly (keyof Lead)[]

export const LEADS: RecordKind = {
  name: 'leads',
  resource: leadResource,
  operations: leads,
  nameOf: leadName,
  aboutOf: leadAbout,
  copied: COPIED,
}

export const leadQuery = (tenant: string, id: string) => recordQueryOf<Lead>()(LEADS, tenant, id)

export const scoreQuery = (tenant: string, id: string) =>
  queryOptions({
    queryKey: keyOf(tenant, 'leads', 'score', id),
    queryFn: ({ signal }) => call(scoring.explain, { params: { tenant_id: tenant, id }, signal }),
  })
