import { type Account as ContractAccount, accountResource, accounts } from '@rihla/contracts/accounts.ts'
import { t } from '#lib/i18n.ts'
import type { Wire } from '#lib/wire.ts'
import type { RecordKind } from '#records/kind.ts'

export type Account = Wire<ContractAccount>

export const accountName = (account: Pick<Account, 'name' | 'email' | 'phone'>): string =>
  account.name || account.email || account.phone || t('accounts.unnamed')

export const ACCOUNTS: RecordKind = {
  name: 'accounts',
  resource: accountResource,
  operations: accounts,
  nameOf: accountName,
  aboutOf: (account: Account) => account.city || null,
  include: 'parent,industry',
}
