import * as z from 'zod'
import { accountResource, LOYALTY_STATUSES } from './accounts.ts'
import { Id } from './fields.ts'
import { operation, RecordParams, TenantParams, tenantPath } from './operation.ts'

/** What a customer comes to be by buying, the lowest first; who has bought nothing is new. */
export const LOYALTY_LEVELS = [
  'bronze',
  'silver',
  'gold',
  'platinum',
  'vip',
] as const satisfies readonly (typeof LOYALTY_STATUSES)[number][]
export type LoyaltyLevel = (typeof LOYALTY_LEVELS)[number]

/** Either reaches the level; null counts for nothing. */
const Threshold = z.strictObject({
  /** Of everything won, in the tenant's currency. */
  lifetime_value: z.number().min(0.01).max(999_999_999_999).nullable(),
  /** Won in the last `months`. */
  trips: z.int().min(1).max(10_000).nullable(),
})

/** What makes a customer loyal; every number is the tenant's. */
export const LoyaltyRules = z
  .strictObject({
    months: z.int().min(1).max(120),
    levels: z.strictObject({
      bronze: Threshold,
      silver: Threshold,
      gold: Threshold,
      platinum: Threshold,
      vip: Threshold,
    }),
  })
  .meta({ id: 'LoyaltyRules' })
export type LoyaltyRules = z.output<typeof LoyaltyRules>

/** What the log of every tenant calls them. */
export const LOYALTY_RULES = { record_type: 'loyalty_rule', id: '019aa9e0-0000-7000-8000-000000000002' }

const Status = z.enum(LOYALTY_STATUSES)
/** What was reached, or is missing to the next level. */
const Part = z.object({ rule: z.enum(['lifetime_value', 'trips']), value: z.number(), threshold: z.number() })

export const AccountLoyalty = z
  .object({
    account_id: Id,
    loyalty_status: Status,
    /** What the rules alone would say. */
    computed_status: Status,
    loyalty_locked: z.boolean(),
    /** Of the amounts: the tenant's. */
    currency: z.string(),
    /** Null where the account buys in another currency: then its trips alone count. */
    lifetime_value: z.number().nullable(),
    trips: z.int(),
    months: z.int(),
    /** What reached the computed level; nothing where there is none. */
    reasons: z.array(Part),
    /** Either would reach it. Null where there is no higher level. */
    next: z.object({ status: Status, parts: z.array(Part) }).nullable(),
  })
  .meta({ id: 'AccountLoyalty' })
export type AccountLoyalty = z.output<typeof AccountLoyalty>

const path = tenantPath('accounts')

export const loyalty = {
  rules: operation({
    id: 'accounts.loyaltyRules',
    method: 'GET',
    path: `${path}/loyalty`,
    summary: 'What makes a customer loyal',
    permission: 'accounts:read',
    params: TenantParams,
    answer: LoyaltyRules,
  }),
  setRules: operation({
    id: 'accounts.setLoyaltyRules',
    method: 'PUT',
    path: `${path}/loyalty`,
    summary: 'Change what makes a customer loyal; a job works out again those that are not locked',
    permission: 'accounts:configure',
    params: TenantParams,
    body: LoyaltyRules,
    answer: LoyaltyRules,
  }),
  explain: operation({
    id: 'accounts.loyalty',
    method: 'GET',
    path: `${path}/{id}/loyalty`,
    summary: 'How loyal a customer is, with the reasons',
    permission: 'accounts:read',
    params: RecordParams,
    answer: AccountLoyalty,
    resource: accountResource,
  }),
}
