import type * as z from 'zod'
import { longText, oneOf, reference, required, text, timestamp } from './fields.ts'
import { recordFields } from './recordFields.ts'
import { resource } from './resource.ts'

export const ACTIVITY_TYPES = ['note', 'call', 'email', 'meeting', 'chat', 'whatsapp', 'sms', 'in_person'] as const

/** What happened: a note, a call, a message; hangs on the records it is about. Its own operations come with its module. */
export const activityResource = resource({
  name: 'activities',
  record_type: 'activity',
  fields: {
    ...recordFields,
    type: required(oneOf(ACTIVITY_TYPES, { synonyms: { phone: 'call' }, aliases: ['channel'] })),
    subject: required(text(255)),
    description: longText(20_000, { aliases: ['summary'] }),
    status: required(oneOf(['pending', 'completed', 'cancelled'], { initial: 'completed' })),
    started_at: timestamp({ aliases: ['timestamp'] }),
    completed_at: timestamp(),
    // What happened is told of whoever it happened to.
    lead_id: reference('lead', { even_archived: true }),
    account_id: reference('account', { aliases: ['company_id', 'customer_id'], even_archived: true }),
    contact_id: reference('contact', { even_archived: true }),
    opportunity_id: reference('opportunity', { aliases: ['deal_id'], even_archived: true }),
  },
})
export type Activity = z.output<typeof activityResource.item>
