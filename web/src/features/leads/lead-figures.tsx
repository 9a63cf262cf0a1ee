import { DepartureChip } from '#records/departure-chip.tsx'
import type { Lead } from './lead.ts'
import { ScoreBadge } from './score-badge.tsx'

/** How good it is, and how soon. */
export const LeadFigures = ({ record: lead }: { record: Lead }) => (
  <>
    <ScoreBadge lead={lead} />
    {lead.preferred_travel_date ? <DepartureChip day={lead.preferred_travel_date} back={lead.return_date} /> : null}
  </>
)
