import * as z from 'zod'
import { Id } from './fields.ts'
import { operation, TenantParams, tenantPath } from './operation.ts'
import { anyOf } from './filters.ts'

/**
 * Which part of a record the words were found in: all of them in its name, else the part that the first of them is in.
 * `text`: in what else the record is found by. `fuzzy`: nothing is written like that, but something nearly is.
 */
export const WHYS = ['name', 'email', 'phone', 'company', 'city', 'text', 'fuzzy'] as const

/** One line of an answer: enough to show the record and to open it. */
export const SearchHit = z
  .object({
    record_type: z.string(),
    id: Id,
    name: z.string().nullable(),
    /** The line below the name: e-mail or phone, company, city. */
    detail: z.string().nullable(),
    why: z.enum(WHYS),
    archived: z.boolean(),
  })
  .meta({ id: 'SearchHit' })
export type SearchHit = z.output<typeof SearchHit>

export const SearchAnswer = z
  .object({
    /** The best first, of every kind together. */
    items: z.array(SearchHit),
    /** How many of each kind were found: up to the `limit` of each kind, and whether there are more. */
    facets: z.array(z.object({ record_type: z.string(), count: z.int(), more: z.boolean() })),
    /** Kinds that did not answer in time; what they hold is missing above. */
    late: z.array(z.string()),
  })
  .meta({ id: 'SearchAnswer' })
export type SearchAnswer = z.output<typeof SearchAnswer>

export const SearchQuery = z.strictObject({
  q: z.string().max(200).optional().meta({
    description: 'Words in any order and parts of words, an e-mail, or digits of a phone in any notation',
  }),
  types: anyOf(z.string().max(60)).optional().meta({ description: 'Kinds of record: lead,contact. All unless said' }),
  limit: z.coerce.number().int().min(1).max(50).optional().meta({ description: 'Most of each kind, 10 unless said' }),
  archived: z.stringbool().optional().meta({ description: 'Also what is archived' }),
})
export type SearchQuery = z.output<typeof SearchQuery>

export const search = {
  find: operation({
    id: 'search.find',
    method: 'GET',
    path: tenantPath('search'),
    summary: 'Find records of every kind by what is written in them; each as far as the caller may read it',
    permission: 'member',
    params: TenantParams,
    query: SearchQuery,
    answer: SearchAnswer,
    aliases: { search: 'q', query: 'q', type: 'types' },
  }),
}
