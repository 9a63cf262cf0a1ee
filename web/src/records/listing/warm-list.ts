import type { View } from '@rihla/contracts/views.ts'
import { membersQuery } from '#lib/members.ts'
import type { Ahead } from '#lib/warm.ts'
import { sourceOf } from '../kind.ts'
import { firstPageQuery } from '../list.ts'
import { apiQuery, LIST_PARAMS, ownParts, readListSearch } from '../list-query.ts'
import { definitionsQuery } from '../own-fields.ts'
import { viewsQuery } from '../views/saved-views.ts'
import type { ListKind } from './list-kind.ts'
import { Rows } from './records-page.tsx'

/** What the list takes of an address. */
export const searchOf = ({ kind }: ListKind, raw: Ahead['search']) =>
  readListSearch(kind.resource, raw, LIST_PARAMS).search

/** What stands around records, however they are drawn: who they belong to, saved views, the tenant's own fields. */
export const warmFrame = ({ kind }: ListKind, { client, tenant }: Ahead): Promise<unknown> =>
  Promise.all([
    client.prefetchQuery(membersQuery(tenant)),
    client.prefetchQuery(viewsQuery(tenant, kind.resource.record_type as View['record_type'])),
    client.prefetchQuery(definitionsQuery(tenant, kind.resource.record_type)),
  ])

/** The code of a list and its first page. What an address says of own fields is not known before they are. */
export const warmList = (list: ListKind, ahead: Ahead): Promise<unknown> =>
  Promise.all([
    Rows.load(),
    warmFrame(list, ahead),
    Object.keys(ownParts(ahead.search)).length
      ? null
      : ahead.client.prefetchQuery(
          firstPageQuery(ahead.client, ahead.tenant, sourceOf(list.kind), apiQuery(searchOf(list, ahead.search))),
        ),
  ])
