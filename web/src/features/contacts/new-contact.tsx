import type { CreateKind } from '#records/create/create-kind.ts'
import { type Beginning, NewRecordDialog } from '#records/create/new-record-dialog.tsx'
import { isEmpty } from '#records/fields/empty.ts'
import { t } from '#lib/i18n.ts'
import { CONTACTS } from './contact.ts'

const CREATE: CreateKind = {
  kind: CONTACTS,
  title: 'contacts.new',
  submit: 'contacts.create',
  asks: ['email', 'phone', 'mobile', 'country', 'first_name', 'last_name', 'birth_date', 'account_id'],
  groups: [
    {
      label: 'section.person',
      fields: [
        ['first_name', 'half'],
        ['last_name', 'half'],
        ['phone', 'half'],
        ['email', 'half'],
        ['account_id', 'half'],
        ['title', 'half'],
      ],
    },
    {
      label: 'section.travel',
      fields: [
        ['nationality', 'third'],
        ['birth_date', 'third'],
        ['language', 'third'],
        ['dietary_restrictions', 'half'],
        ['accessibility_needs', 'half'],
        ['assigned_to', 'half'],
        ['lead_source', 'half'],
      ],
    },
  ],
  more: [
    'mobile',
    'department',
    'reports_to_id',
    'country',
    'city',
    'website',
    'preferred_channel',
    'seat_preference',
    'meal_preference',
    'home_airport',
    'tags',
    'notes',
    'address',
    'social_profiles',
    'frequent_flyer',
    'emergency_contact',
  ],
  wide: new Set(['tags', 'notes']),
  initial: () => ({}),
  named(name) {
    const [first_name, ...rest] = name.split(/\s+/)
    return { first_name, last_name: rest.join(' ') || null }
  },
  missing: (values) =>
    Object.fromEntries(
      ['first_name', 'last_name']
        .filter((name) => isEmpty(values[name]))
        .map((name) => [name, t('contacts.name_needed')]),
    ),
}

/** Takes down somebody we meet. */
export const NewContactDialog = (props: Beginning & { onClose: () => void }) => (
  <NewRecordDialog creates={CREATE} {...props} />
)
