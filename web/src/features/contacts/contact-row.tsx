import type { RowActionProps } from '#records/listing/list-kind.ts'
import { RecordRowAction } from '#records/rows/row-action.tsx'
import { CONTACTS } from './contact.ts'

/** One thing to do with a contact, beside its row. */
export const ContactRowAction = (props: RowActionProps) => <RecordRowAction {...props} kind={CONTACTS} />
