import * as z from 'zod'
import { duplicateOperations } from './duplicates.ts'
import {
  actorFields,
  boolean,
  country,
  currency,
  Id,
  integer,
  json,
  longText,
  money,
  oneOf,
  readOnly,
  reference,
  required,
  text,
  timestamp,
} from './fields.ts'
import { operation, RecordParams, TenantParams, tenantPath } from './operation.ts'
import { recordOperations } from './recordOperations.ts'
import { mainFields, recordFields } from './recordFields.ts'
import { resource } from './resource.ts'

const small = (value: unknown) => {
  const text = JSON.stringify(value)
  return text.length <= 4000 && !text.includes('\\u0000')
}

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
  .refine(small, { error: 'bad_address' })

/** What a customer would have us mind; unknown keys are kept. */
export const Preferences = z
  .looseObject({
    form_of_address: z.string().trim().max(60).nullable().optional(),
    prayer_times: z.boolean().nullable().optional(),
    halal: z.boolean().nullable().optional(),
    ramadan_hours: z.boolean().nullable().optional(),
  })
  .refine(small, { error: 'too_long' })

/** Names or addresses by network; unknown keys are kept. */
export const SocialProfiles = z.looseObject({}).refine(small, { error: 'too_long' })

export const ACCOUNT_TYPES = ['business', 'individual'] as const
export const PAYMENT_METHODS = ['cash', 'bank_transfer', 'card', 'cheque', 'direct_debit'] as const
export const LOYALTY_STATUSES = ['new', 'bronze', 'silver', 'gold', 'platinum', 'vip'] as const

/** A customer: an organisation or a person that buys (also read as `companies` and `customers`). */
export const accountResource = resource({
  name: 'accounts',
  record_type: 'account',
  refuses_duplicates: true,
  required_any: ['name', 'first_name', 'last_name'],
  extra_input: {
    /** Name or code of an industry; one that is not there yet is made by who may. */
    industry: z.string().trim().max(120).nullable().optional(),
  },
  fields: {
    ...recordFields,
    /** Where an archived one went: it was merged. */
    merged_into_id: readOnly(reference('account')),
    account_type: required(oneOf(ACCOUNT_TYPES, { synonyms: { corporate: 'business' }, initial: 'business' })),
    /** A person's follows from first and last name, and they from it. */
    name: required(text(255, { completed: true, searched: true })),
    first_name: text(100, { searched: true }),
    last_name: text(100, { searched: true }),
    ...actorFields,
    industry_id: reference('industry', { named: 'industry' }),
    size: text(50),
    parent_id: reference('account'),
    /** The contact that a person's account is; made and kept in step with it. */
    primary_contact_id: readOnly(reference('contact')),
    description: longText(20_000),
    billing_address: json(Address, { shape: 'address', aliases: ['address'] }),
    shipping_address: json(Address, { shape: 'address' }),
    region: text(120),
    nationality: country(),
    currency: currency(),
    tax_id: text(60),
    notes: longText(20_000),
    preferred_channel: oneOf(['call', 'email', 'whatsapp', 'sms'], { synonyms: { phone: 'call' } }),
    payment_method: oneOf(PAYMENT_METHODS),
    payment_terms_days: integer(0, 3650),
    credit_limit: money(),
    /** Sales won whose payment, by the terms, is not due yet; in the account's currency. */
    credit_used: readOnly(required(money({ initial: 0, derived: true }))),
    /** Sales won, in the account's currency. */
    lifetime_value: readOnly(required(money({ initial: 0, derived: true }))),
    /** By the tenant's rules (`loyalty.ts`), or as somebody wrote it. */
    loyalty_status: required(oneOf(LOYALTY_STATUSES, { initial: 'new', locked_by: 'loyalty_locked' })),
    loyalty_locked: required(boolean({ initial: false })),
    is_active: required(boolean({ initial: true })),
    last_interaction_at: readOnly(timestamp({ derived: true })),
    preferences: json(Preferences, { shape: 'preferences' }),
    social_profiles: json(SocialProfiles, { shape: 'social_profiles' }),
    registry_customer_id: readOnly(text(120)),
    ...mainFields,
  },
})
export type Account = z.output<typeof accountResource.item>

