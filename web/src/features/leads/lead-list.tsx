import { lazy } from 'react'
import { withTexts } from '#lib/i18n.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import type { ListKind } from '#records/listing/list-kind.ts'
import { LEADS } from './lead.ts'
import { CELLS } from './lead-cells.tsx'
import { useLeadKeys } from './lead-keys.ts'

const OPEN = { lead_status_not: 'won,lost' }

/** What is special to leads; everything else follows from their fields. */
export const LEAD_LIST: ListKind = {
  kind: LEADS,
  columns: [
    { field: 'full_name', pinned: true },
    { field: 'lead_score' },
    { field: 'lead_status' },
    { field: 'next_follow_up' },
    { field: 'assigned_to' },
    { field: 'preferred_travel_date' },
    { field: 'estimated_value' },
    { field: 'lead_source' },
    { field: 'created_at' },
  ],
  widths: {
    main: 'full_name',
    own: {
      full_name: 216,
      lead_score: 92,
      lead_status: 124,
      next_follow_up: 140,
      assigned_to: 140,
      preferred_travel_date: 96,
      estimated_value: 120,
      created_at: 120,
    },
  },
  cells: CELLS,
  heads: {
    full_name: 'column.name',
    lead_score: 'column.score',
    assigned_to: 'column.owner',
    preferred_travel_date: 'column.departs',
    next_follow_up: 'column.next_step',
    estimated_value: 'column.value',
    lead_source: 'column.source',
    created_at: 'column.created',
  },
  downwards: new Set(['lead_score', 'estimated_value', 'created_at', 'updated_at', 'last_contact_date']),
  sum: 'estimated_value',
  sorts: [
    'created_at',
    'full_name',
    'lead_score',
    'next_follow_up',
    'preferred_travel_date',
    'estimated_value',
    'last_contact_date',
    'updated_at',
  ],
  groups: [
    {
      label: 'filter.group.common',
      fields: [
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
    },
    {
      label: 'section.trip',
      fields: ['destinations', 'return_date', 'number_of_travelers', 'travel_interests', 'budget_level', 'title'],
    },
    {
      label: 'section.person',
      fields: [
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
    },
    {
      label: 'section.sale',
      fields: [
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
    },
    { label: 'section.source', fields: ['campaign', 'utm_source', 'utm_medium', 'utm_campaign'] },
  ],
  views: [
    { id: 'all', name: 'leads.view.all', query: {} },
    { id: 'mine', name: 'leads.view.mine', query: { assigned_to: 'me', ...OPEN } },
    { id: 'unassigned', name: 'leads.view.unassigned', query: { assigned_to_empty: 'true', ...OPEN } },
    { id: 'hot', name: 'leads.view.hot', query: { is_hot_lead: 'true', ...OPEN } },
    { id: 'due', name: 'leads.view.due', query: { next_follow_up_to: 'today', ...OPEN, sort_by: 'next_follow_up' } },
    { id: 'archived', name: 'leads.view.archived', query: { archived: 'true' } },
  ],
  notEdited: new Set(['lead_status', 'call_attempts', 'lost_reason', 'contact_id']),
  texts: {
    title: 'nav.leads',
    search: 'leads.search',
    create: 'leads.new',
    count: 'leads.count',
    empty: 'leads.empty.title',
    empty_text: 'leads.empty.text',
    empty_create: 'leads.empty.create',
  },
  Peek: lazy(async () => ({ default: (await import('./lead-peek.tsx')).LeadPeek })),
  RowAction: lazy(async () => ({ default: (await import('./row-action.tsx')).RowAction })),
  useKeys: useLeadKeys,
  Bar: lazyComponent(async () => (await withTexts(import('./lead-bulk.tsx'), 'bulk')).LeadBulkBar),
}
