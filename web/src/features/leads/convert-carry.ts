import type { Values } from '#records/form.ts'
import { isEmpty } from '#records/fields/empty.ts'
import type { Kind } from '#records/kinds.ts'
import type { Lead } from './lead.ts'

const pick = (lead: Lead, names: readonly (keyof Lead)[]): Values =>
  Object.fromEntries(names.map((name) => [name, lead[name]]))

/** What the server makes of a lead when nothing else is said, shown before it is made. */
export function carriedTo(lead: Lead): Record<Kind, Values> {
  const common = pick(lead, ['assigned_to', 'tags'])
  return {
    account: { ...accountOf(lead), ...common },
    contact: { ...personOf(lead), ...common },
    opportunity: { ...opportunityOf(lead), ...common },
  }
}

function accountOf(lead: Lead): Values {
  const place = pick(lead, ['website', 'country', 'city', 'language', 'currency'])
  if (lead.company_name) return { account_type: 'business', name: lead.company_name, ...place }
  const name = lead.full_name ?? lead.email ?? lead.phone
  return { account_type: 'individual', name, ...pick(lead, ['email', 'phone', 'mobile']), ...place }
}

/** A single word is the last name. */
function personOf(lead: Lead): Values {
  const words = [lead.first_name, lead.last_name].filter(Boolean).join(' ').split(/\s+/).filter(Boolean)
  const names =
    lead.first_name && lead.last_name
      ? pick(lead, ['first_name', 'last_name'])
      : { first_name: words.slice(0, -1).join(' ') || null, last_name: words.at(-1) ?? null }
  const place = pick(lead, ['email', 'phone', 'mobile', 'website', 'country', 'city', 'language', 'lead_source'])
  return { ...names, title: lead.job_title, ...place }
}

const opportunityOf = (lead: Lead): Values => ({
  name: lead.title ?? lead.full_name,
  amount: lead.estimated_value,
  currency: lead.currency,
  departure_date: lead.preferred_travel_date,
  return_date: lead.return_date,
  ...pick(lead, ['expected_close_date', 'destinations', 'budget_level', 'description']),
  number_of_adults: lead.number_of_travelers,
})

/** The fields one may change on the way, in the order they are asked for. */
export const KEY_FIELDS: Record<Kind, readonly string[]> = {
  account: ['name', 'account_type'],
  contact: ['first_name', 'last_name', 'email', 'phone'],
  opportunity: ['name', 'amount', 'departure_date', 'return_date', 'expected_close_date'],
}

/** What each kind cannot be without: one of these. */
export const NEEDED: Record<Kind, readonly string[]> = {
  account: ['name'],
  contact: ['last_name', 'first_name'],
  opportunity: ['name'],
}

/** What goes along without being asked, where the lead has it. */
export const alongWith = (kind: Kind, carried: Values): string[] =>
  Object.keys(carried).filter(
    (name) =>
      !KEY_FIELDS[kind].includes(name) && name !== 'currency' && name !== 'assigned_to' && !isEmpty(carried[name]),
  )

/** Whether the lead names a person; a company alone is no contact. */
export const namesPerson = (lead: Lead): boolean => Boolean(lead.first_name || lead.last_name)

/** The words to look for one that is there already. */
export function wordsFor(kind: Kind, lead: Lead): string {
  if (kind === 'account') return lead.company_name ?? lead.full_name ?? ''
  if (kind === 'contact') return lead.email ?? lead.phone ?? lead.full_name ?? ''
  return ''
}

export type Mode = 'create' | 'link' | 'none'

/** One part of the body: what was changed, a link, or nothing. Absent leaves it to the server. */
export function partOf(kind: Kind, mode: Mode, linked: string | null, values: Values, carried: Values): Values | null {
  if (mode === 'none') return null
  if (mode === 'link') return { id: linked }
  const names = [...KEY_FIELDS[kind], 'currency']
  const same = (name: string) => JSON.stringify(values[name] ?? null) === JSON.stringify(carried[name] ?? null)
  return Object.fromEntries(names.filter((name) => name in values && !same(name)).map((name) => [name, values[name]]))
}
