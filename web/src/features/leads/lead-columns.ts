import type { ColumnChoice } from '#records/grid/columns.ts'

/** What a list of leads shows when nothing else is asked for. */
export const LEAD_COLUMNS: readonly ColumnChoice[] = [
  { field: 'full_name', pinned: true },
  { field: 'lead_score' },
  { field: 'lead_status' },
  { field: 'next_follow_up' },
  { field: 'assigned_to' },
  { field: 'preferred_travel_date' },
  { field: 'estimated_value' },
  { field: 'lead_source' },
  { field: 'created_at' },
]
