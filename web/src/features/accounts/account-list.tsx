import { lazy } from 'react'
import { PlainBar } from '#records/bulk/plain-bar.ts'
import { Moment } from '#records/fields/views.tsx'
import type { ListKind } from '#records/listing/list-kind.ts'
import { nameCell } from '#records/listing/name-cell.tsx'
import { type Account, ACCOUNTS } from './account.ts'
import { LoyaltyBadge } from './loyalty.tsx'

const when = (at: string | null) => <span className="text-text-3">{at ? <Moment at={at} /> : '—'}</span>

/** What is special to accounts; everything else follows from their fields. */
export const ACCOUNT_LIST: ListKind = {
  kind: ACCOUNTS,
  columns: [
    { field: 'name', pinned: true },
    { field: 'account_type' },
    { field: 'phone' },
    { field: 'industry_id' },
    { field: 'loyalty_status' },
    { field: 'assigned_to' },
    { field: 'lifetime_value' },
    { field: 'last_interaction_at' },
    { field: 'created_at' },
  ],
  widths: {
    main: 'name',
    own: {
      name: 216,
      account_type: 112,
      phone: 144,
      industry_id: 144,
      loyalty_status: 104,
      assigned_to: 140,
      lifetime_value: 128,
      last_interaction_at: 128,
      created_at: 112,
    },
  },
  cells: {
    name: nameCell(ACCOUNTS),
    loyalty_status: ({ record }: { record: Account }) => <LoyaltyBadge status={record.loyalty_status} />,
    last_interaction_at: ({ record }: { record: Account }) => when(record.last_interaction_at),
    created_at: ({ record }: { record: Account }) => when(record.created_at),
  },
  heads: {
    assigned_to: 'column.owner',
    account_type: 'column.type',
    loyalty_status: 'column.loyalty',
    last_interaction_at: 'column.last_interaction',
    created_at: 'column.created',
  },
  downwards: new Set(['created_at', 'updated_at', 'last_interaction_at', 'lifetime_value', 'credit_used']),
  sum: 'lifetime_value',
  sorts: ['created_at', 'name', 'lifetime_value', 'credit_used', 'last_interaction_at', 'updated_at'],
  groups: [
    {
      label: 'filter.group.common',
      fields: [
        'account_type',
        'industry_id',
        'assigned_to',
        'loyalty_status',
        'is_active',
        'tags',
        'country',
        'city',
        'region',
        'lifetime_value',
        'last_interaction_at',
        'created_at',
      ],
    },
    {
      label: 'section.company',
      fields: [
        'name',
        'parent_id',
        'size',
        'tax_id',
        'email',
        'phone',
        'mobile',
        'website',
        'language',
        'nationality',
        'billing_address',
        'shipping_address',
        'social_profiles',
        'preferences',
      ],
    },
    {
      label: 'section.money',
      fields: ['credit_limit', 'credit_used', 'payment_method', 'payment_terms_days', 'currency'],
    },
  ],
  views: [
    { id: 'all', name: 'accounts.view.all', query: {} },
    { id: 'mine', name: 'accounts.view.mine', query: { assigned_to: 'me' } },
    { id: 'businesses', name: 'accounts.view.businesses', query: { account_type: 'business' } },
    { id: 'people', name: 'accounts.view.people', query: { account_type: 'individual' } },
    {
      id: 'best',
      name: 'accounts.view.best',
      query: { loyalty_status: 'gold,platinum,vip', sort_by: 'lifetime_value', sort_order: 'desc' },
    },
    {
      id: 'quiet',
      name: 'accounts.view.quiet',
      query: { last_interaction_at_to: '-90d', sort_by: 'last_interaction_at' },
    },
    { id: 'archived', name: 'accounts.view.archived', query: { archived: 'true' } },
  ],
  notEdited: new Set(['name', 'first_name', 'last_name', 'email', 'phone', 'mobile', 'tax_id']),
  texts: {
    title: 'nav.accounts',
    search: 'accounts.search',
    create: 'accounts.new',
    count: 'accounts.count',
    empty: 'accounts.empty.title',
    empty_text: 'accounts.empty.text',
    empty_create: 'accounts.empty.create',
  },
  Bar: PlainBar,
  Peek: lazy(async () => ({ default: (await import('./account-peek.tsx')).AccountPeek })),
  RowAction: lazy(async () => ({ default: (await import('./account-row.tsx')).AccountRowAction })),
}
