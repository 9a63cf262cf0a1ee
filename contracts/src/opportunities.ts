import type * as z from 'zod'
import { currency, day, integer, list, longText, money, oneOf, readOnly, reference, required, text } from './fields.ts'
import { recordOperations } from './recordOperations.ts'
import { mainFields, recordFields } from './recordFields.ts'
import { resource } from './resource.ts'

/** A sale being worked on (s3: deal). */
export const opportunityResource = resource({
  name: 'opportunities',
  record_type: 'opportunity',
  fields: {
    ...recordFields,
    name: required(text(255, { searched: true })),
    pipeline_id: reference('pipeline'),
    stage: text(60),
    status: readOnly(required(oneOf(['open', 'won', 'lost'], { initial: 'open' }))),
    probability: integer(0, 100),
    amount: money({ aliases: ['value'] }),
    currency: currency(),
    account_id: reference('account', { aliases: ['company_id', 'customer_id'] }),
    contact_id: reference('contact'),
    lead_id: reference('lead'),
    description: longText(20_000),
    expected_close_date: day(),
    actual_close_date: readOnly(day()),
    travel_type: oneOf([
      'leisure',
      'business',
      'group',
      'mice',
      'honeymoon',
      'pilgrimage',
      'adventure',
      'transfer',
      'other',
    ]),
    destinations: required(list(30, 80)),
    departure_date: day(),
    return_date: day(),
    number_of_adults: integer(0, 10_000),
    number_of_children: integer(0, 10_000),
    number_of_infants: integer(0, 10_000),
    budget_level: oneOf(['economy', 'standard', 'premium', 'luxury']),
    ...mainFields,
  },
})
export type Opportunity = z.output<typeof opportunityResource.item>

export const opportunities = recordOperations(opportunityResource)
