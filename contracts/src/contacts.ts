import type * as z from 'zod'
import {
  actorFields,
  computed,
  json,
  longText,
  oneOf,
  readOnly,
  reference,
  required,
  text,
  timestamp,
} from './fields.ts'
import { Address } from './accounts.ts'
import { recordOperations } from './recordOperations.ts'
import { mainFields, recordFields } from './recordFields.ts'
import { resource } from './resource.ts'

/** A natural person, usually of an account. */
export const contactResource = resource({
  name: 'contacts',
  record_type: 'contact',
  fields: {
    ...recordFields,
    account_id: reference('account', { aliases: ['company_id', 'customer_id'] }),
    first_name: required(text(100)),
    last_name: required(text(100)),
    full_name: computed(text(205)),
    ...actorFields,
    title: text(100),
    department: text(100),
    address: json(Address),
    lead_source: text(100),
    notes: longText(20_000),
    preferred_channel: oneOf(['call', 'email', 'whatsapp', 'sms'], { synonyms: { phone: 'call' } }),
    last_interaction_at: readOnly(timestamp({ derived: true })),
    ...mainFields,
  },
})
export type Contact = z.output<typeof contactResource.item>

export const contacts = recordOperations(contactResource)
