import { t } from '#lib/i18n.ts'
import type { CreateKind } from '#records/create/create-kind.ts'
import { type Beginning, NewRecordDialog } from '#records/create/new-record-dialog.tsx'
import { type Errors, filled } from '#records/form.ts'
import { LEADS } from './lead.ts'

const NAMING = ['first_name', 'last_name', 'company_name', 'title'] as const

const CREATE: CreateKind = {
  kind: LEADS,
  title: 'leads.new',
  submit: 'leads.create',
  asks: ['email', 'phone'],
  groups: [
    {
      label: 'new_lead.who',
      fields: [
        ['first_name', 'half'],
        ['last_name', 'half'],
        ['phone', 'half'],
        ['email', 'half'],
        ['company_name', 'half'],
        ['lead_source', 'half'],
      ],
    },
    {
      label: 'new_lead.what',
      fields: [
        ['title', 'whole'],
        ['destinations', 'whole'],
        ['preferred_travel_date', 'third'],
        ['return_date', 'third'],
        ['number_of_travelers', 'third'],
        ['interest_level', 'third'],
        ['estimated_value', 'third'],
        ['assigned_to', 'third'],
      ],
    },
  ],
  // An enquiry on the phone seldom needs these.
  more: [
    'job_title',
    'mobile',
    'country',
    'city',
    'language',
    'website',
    'budget_level',
    'expected_close_date',
    'next_follow_up',
    'campaign',
    'travel_interests',
    'tags',
    'description',
  ],
  wide: new Set(['travel_interests', 'tags', 'description']),
  initial: ({ tenant }) => ({ currency: tenant.base_currency }),
  named(name) {
    const [first_name, ...rest] = name.split(/\s+/)
    return { first_name, last_name: rest.join(' ') || null }
  },
  missing: (values): Errors =>
    NAMING.some((name) => name in filled(values)) ? {} : { first_name: t('new_lead.name_needed') },
}

/** Takes down an enquiry. */
export const NewLeadDialog = (props: Beginning & { onClose: () => void }) => (
  <NewRecordDialog creates={CREATE} {...props} />
)
