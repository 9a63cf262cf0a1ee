import { t } from '#lib/i18n.ts'
import type { CreateKind } from '#records/create/create-kind.ts'
import { type Beginning, NewRecordDialog } from '#records/create/new-record-dialog.tsx'
import { isEmpty } from '#records/fields/empty.ts'
import type { Errors, Values } from '#records/form.ts'
import { ACCOUNTS } from './account.ts'

const COMPANY = new Set(['name', 'industry_id', 'size', 'tax_id', 'parent_id'])
const PERSON = new Set(['first_name', 'last_name', 'nationality'])
const isPerson = (values: Values) => values['account_type'] === 'individual'

const CREATE: CreateKind = {
  kind: ACCOUNTS,
  title: 'accounts.new',
  submit: 'accounts.create',
  asks: [
    'email',
    'phone',
    'mobile',
    'country',
    'name',
    'account_type',
    'first_name',
    'last_name',
    'city',
    'tax_id',
    'website',
  ],
  groups: [
    {
      label: 'section.about',
      fields: [
        ['account_type', 'half'],
        ['name', 'half'],
        ['first_name', 'half'],
        ['last_name', 'half'],
        ['nationality', 'half'],
        ['industry_id', 'half'],
        ['phone', 'half'],
        ['email', 'half'],
        ['website', 'half'],
        ['city', 'half'],
      ],
    },
    {
      label: 'section.money',
      fields: [
        ['credit_limit', 'half'],
        ['payment_method', 'half'],
        ['payment_terms_days', 'half'],
        ['assigned_to', 'half'],
      ],
    },
  ],
  more: [
    'mobile',
    'country',
    'region',
    'language',
    'preferred_channel',
    'parent_id',
    'size',
    'tax_id',
    'tags',
    'notes',
    'billing_address',
    'shipping_address',
    'social_profiles',
    'preferences',
  ],
  wide: new Set(['tags', 'notes']),
  initial: ({ tenant }) => ({ account_type: 'business', currency: tenant.base_currency }),
  named: (name) => ({ name }),
  // A company has one name, a person two; what does not concern the one is not asked of it.
  hides: (values, name) => (isPerson(values) ? COMPANY : PERSON).has(name),
  missing(values): Errors {
    if (!isPerson(values)) return isEmpty(values['name']) ? { name: t('accounts.name_needed') } : {}
    const nameless = isEmpty(values['first_name']) && isEmpty(values['last_name'])
    return nameless ? { first_name: t('contacts.name_needed') } : {}
  },
}

/** Takes down who buys: an organisation or a person. */
export const NewAccountDialog = (props: Beginning & { onClose: () => void }) => (
  <NewRecordDialog creates={CREATE} {...props} />
)
