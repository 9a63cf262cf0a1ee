import { RecordsPage } from '#records/listing/records-page.tsx'
import { ACCOUNT_LIST } from './account-list.tsx'

/** Who buys: organisations and people. */
export const AccountsPage = () => <RecordsPage list={ACCOUNT_LIST} />
