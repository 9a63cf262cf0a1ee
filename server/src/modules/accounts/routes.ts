import { accounts as operations } from '@rihla/contracts/accounts.ts'
import { storyOf } from '#modules/activities/service.ts'
import { bulkJob, bulkJobOf } from '#platform/bulkJob.ts'
import { recordRoutes } from '#platform/recordRoutes.ts'
import type { Module } from '#platform/registry.ts'
import { searchSource } from '#platform/searchSource.ts'
import { accounts } from './service.ts'

export const accountsModule: Module = {
  name: 'accounts',
  routes: recordRoutes(operations, accounts, storyOf('account_id', accounts)),
  records: { account: accounts.type },
  search: { account: searchSource(accounts.queries) },
  jobs: { [bulkJobOf('accounts')]: bulkJob(accounts) },
}
