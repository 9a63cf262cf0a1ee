import { Moment } from '#records/fields/views.tsx'
import type { PageKind } from '#records/page/page-kind.ts'
import { RecordPage, warmRecord } from '#records/page/record-page.tsx'
import type { Ahead } from '#lib/warm.ts'
import { t } from '#lib/i18n.ts'
import { cardPlace } from './board.ts'
import { FollowUp } from './follow-up-card.tsx'
import { isClosed, type Lead, leadName, LEADS } from './lead.ts'
import { useLeadActions } from './lead-actions.tsx'
import { LeadFigures } from './lead-figures.tsx'
import { useLeadMenu } from './lead-menu.ts'
import { LeadRelated } from './lead-related.tsx'
import { LeadWay } from './lead-way.tsx'
import { StatusSheet } from './status-sheet.tsx'
import { StatusBadge, useMover } from './status.tsx'

/** What a page of this kind has. */
export const PAGE: PageKind = {
  kind: LEADS,
  title: 'nav.leads',
  Figures: LeadFigures,
  Facts,
  Way: LeadWay,
  standing,
  Next: ({ record, locked }) => <FollowUp lead={record} locked={locked} />,
  // While there is a next step to take it has a card of its own.
  isElsewhere: (lead: Lead, field) => field === 'next_follow_up' && !isClosed(lead),
  fixed: new Set(['call_attempts']),
  Related: ({ record }) => <LeadRelated lead={record} />,
  files: true,
  useActions: useLeadActions,
  useMenu: useLeadMenu,
  ActionEnd,
  placeElsewhere: cardPlace,
}

/** One lead: what it is, what happened, what comes next. */
export const LeadPage = () => <RecordPage page={PAGE} />

export const warm = (ahead: Ahead) => warmRecord(PAGE, ahead)

function Facts({ record: lead }: { record: Lead }) {
  const name = leadName(lead)
  return (
    <>
      {lead.title && lead.title !== name ? <bdi className="font-medium text-text">{lead.title}</bdi> : null}
      {lead.company_name && lead.company_name !== name ? <bdi>{lead.company_name}</bdi> : null}
    </>
  )
}

/** Converted or lost: said once, above everything that follows from it. */
function standing(lead: Lead) {
  return [
    ...(lead.converted_at
      ? [
          <>
            {t('leads.standing.converted')} <Moment at={lead.converted_at} />
          </>,
        ]
      : []),
    ...(lead.lead_status === 'lost' && lead.lost_reason && !lead.archived_at
      ? [t('leads.standing.lost', { reason: lead.lost_reason === 'unspecified' ? '—' : lead.lost_reason })]
      : []),
  ]
}

function ActionEnd({ record: lead, locked }: { record: Lead; locked: boolean }) {
  const { move, asking } = useMover()
  if (locked) return <StatusBadge status={lead.lead_status} />
  return (
    <>
      <StatusSheet
        lead={lead}
        onMove={move}
        className="grid min-h-11 max-w-full min-w-11 place-items-center rounded-sm"
      />
      {asking}
    </>
  )
}
