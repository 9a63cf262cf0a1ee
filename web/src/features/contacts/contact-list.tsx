import { lazy } from 'react'
import { PlainBar } from '#records/bulk/plain-bar.ts'
import { Moment } from '#records/fields/views.tsx'
import type { ListKind } from '#records/listing/list-kind.ts'
import { nameCell } from '#records/listing/name-cell.tsx'
import { type Contact, CONTACTS } from './contact.ts'

const when = (at: string | null) => <span className="text-text-3">{at ? <Moment at={at} /> : '—'}</span>

/** What is special to contacts; everything else follows from their fields. */
export const CONTACT_LIST: ListKind = {
  kind: CONTACTS,
  columns: [
    { field: 'full_name', pinned: true },
    { field: 'account_id' },
    { field: 'phone' },
    { field: 'email' },
    { field: 'tags' },
    { field: 'assigned_to' },
    { field: 'nationality' },
    { field: 'last_interaction_at' },
    { field: 'created_at' },
  ],
  widths: {
    main: 'full_name',
    own: {
      full_name: 216,
      account_id: 168,
      phone: 144,
      email: 200,
      tags: 140,
      assigned_to: 140,
      nationality: 112,
      last_interaction_at: 128,
      created_at: 112,
    },
  },
  cells: {
    full_name: nameCell(CONTACTS),
    last_interaction_at: ({ record }: { record: Contact }) => when(record.last_interaction_at),
    created_at: ({ record }: { record: Contact }) => when(record.created_at),
  },
  heads: {
    full_name: 'column.name',
    assigned_to: 'column.owner',
    last_interaction_at: 'column.last_interaction',
    created_at: 'column.created',
  },
  downwards: new Set(['created_at', 'updated_at', 'last_interaction_at']),
  sorts: ['created_at', 'full_name', 'last_interaction_at', 'birth_date', 'updated_at'],
  groups: [
    {
      label: 'filter.group.common',
      fields: [
        'account_id',
        'assigned_to',
        'tags',
        'nationality',
        'country',
        'city',
        'language',
        'birth_date',
        'last_interaction_at',
        'lead_source',
        'created_at',
      ],
    },
    {
      label: 'section.person',
      fields: [
        'full_name',
        'first_name',
        'last_name',
        'title',
        'department',
        'reports_to_id',
        'email',
        'phone',
        'mobile',
        'website',
        'preferred_channel',
        'address',
        'social_profiles',
      ],
    },
    { label: 'section.travel', fields: ['seat_preference', 'home_airport'] },
  ],
  views: [
    { id: 'all', name: 'contacts.view.all', query: {} },
    { id: 'mine', name: 'contacts.view.mine', query: { assigned_to: 'me' } },
    { id: 'unassigned', name: 'contacts.view.unassigned', query: { assigned_to_empty: 'true' } },
    { id: 'alone', name: 'contacts.view.alone', query: { account_id_empty: 'true' } },
    {
      id: 'quiet',
      name: 'contacts.view.quiet',
      query: { last_interaction_at_to: '-90d', sort_by: 'last_interaction_at' },
    },
    { id: 'archived', name: 'contacts.view.archived', query: { archived: 'true' } },
  ],
  notEdited: new Set(['first_name', 'last_name', 'email', 'phone', 'mobile']),
  texts: {
    title: 'nav.contacts',
    search: 'contacts.search',
    create: 'contacts.new',
    count: 'contacts.count',
    empty: 'contacts.empty.title',
    empty_text: 'contacts.empty.text',
    empty_create: 'contacts.empty.create',
  },
  Bar: PlainBar,
  pages: [{ label: 'nav.passports', path: 'contacts/passports' }],
  Peek: lazy(async () => ({ default: (await import('./contact-peek.tsx')).ContactPeek })),
  RowAction: lazy(async () => ({ default: (await import('./contact-row.tsx')).ContactRowAction })),
}
