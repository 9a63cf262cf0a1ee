import type { Fields } from '@rihla/contracts/fields.ts'
import type { NewConversion } from '@rihla/contracts/conversion.ts'
import type { Conversion, Lead } from '@rihla/contracts/leads.ts'
import { demanded } from '@rihla/contracts/resource.ts'
import { accounts } from '#modules/accounts/service.ts'
import { linkActivities } from '#modules/activities/service.ts'
import { contacts } from '#modules/contacts/service.ts'
import { refuseDuplicates } from '#modules/duplicates/service.ts'
import { linkFiles } from '#modules/files/service.ts'
import { opportunities } from '#modules/opportunities/service.ts'
import { holds } from '#platform/access.ts'
import { type Ctx, type Row, transaction } from '#platform/context.ts'
import { invalid, Problem } from '#platform/errors.ts'
import { judgeLink } from '#platform/recordRights.ts'
import type { Records } from '#platform/records.ts'
import { leadQueries } from './queries.ts'
import { findLead, leads } from './service.ts'

type Part = Record<string, unknown> | null | undefined

/**
 * A lead becomes account, contact and opportunity, once, in one transaction. Each part is linked by id, made of the
 * lead with what the caller says instead, or left out with null. Again is 409 with the ids.
 */
export const convertLead = (ctx: Ctx, id: string, input: NewConversion, version?: number): Promise<Conversion> =>
  transaction(ctx, async (ctx) => {
    const row = await leadQueries.lock(ctx, id, 'convert')
    judge(row)
    await leads.expectVersion(ctx, row, version)
    const lead = await leadQueries.find(ctx, id)
    const { allow_duplicate = false } = input
    const common = { assigned_to: lead.assigned_to, tags: lead.tags, allow_duplicate }

    const known = input.contact === undefined && lead.contact_id ? { id: lead.contact_id } : input.contact
    const person = personOf(lead)
    if (!allow_duplicate && person) await refuseKnown(ctx, person, known)
    const made = await part(ctx, 'account', accounts, input.account, {
      ...common,
      ...accountOf(lead, person),
      ...(await personAt(ctx, lead, known)),
    })
    const account_id = made?.id ?? null
    const contact = await contactOf(ctx, input, known, made, { ...common, ...person, account_id })
    const contact_id = contact?.id ?? null
    // What the caller says of a person, their account says too.
    const account = made && made.primary_contact_id ? await accounts.queries.find(ctx, made.id) : made
    const opportunity = await part(ctx, 'opportunity', opportunities, input.opportunity, {
      ...common,
      ...opportunityOf(lead),
      account_id,
      contact_id,
      lead_id: id,
    })
    const opportunity_id = opportunity?.id ?? null

    const converted = {
      converted_at: ctx.now,
      converted_account_id: account_id,
      converted_contact_id: contact_id,
      converted_opportunity_id: opportunity_id,
    }
    await leads.write(ctx, row, { ...converted, lead_status: 'won', lost_reason: null })
    const places = withoutNull({ account_id, contact_id, opportunity_id })
    await linkActivities(ctx, { link: 'lead_id', id }, places)
    await linkFiles(ctx, { link: 'lead_id', id }, places)
    return { lead: await findLead(ctx, id), account, contact, opportunity } as Conversion
  })

function judge(lead: Row) {
  if (lead.converted_at) {
    const {
      converted_account_id: account_id,
      converted_contact_id: contact_id,
      converted_opportunity_id: opportunity_id,
    } = lead
    throw new Problem(409, 'lead.converted', { body: { account_id, contact_id, opportunity_id } })
  }
  if (lead.archived_at) throw new Problem(409, 'lead.archived')
}

/** One part of a conversion. What is linked must be the caller's to read, and in use. */
async function part(ctx: Ctx, field: string, service: Records, asked: Part, made: Record<string, unknown>) {
  if (asked === null) return null
  if (asked && typeof asked.id === 'string') {
    await judgeLink(ctx, service.type, { field: `${field}.id`, id: asked.id })
    return service.queries.find(ctx, asked.id)
  }
  const values = { ...made, ...asked } as Record<string, unknown>
  for (const [name, declared] of Object.entries(service.queries.resource.fields as Fields)) {
    if (demanded(declared) && (values[name] ?? null) === null) throw invalid(`${field}.${name}`, 'required', 422)
  }
  return service.create(ctx, values)
}

