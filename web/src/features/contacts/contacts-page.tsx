import { whenIdle } from '#lib/lazy-component.tsx'
import type { Ahead } from '#lib/warm.ts'
import { RecordsPage } from '#records/listing/records-page.tsx'
import { warmList } from '#records/listing/warm-list.ts'
import { CONTACT_LIST } from './contact-list.tsx'

// From a list people go to a record.
whenIdle(() => void import('./contact-page.tsx').catch(() => {}))

/** The people we know. */
export const ContactsPage = () => <RecordsPage list={CONTACT_LIST} />

export const warm = (ahead: Ahead) => warmList(CONTACT_LIST, ahead)
