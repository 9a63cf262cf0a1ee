import { BulkBar } from '#records/bulk/bulk-bar.tsx'
import type { BulkBarProps } from '#records/listing/list-kind.ts'
import { BulkStatus } from './bulk-status.tsx'

/** What can be done to all leads that are selected, on to another status too. */
export const LeadBulkBar = (props: BulkBarProps) => <BulkBar {...props} Extra={BulkStatus} />
