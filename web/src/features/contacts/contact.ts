import { type Contact as ContractContact, contactResource, contacts } from '@rihla/contracts/contacts.ts'
import { t } from '#lib/i18n.ts'
import type { Wire } from '#lib/wire.ts'
import type { RecordKind } from '#records/kind.ts'

export type Contact = Wire<ContractContact>

export const contactName = (contact: Pick<Contact, 'full_name' | 'email' | 'phone'>): string =>
  contact.full_name || contact.email || contact.phone || t('contacts.unnamed')

/** What tells two of one name apart: what they do, and where. */
export const contactAbout = (contact: Contact): string | null =>
  contact.title || contact.department || contact.city || null

/** What somebody of the same family or company has in common with this one: not what is their own, as a number is. */
const COPIED = [
  'last_name',
  'account_id',
  'reports_to_id',
  'title',
  'department',
  'nationality',
  'language',
  'country',
  'city',
  'address',
  'website',
  'preferred_channel',
  'lead_source',
  'tags',
] as const satisfies readonly (keyof Contact)[]

export const CONTACTS: RecordKind = {
  name: 'contacts',
  resource: contactResource,
  operations: contacts,
  nameOf: contactName,
  aboutOf: contactAbout,
  include: 'account,reports_to',
  copied: COPIED,
}
