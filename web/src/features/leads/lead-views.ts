import { leadResource } from '@rihla/contracts/leads.ts'
import { useT } from '#lib/i18n.ts'
import type { ListSearch } from '#records/list-query.ts'
import { useListViews } from '#records/views/use-list-views.tsx'

/** Lists that answer a question in one press. Their searches are ordinary addresses. */
const LEAD_VIEWS = {
  all: {},
  mine: { assigned_to: 'me', lead_status_not: 'won,lost' },
  unassigned: { assigned_to_empty: 'true', lead_status_not: 'won,lost' },
  hot: { is_hot_lead: 'true', lead_status_not: 'won,lost' },
  due: { next_follow_up_to: 'today', lead_status_not: 'won,lost', sort_by: 'next_follow_up' },
  archived: { archived: 'true' },
} as const satisfies Record<string, Record<string, string>>
const NAMES = Object.keys(LEAD_VIEWS) as (keyof typeof LEAD_VIEWS)[]

/** The views of the leads: those everybody has, one's own and shared ones. */
export function useLeadViews(search: ListSearch, onChange: (search: ListSearch) => void) {
  const t = useT()
  const standard = NAMES.map((id) => ({ id, name: t(`leads.view.${id}`), query: LEAD_VIEWS[id] }))
  return useListViews(leadResource, standard, search, onChange)
}
