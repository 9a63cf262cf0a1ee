import { accountResource } from '@rihla/contracts/accounts.ts'
import { recordQueries } from '#platform/recordQueries.ts'

export const accountQueries = recordQueries(accountResource)
