import { RecordsPage } from '#records/listing/records-page.tsx'
import { CONTACT_LIST } from './contact-list.tsx'

/** The people we know. */
export const ContactsPage = () => <RecordsPage list={CONTACT_LIST} />
