import { type Account as ContractAccount, accountResource, accounts } from '@rihla/contracts/accounts.ts'
import { t } from '#lib/i18n.ts'
import type { Wire } from '#lib/wire.ts'
import type { RecordKind } from '#records/kind.ts'

export type Account = Wire<ContractAccount>

export const accountName = (account: Pick<Account, 'name' | 'email' | 'phone'>): string =>
  account.name || account.email || account.phone || t('accounts.unnamed')

/** What another office or client of this sort has in common with this one: not its name, nor what is its own. */
const COPIED = [
  'account_type',
  'industry_id',
  'parent_id',
  'size',
  'nationality',
  'language',
  'country',
  'region',
  'city',
  'billing_address',
  'shipping_address',
  'website',
  'currency',
  'preferred_channel',
  'payment_method',
  'payment_terms_days',
  'tags',
] as const satisfies readonly (keyof Account)[]

export const ACCOUNTS: RecordKind = {
  name: 'accounts',
  resource: accountResource,
  operations: accounts,
  nameOf: accountName,
  aboutOf: (account: Account) => account.city || null,
  include: 'parent,industry',
  copied: COPIED,
}
