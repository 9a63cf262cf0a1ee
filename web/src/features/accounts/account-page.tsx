import { valueLabel } from '#records/fields/labels.ts'
import { LanguageBadge } from '#records/page/language.tsx'
import type { PageKind } from '#records/page/page-kind.ts'
import { RecordPage } from '#records/page/record-page.tsx'
import { type Account, ACCOUNTS } from './account.ts'
import { AccountFigures } from './account-figures.tsx'
import { AccountRelated } from './account-related.tsx'
import { Credit } from './credit.tsx'

const PERSON = new Set(['first_name', 'last_name', 'nationality'])
const COMPANY = new Set(['name', 'industry_id', 'size', 'tax_id'])

const PAGE: PageKind = {
  kind: ACCOUNTS,
  title: 'nav.accounts',
  Figures: AccountFigures,
  Facts,
  Next: Credit,
  sections: [
    {
      id: 'company',
      label: 'section.about',
      fields: [
        'account_type',
        'name',
        'first_name',
        'last_name',
        'nationality',
        'industry_id',
        'parent_id',
        'size',
        'tax_id',
        'is_active',
        'tags',
        'description',
        'notes',
      ],
    },
    {
      id: 'reach',
      label: 'section.reach',
      fields: ['email', 'phone', 'mobile', 'website', 'preferred_channel', 'language', 'city', 'region', 'country'],
    },
    {
      id: 'money',
      label: 'section.money',
      fields: [
        'lifetime_value',
        'loyalty_status',
        'loyalty_locked',
        'credit_limit',
        'credit_used',
        'payment_method',
        'payment_terms_days',
        'currency',
      ],
    },
    {
      id: 'history',
      label: 'section.history',
      plain: true,
      fields: ['created_at', 'created_by', 'updated_at', 'last_interaction_at', 'registry_customer_id'],
    },
  ],
  // A person has no industry, a company no first name; what was written all the same is shown.
  isElsewhere: (account: Account, field) =>
    (account.account_type === 'business' ? PERSON : COMPANY).has(field) && !account[field as keyof Account],
  Related: ({ record }) => <AccountRelated account={record} />,
  files: true,
}

/** One account: who buys, what they owe, who belongs to them. */
export const AccountPage = () => <RecordPage page={PAGE} />

function Facts({ record: account }: { record: Account }) {
  const place = [account.city, account.region].filter(Boolean).join(' · ')
  return (
    <>
      <span className="font-medium text-text">{valueLabel('account_type', account.account_type)}</span>
      {place ? <bdi>{place}</bdi> : null}
      {account.language ? <LanguageBadge language={account.language} /> : null}
    </>
  )
}