const withoutNull = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>
  }

/** A person who is a contact already is linked, not made again: also where their own account would make them one. */
async function refuseKnown(ctx: Ctx, person: Record<string, unknown>, known: Part) {
  if (known === null || typeof known?.id === 'string') return
  await refuseDuplicates('contact')(ctx, { ...person, ...known } as Row, {})
}

/**
 * The contact of a conversion: as the caller says, else the person of the lead. Who has just become a customer of their
 * own is that account's contact already, and only gets what the lead knows besides.
 */
async function contactOf(ctx: Ctx, input: NewConversion, known: Part, account: Made, made: Record<string, unknown>) {
  const whose = known && typeof known.id === 'string'
  const primary = input.account && 'id' in input.account ? null : (account?.primary_contact_id as string | null)
  if (!primary || whose || known === null)
    return known || made.last_name ? part(ctx, 'contact', contacts, known, made) : null
  const { account_id: _, assigned_to: __, ...values } = made
  await contacts.update(ctx, primary, { ...values, ...known } as never)
  return contacts.queries.find(ctx, primary)
}
type Made = Record<string, any> | null

/** A person who is known as a contact, of no company and the caller's to change, is the one whose account is made. */
async function personAt(ctx: Ctx, { company_name }: Lead, known: Part) {
  if (company_name || typeof known?.id !== 'string') return {}
  const readable = await contacts.queries.readable(ctx, [known.id])
  if (!readable.has(known.id)) return {}
  const { id, account_id, ...contact } = await contacts.queries.find(ctx, known.id)
  if (account_id || !holds(ctx, 'contacts:update', contact)) return {}
  const { first_name, last_name, address: billing_address, ...rest } = contact
  const { email, phone, mobile, website, country, city, language, nationality, preferred_channel } = rest
  const place = { website, country, city, language, nationality, preferred_channel, billing_address }
  const names = { name: undefined, first_name: first_name === NO_NAME ? null : first_name, last_name }
  return { ...withoutNull({ email, phone, mobile, ...place }), ...names, primary_contact: { id } }
}

/** A company where the lead names one, else the person as a customer of their own. */
function accountOf(lead: Lead, person: ReturnType<typeof personOf>) {
  const { website, country, city, language, currency, company_name, email, phone, mobile } = lead
  const place = { website, country, city, language, currency }
  if (company_name) return { ...place, account_type: 'business', name: company_name }
  const { first_name, last_name } = person ?? {}
  return {
    ...place,
    account_type: 'individual',
    name: lead.full_name ?? email ?? phone ?? '–',
    first_name: first_name === NO_NAME ? null : first_name,
    last_name,
    email,
    phone,
    mobile,
  }
}

/** Stands where a contact must have a name and there is none. */
const NO_NAME = '–'

/** A contact needs both names; a single one is the last name (`domain.md`). Null when the lead names no person. */
function personOf(lead: Lead) {
  const words = [lead.first_name, lead.last_name].filter(Boolean).join(' ').split(/\s+/).filter(Boolean)
  if (words.length === 0) return null
  const names =
    lead.first_name && lead.last_name
      ? { first_name: lead.first_name, last_name: lead.last_name }
      : { first_name: words.slice(0, -1).join(' ') || NO_NAME, last_name: words.at(-1)! }
  const { email, phone, mobile, website, country, city, language, job_title, lead_source } = lead
  return {
    ...names,
    email,
    phone,
    mobile,
    website,
    country,
    city,
    language,
    title: job_title?.slice(0, 100),
    lead_source,
  }
}

function opportunityOf(lead: Lead) {
  const { title, full_name, description, estimated_value, currency, destinations, expected_close_date, budget_level } =
    lead
  return {
    name: title ?? full_name ?? '–',
    description,
    amount: estimated_value,
    currency,
    destinations,
    expected_close_date,
    budget_level,
    departure_date: lead.preferred_travel_date,
    return_date: lead.return_date,
    number_of_adults: lead.number_of_travelers,
  }
}
