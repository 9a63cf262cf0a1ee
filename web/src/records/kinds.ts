import { accountResource, accounts } from '@rihla/contracts/accounts.ts'
import { contactResource, contacts } from '@rihla/contracts/contacts.ts'
import type { Fields } from '@rihla/contracts/fields.ts'
import type { Operation } from '@rihla/contracts/operation.ts'
import { opportunities, opportunityResource } from '@rihla/contracts/opportunities.ts'
import { queryOptions } from '@tanstack/react-query'
import { Building2, Target, UserRound } from 'lucide-react'
import type { ComponentType } from 'react'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import type { KindName } from './kind.ts'
import { type Kind, KINDS } from './kinds-names.ts'

export { type Kind, KINDS }

export type AnyFields = Readonly<Record<string, unknown>> & { id: string }

interface KindFacts {
  resource: 'accounts' | 'contacts' | 'opportunities'
  /** The pages of its records; absent: they are looked at beside the page. */
  page?: KindName
  icon: ComponentType<{ className?: string; 'aria-hidden'?: boolean }>
  fields: Fields
  /** What is shown of one, in this order. */
  shown: readonly string[]
}

export const kinds: Record<Kind, KindFacts> = {
  account: {
    resource: 'accounts',
    page: 'accounts',
    icon: Building2,
    fields: accountResource.fields,
    shown: ['account_type', 'email', 'phone', 'mobile', 'website', 'country', 'city', 'language', 'currency', 'tags'],
  },
  contact: {
    resource: 'contacts',
    page: 'contacts',
    icon: UserRound,
    fields: contactResource.fields,
    shown: ['title', 'email', 'phone', 'mobile', 'website', 'country', 'city', 'language', 'tags'],
  },
  opportunity: {
    resource: 'opportunities',
    icon: Target,
    fields: opportunityResource.fields,
    shown: [
      'status',
      'amount',
      'destinations',
      'departure_date',
      'return_date',
      'number_of_adults',
      'budget_level',
      'expected_close_date',
      'description',
      'tags',
    ],
  },
}

// One question asked of three kinds; what they answer is read through their fields.
interface Reads {
  find: Operation<{ tenant_id: string; id: string }, any, null, any>
  list: Operation<{ tenant_id: string }, Record<string, any>, null, any>
}
const operations: Record<Kind, Reads> = { account: accounts, contact: contacts, opportunity: opportunities }

/** One record of a kind. */
export const kindQuery = (tenant: string, kind: Kind, id: string) =>
  queryOptions({
    queryKey: keyOf(tenant, kinds[kind].resource, 'one', id),
    queryFn: ({ signal }): Promise<AnyFields> =>
      call(operations[kind].find, { params: { tenant_id: tenant, id }, signal }),
  })

/** The records of a kind that answer to some words; none for no words. */
export const kindSearch = (tenant: string, kind: Kind, words: string) =>
  queryOptions({
    queryKey: keyOf(tenant, kinds[kind].resource, 'search', words),
    queryFn: async ({ signal }) => {
      const query = { search: words, page_size: 8 }
      const page: { items: AnyFields[] } = await call(operations[kind].list, {
        params: { tenant_id: tenant },
        query,
        signal,
      })
      return page.items
    },
    enabled: words !== '',
  })

/** What a record of any kind is called. */
export const kindName = (record: AnyFields): string =>
  String(record['full_name'] ?? record['name'] ?? record['email'] ?? '…')
