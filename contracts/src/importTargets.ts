import { accountResource } from './accounts.ts'
import { contactResource } from './contacts.ts'
import type { Fields } from './fields.ts'
import { leadResource } from './leads.ts'
import type { Resource } from './resource.ts'

/** Kinds of record that a file may hold. */
export const IMPORTED = ['lead', 'contact', 'account'] as const
export type Imported = (typeof IMPORTED)[number]

export const importedResources: Readonly<Record<Imported, Resource<any>>> = {
  lead: leadResource,
  contact: contactResource,
  account: accountResource,
}

/** What besides its writable fields a column may be. */
const EXTRA_TARGETS: Record<Imported, readonly string[]> = {
  lead: ['full_name', 'notes'],
  contact: ['full_name', 'account_name'],
  account: ['full_name', 'industry', 'primary_contact_id'],
}
const ADDRESS_PARTS = ['line1', 'line2', 'city', 'region', 'postal_code', 'country'] as const

/**
 * Everything a column of a file may become: `id`, each writable field, `address.city` and its like, and what is made of
 * something else or of what another record says (`full_name`, `account_name`, `industry`, `primary_contact_id`). Custom fields are `custom.<key>` besides.
 */
export function importTargets(type: Imported): string[] {
  const fields = importedResources[type].fields as Fields
  const plain = Object.entries(fields).filter(([name, f]) => !f.read_only && name !== 'custom')
  const parts = plain.flatMap(([name]) =>
    name.endsWith('address') ? ADDRESS_PARTS.map((part) => `${name}.${part}`) : [],
  )
  return [...new Set(['id', ...plain.map(([name]) => name), ...parts, ...EXTRA_TARGETS[type]])]
}
