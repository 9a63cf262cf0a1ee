import type { PeekProps } from '#records/listing/list-kind.ts'
import { type PeekKind, RecordPeek } from '#records/listing/record-peek.tsx'
import { ACCOUNTS } from './account.ts'
import { AccountFigures } from './account-figures.tsx'
import { Credit } from './credit.tsx'

const PEEK: PeekKind = {
  kind: ACCOUNTS,
  Figures: AccountFigures,
  Next: Credit,
  fields: [
    'account_type',
    'industry_id',
    'parent_id',
    'phone',
    'mobile',
    'email',
    'website',
    'city',
    'country',
    'billing_address',
    'language',
    'preferences',
    'lifetime_value',
    'payment_method',
    'notes',
  ],
}

/** An account beside its list. */
export const AccountPeek = (props: PeekProps) => <RecordPeek peek={PEEK} {...props} />