const Count = z.int()
/** In the tenant's currency; `sums` has every currency, the tenant's own first. */
const Money = { sum: z.number(), sums: z.array(z.object({ currency: z.string(), sum: z.number() })) }

/** Figures over what a list query matches. The longest groups are the first 200. */
export const AccountStats = z
  .object({
    total_accounts: Count,
    active_accounts: Count,
    inactive_accounts: Count,
    unassigned_count: Count,
    accounts_by_type: z.record(z.string(), Count),
    accounts_by_loyalty: z.record(z.string(), Count),
    accounts_by_country: z.record(z.string(), Count),
    accounts_by_region: z.record(z.string(), Count),
    accounts_by_industry: z.array(z.object({ industry_id: Id.nullable(), name: z.string().nullable(), count: Count })),
    accounts_by_owner: z.array(z.object({ assigned_to: Id.nullable(), name: z.string().nullable(), count: Count })),
    currency: z.string(),
    lifetime_value: z.object(Money),
    credit_limit: z.object(Money),
    credit_used: z.object(Money),
    /** Accounts that use more than their limit. */
    over_credit_limit: Count,
  })
  .meta({ id: 'AccountStats' })
export type AccountStats = z.output<typeof AccountStats>

/** What is counted of an account; of records that the caller may read alone. Amounts in the tenant's currency. */
const AccountFigures = z
  .object({
    accounts: Count,
    contacts: Count,
    open_opportunities: Count,
    open_amount: z.number(),
    won_amount: z.number(),
  })
  .meta({ id: 'AccountFigures' })
export type AccountFigures = z.output<typeof AccountFigures>

/** An account in its place; without id and name where the caller may not read it. */
export interface AccountNode {
  id: string | null
  name: string | null
  account_type: (typeof ACCOUNT_TYPES)[number] | null
  own: AccountFigures
  /** With everything below it, however deep. */
  total: AccountFigures
  /** Accounts right below that are not shown: the answer ends at `depth`. */
  more: number
  children: AccountNode[]
}
const AccountNode: z.ZodType<AccountNode> = z
  .object({
    id: Id.nullable(),
    name: z.string().nullable(),
    account_type: z.enum(ACCOUNT_TYPES).nullable(),
    own: AccountFigures,
    total: AccountFigures,
    more: Count,
    get children() {
      return z.array(AccountNode)
    },
  })
  .meta({ id: 'AccountNode' })

export const AccountHierarchy = z
  .object({
    currency: z.string(),
    /** From the top down; null where the caller may not read one. */
    ancestors: z.array(z.object({ id: Id, name: z.string() }).nullable()),
    account: AccountNode,
  })
  .meta({ id: 'AccountHierarchy' })
export type AccountHierarchy = z.output<typeof AccountHierarchy>

export const accounts = {
  ...recordOperations(accountResource),
  ...duplicateOperations(accountResource),
  stats: operation({
    id: 'accounts.stats',
    method: 'GET',
    path: tenantPath('accounts/stats'),
    summary: 'Accounts in figures: by type, industry, loyalty, place and owner; lifetime value, credit',
    permission: 'accounts:read',
    params: TenantParams,
    query: accountResource.query as unknown as z.ZodType<Record<string, any>>,
    answer: AccountStats,
    resource: accountResource,
  }),
  hierarchy: operation({
    id: 'accounts.hierarchy',
    method: 'GET',
    path: tenantPath('accounts/{id}/hierarchy'),
    summary: 'What is above and below an account, with figures of each and of all below it',
    permission: 'accounts:read',
    params: RecordParams,
    query: z.strictObject({ depth: z.coerce.number().int().min(0).max(20).optional() }),
    answer: AccountHierarchy,
    resource: accountResource,
  }),
}
