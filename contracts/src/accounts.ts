import * as z from 'zod'
import {
  actorFields,
  boolean,
  currency,
  json,
  longText,
  money,
  oneOf,
  readOnly,
  required,
  text,
  timestamp,
} from './fields.ts'
import { recordOperations } from './recordOperations.ts'
import { mainFields, recordFields } from './recordFields.ts'
import { resource } from './resource.ts'

/** Text on one line of an address; unknown keys are kept. */
export const Address = z
  .looseObject({
    line1: z.string().max(255).optional(),
    line2: z.string().max(255).optional(),
    city: z.string().max(120).optional(),
    region: z.string().max(120).optional(),
    postal_code: z.string().max(20).optional(),
    country: z.string().max(80).optional(),
  })
  .refine((address) => JSON.stringify(address).length <= 4000 && !JSON.stringify(address).includes('\\u0000'), {
    error: 'bad_address',
  })

/** A customer: an organisation or a person that buys (also read as `companies` and `customers`). */
export const accountResource = resource({
  name: 'accounts',
  record_type: 'account',
  required_any: ['name'],
  fields: {
    ...recordFields,
    account_type: required(
      oneOf(['business', 'individual'], { synonyms: { corporate: 'business' }, initial: 'business' }),
    ),
    name: required(text(255)),
    first_name: text(100),
    last_name: text(100),
    ...actorFields,
    description: longText(20_000),
    billing_address: json(Address, { aliases: ['address'] }),
    region: text(120),
    currency: currency(),
    is_active: required(boolean({ initial: true })),
    lifetime_value: readOnly(required(money({ initial: 0, derived: true }))),
    last_interaction_at: readOnly(timestamp({ derived: true })),
    registry_customer_id: readOnly(text(120)),
    ...mainFields,
  },
})
export type Account = z.output<typeof accountResource.item>

export const accounts = recordOperations(accountResource)
