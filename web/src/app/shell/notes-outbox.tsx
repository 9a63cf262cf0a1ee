import { type AddNote, useOutbox } from '#records/use-outbox.ts'

/** How a note on each kind of record is sent; a page has only the contract of its own. */
const OPERATIONS: Readonly<Record<string, () => Promise<AddNote>>> = {
  leads: async () => (await import('@rihla/contracts/leads.ts')).leads.addNote,
  contacts: async () => (await import('@rihla/contracts/contacts.ts')).contacts.addNote,
  accounts: async () => (await import('@rihla/contracts/accounts.ts')).accounts.addNote,
}

/** Notes written without a connection are sent from whatever page is open once there is one. */
export function NotesOutbox() {
  useOutbox(OPERATIONS)
  return null
}
