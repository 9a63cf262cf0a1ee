import { accounts as operations } from '@rihla/contracts/accounts.ts'
import { loyalty } from '@rihla/contracts/loyalty.ts'
import { storyOf } from '#modules/activities/service.ts'
import { bulkJob, bulkJobOf } from '#platform/bulkJob.ts'
import { clearReferences } from '#platform/clearReferences.ts'
import { recordRoutes } from '#platform/recordRoutes.ts'
import type { Module } from '#platform/registry.ts'
import { searchSource } from '#platform/searchSource.ts'
import { route } from '#platform/routes.ts'
import { today } from './credit.ts'
import { accountReactions } from './events.ts'
import { accountHierarchy } from './hierarchy.ts'
import { explainLoyalty, loyalOlder, loyaltyJob } from './loyalty.ts'
import { accountQueries } from './queries/accounts.ts'
import { accountStats } from './queries/figures.ts'
import { loyaltyRules, RELOYAL } from './queries/loyalty.ts'
import { accounts } from './service.ts'

export const accountsModule: Module = {
  name: 'accounts',
  routes: [
    ...recordRoutes(operations, accounts, {
      list: today(accountQueries.list),
      find: today(accountQueries.find),
      ...storyOf('account_id', accounts),
    }),
    route(operations.stats, (ctx, { query }) => today(accountStats)(ctx, query)),
    route(loyalty.rules, (ctx) => loyaltyRules.find(ctx)),
    route(loyalty.setRules, (ctx, { body }) => loyaltyRules.change(ctx, body)),
    route(loyalty.explain, (ctx, { params }) => today(explainLoyalty)(ctx, params.id)),
    route(operations.hierarchy, (ctx, { params, query }) => accountHierarchy(ctx, params.id, query.depth)),
  ],
  records: { account: accounts.type, ...loyaltyRules.records },
  search: { account: searchSource(accounts.queries) },
  reactions: [...accountReactions, ...clearReferences(accounts)],
  jobs: { [bulkJobOf('accounts')]: bulkJob(accounts), [RELOYAL]: loyaltyJob },
  sweep: loyalOlder,
}
