import type { PeekProps } from '#records/listing/list-kind.ts'
import { type PeekKind, RecordPeek } from '#records/listing/record-peek.tsx'
import { FollowUp } from './follow-up-card.tsx'
import { type Lead, LEADS } from './lead.ts'
import { useLeadActions } from './lead-actions.tsx'
import { LeadFigures } from './lead-figures.tsx'
import { StatusMenu, useMover } from './status.tsx'

const PEEK: PeekKind = {
  kind: LEADS,
  Standing,
  Figures: LeadFigures,
  Next: ({ record, locked }) => <FollowUp lead={record} locked={locked} />,
  useActions: useLeadActions,
  fields: [
    'title',
    'destinations',
    'preferred_travel_date',
    'return_date',
    'number_of_travelers',
    'estimated_value',
    'interest_level',
    'phone',
    'email',
    'company_name',
    'city',
    'country',
    'lead_source',
    'description',
  ],
}

/** A lead beside its list. */
export const LeadPeek = (props: PeekProps) => <RecordPeek peek={PEEK} {...props} />

function Standing({ record: lead, locked }: { record: Lead; locked: boolean }) {
  const { move, asking } = useMover()
  return (
    <>
      <StatusMenu lead={lead} locked={locked} onMove={move} />
      {asking}
    </>
  )
}
