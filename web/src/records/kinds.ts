import { accountResource } from '@rihla/contracts/accounts.ts'
import { contactResource } from '@rihla/contracts/contacts.ts'
import type { Fields } from '@rihla/contracts/fields.ts'
import { opportunityResource } from '@rihla/contracts/opportunities.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import { type AnyFields, kindFacts } from './kind-facts.ts'
import { type Kind, KINDS } from './kinds-names.ts'

export { type Kind, KINDS }

interface KindFields {
  fields: Fields
  /** What is shown of one, in this order. */
  shown: readonly string[]
}

const fieldsOf: Record<Kind, KindFields> = {
  account: {
    fields: accountResource.fields,
    shown: ['account_type', 'email', 'phone', 'mobile', 'website', 'country', 'city', 'language', 'currency', 'tags'],
  },
  contact: {
    fields: contactResource.fields,
    shown: ['title', 'email', 'phone', 'mobile', 'website', 'country', 'city', 'language', 'tags'],
  },
  opportunity: {
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

/** All there is to know of the kinds of record a lead becomes. */
export const kinds = {
  account: { ...kindFacts.account, ...fieldsOf.account },
  contact: { ...kindFacts.contact, ...fieldsOf.contact },
  opportunity: { ...kindFacts.opportunity, ...fieldsOf.opportunity },
}

/** The records of a kind that answer to some words; none for no words. */
export const kindSearch = (tenant: string, kind: Kind, words: string) =>
  queryOptions({
    queryKey: keyOf(tenant, kindFacts[kind].resource, 'search', words),
    queryFn: async ({ signal }) => {
      const query = { search: words, page_size: 8 }
      const page: { items: AnyFields[] } = await call((await kindFacts[kind].reads()).list, {
        params: { tenant_id: tenant },
        query,
        signal,
      })
      return page.items
    },
    enabled: words !== '',
  })
