import { accounts as ofAccounts } from '@rihla/contracts/accounts.ts'
import { contacts as ofContacts } from '@rihla/contracts/contacts.ts'
import { duplicates } from '@rihla/contracts/duplicates.ts'
import { leads as ofLeads } from '@rihla/contracts/leads.ts'
import { accounts } from '#modules/accounts/service.ts'
import { contacts } from '#modules/contacts/service.ts'
import { findLead } from '#modules/leads/service.ts'
import type { Ctx } from '#platform/context.ts'
import type { Module } from '#platform/registry.ts'
import { route, type Route } from '#platform/routes.ts'
import { dismiss, dismissals } from './dismissals.ts'
import { followLog } from './following.ts'
import { mergeRecords, previewMerge } from './merge.ts'
import { listPairs } from './pairs.ts'
import { hintDuplicates } from './service.ts'
import type { Mergeable } from '@rihla/contracts/duplicates.ts'
import type { mergeOperations } from '@rihla/contracts/duplicates.ts'

const mergeRoutes = (
  record_type: Mergeable,
  operations: ReturnType<typeof mergeOperations<any>>,
  find: (ctx: Ctx, id: string) => Promise<object>,
): Route[] => [
  route(operations.merge, async (ctx, { body, version }) => {
    await mergeRecords(ctx, record_type, body, version)
    return find(ctx, body.keep) as never
  }),
  route(operations.previewMerge, (ctx, { body }) => previewMerge(ctx, record_type, body)),
]

export const duplicatesModule: Module = {
  name: 'duplicates',
  routes: [
    route(ofContacts.duplicates, (ctx, { query }) => hintDuplicates(ctx, 'contact', query)),
    route(ofAccounts.duplicates, (ctx, { query }) => hintDuplicates(ctx, 'account', query)),
    ...mergeRoutes('contact', ofContacts as never, contacts.queries.find),
    ...mergeRoutes('account', ofAccounts as never, accounts.queries.find),
    ...mergeRoutes('lead', ofLeads as never, findLead),
    route(duplicates.list, (ctx, { query }) => listPairs(ctx, query)),
    route(duplicates.dismiss, (ctx, { body }) => dismiss(ctx, body.record_type, body.ids)),
  ],
  records: { duplicate_dismissal: dismissals.type },
  sweep: followLog,
}
