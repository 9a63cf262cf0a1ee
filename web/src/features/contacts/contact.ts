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

export const CONTACTS: RecordKind = {
  name: 'contacts',
  resource: contactResource,
  operations: contacts,
  nameOf: contactName,
  aboutOf: contactAbout,
  include: 'account,reports_to',
}
