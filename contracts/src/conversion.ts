import * as z from 'zod'
import { accountResource } from './accounts.ts'
import { contactResource } from './contacts.ts'
import { Id } from './fields.ts'
import { opportunityResource } from './opportunities.ts'

/** What a lead becomes. */
export const CONVERTED = { account: accountResource, contact: contactResource, opportunity: opportunityResource }

/** Each part: `{id}` links, fields override what the lead says, absent makes it of the lead, null leaves it out. */
const part = (resource: { update: z.ZodType }) =>
  z
    .union([z.strictObject({ id: Id }), resource.update])
    .nullable()
    .optional()
export const NewConversion = z.strictObject({
  account: part(accountResource),
  contact: part(contactResource),
  opportunity: part(opportunityResource),
  /** Makes account and contact though there are some like them; else that is 409, with the candidates. */
  allow_duplicate: z.boolean().optional(),
}) as unknown as z.ZodType<NewConversion>
export interface NewConversion {
  account?: Record<string, unknown> | null
  contact?: Record<string, unknown> | null
  opportunity?: Record<string, unknown> | null
  allow_duplicate?: boolean | undefined
}

/** The answer: the lead as it is then, and what it became. */
export const conversionOf = <L>(lead: z.ZodType<L>) =>
  z
    .object({
      lead,
      account: accountResource.item.nullable(),
      contact: contactResource.item.nullable(),
      opportunity: opportunityResource.item.nullable(),
    })
    .meta({ id: 'Conversion' })
export type ConversionOf<L> = z.output<ReturnType<typeof conversionOf<L>>>
