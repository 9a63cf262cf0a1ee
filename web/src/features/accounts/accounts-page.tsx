import { whenIdle } from '#lib/lazy-component.tsx'
import type { Ahead } from '#lib/warm.ts'
import { RecordsPage } from '#records/listing/records-page.tsx'
import { warmList } from '#records/listing/warm-list.ts'
import { ACCOUNT_LIST } from './account-list.tsx'

// From a list people go to a record.
whenIdle(() => void import('./account-page.tsx').catch(() => {}))

/** Who buys: organisations and people. */
export const AccountsPage = () => <RecordsPage list={ACCOUNT_LIST} />

export const warm = (ahead: Ahead) => warmList(ACCOUNT_LIST, ahead)
