import { ACCOUNTS } from '#features/accounts/account.ts'
import { CONTACTS } from '#features/contacts/contact.ts'
import { LEADS } from '#features/leads/lead.ts'
import type { KindName, RecordKind } from '#records/kind.ts'

/** Every sort of record that has pages of its own, in the order in which they are offered. */
export const RECORD_KINDS: Record<KindName, RecordKind> = { leads: LEADS, contacts: CONTACTS, accounts: ACCOUNTS }
export const KIND_NAMES = Object.keys(RECORD_KINDS) as KindName[]

/** The kind that events and addresses name by its singular: `contact`. */
export const kindOfType = (record_type: string): RecordKind | undefined =>
  KIND_NAMES.map((name) => RECORD_KINDS[name]).find(({ resource }) => resource.record_type === record_type)
