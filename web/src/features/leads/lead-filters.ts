import type { leadResource } from '@rihla/contracts/leads.ts'
import { useT } from '#lib/i18n.ts'
import type { FilterGroup } from '#records/filter-bar.tsx'

/** What people ask about leads and write about them, what they need most before the rest. */
export const LEAD_GROUPS = {
  common: [
    'lead_status',
    'assigned_to',
    'lead_source',
    'lead_score',
    'interest_level',
    'preferred_travel_date',
    'next_follow_up',
    'estimated_value',
    'tags',
    'country',
    'city',
    'created_at',
  ],
  trip: ['destinations', 'return_date', 'number_of_travelers', 'travel_interests', 'budget_level', 'title'],
  person: [
    'full_name',
    'first_name',
    'last_name',
    'job_title',
    'company_name',
    'email',
    'phone',
    'mobile',
    'website',
    'language',
  ],
  sale: [
    'is_hot_lead',
    'conversion_probability',
    'expected_close_date',
    'currency',
    'score_locked',
    'last_contact_date',
    'days_since_last_contact',
    'call_attempts',
    'lost_reason',
    'converted_at',
  ],
  source: ['campaign', 'utm_source', 'utm_medium', 'utm_campaign'],
} as const satisfies Record<string, readonly (keyof typeof leadResource.fields)[]>

export function useLeadFilters(): FilterGroup[] {
  const t = useT()
  const labels = {
    common: t('filter.group.common'),
    trip: t('leads.section.trip'),
    person: t('leads.section.person'),
    sale: t('leads.section.sale'),
    source: t('leads.section.source'),
  }
  return (Object.keys(LEAD_GROUPS) as (keyof typeof LEAD_GROUPS)[]).map((name) => ({
    label: labels[name],
    fields: LEAD_GROUPS[name],
  }))
}
