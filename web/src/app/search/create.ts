import type { MessageId } from '#lib/i18n.ts'
import type { KindName } from '#records/kind.ts'

/** Offers to make a record by the name that was not found. */
export const CREATE = {
  leads: 'palette.create',
  contacts: 'palette.create_contact',
  accounts: 'palette.create_account',
} as const satisfies Record<KindName, MessageId>
