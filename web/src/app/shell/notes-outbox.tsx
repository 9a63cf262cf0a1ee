import { leads } from '@rihla/contracts/leads.ts'
import { useOutbox } from '#records/use-outbox.ts'

const OPERATIONS = { leads: leads.addNote }

/** Notes written without a connection are sent from whatever page is open once there is one. */
export function NotesOutbox() {
  useOutbox(OPERATIONS)
  return null
}
