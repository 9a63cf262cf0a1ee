import type { RowActionProps } from '#records/listing/list-kind.ts'
import { RecordRowAction } from '#records/rows/row-action.tsx'
import { ACCOUNTS } from './account.ts'

/** One thing to do with an account, beside its row. */
export const AccountRowAction = (props: RowActionProps) => <RecordRowAction {...props} kind={ACCOUNTS} />
