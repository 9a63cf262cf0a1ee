import { valueLabel } from '#records/fields/labels.ts'
import { loadStructures } from '#records/fields/registry.tsx'
import { LanguageBadge } from '#records/page/language.tsx'
import type { PageKind } from '#records/page/page-kind.ts'
import { RecordPage, warmRecord } from '#records/page/record-page.tsx'
import type { Ahead } from '#lib/warm.ts'
import { type Account, ACCOUNTS } from './account.ts'
import { AccountFigures } from './account-figures.tsx'
import { AccountRelated } from './account-related.tsx'
import { Credit } from './credit.tsx'

const PERSON = new Set(['first_name', 'last_name', 'nationality'])
const COMPANY = new Set(['name', 'industry_id', 'size', 'tax_id'])

loadStructures()

/** What a page of this kind has. */
export const PAGE: PageKind = {
  kind: ACCOUNTS,
  title: 'nav.accounts',
  Figures: AccountFigures,
  Facts,
  Next: Credit,
  // A person has no industry, a company no first name; what was written all the same is shown.
  isElsewhere: (account: Account, field) =>
    (account.account_type === 'business' ? PERSON : COMPANY).has(field) && !account[field as keyof Account],
  Related: ({ record }) => <AccountRelated account={record} />,
  files: true,
}

/** One account: who buys, what they owe, who belongs to them. */
export const AccountPage = () => <RecordPage page={PAGE} />

export const warm = (ahead: Ahead) => warmRecord(PAGE, ahead)

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
