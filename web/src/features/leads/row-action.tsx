import { AlarmClock, CalendarClock, CircleDot, PhoneCall } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useMay } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import type { RowActionProps } from '#records/listing/list-kind.ts'
import { RowPopover, MenuAt, Nothing } from '#records/rows/row-popover.tsx'
import { RecordRowAction } from '#records/rows/row-action.tsx'
import { MenuLabel } from '#ui/menu.tsx'
import { CallDialog } from './call-dialog.tsx'
import { isClosed, type Lead, LEADS } from './lead.ts'
import { RowFollowUp } from './row-follow-up.tsx'
import { ScoreReasons } from './score-badge.tsx'
import { StatusChoices, useMover } from './status.tsx'
import { useSnooze } from './use-snooze.ts'

/** One thing to do with a lead, beside its row or card: what its cells and the keys ask for. */
export function RowAction(props: RowActionProps) {
  const t = useT()
  const may = useMay()
  const { act, anchor, onDone } = props
  const lead = props.record as Lead
  const locked = lead.archived_at !== null || !may('leads', 'update', lead)
  const open = !locked && !isClosed(lead)
  switch (act) {
    case 'score':
      return (
        <RowPopover anchor={anchor} label={t('leads.score.title')} onDone={onDone}>
          <ScoreReasons id={lead.id} />
        </RowPopover>
      )
    case 'status':
      return locked ? <Nothing onDone={onDone} /> : <StatusAt lead={lead} anchor={anchor} onDone={onDone} />
    case 'follow_up':
      return locked ? (
        <Nothing onDone={onDone} />
      ) : (
        <RowPopover anchor={anchor} label={t('field.next_follow_up')} onDone={onDone}>
          <RowFollowUp lead={lead} onDone={onDone} />
        </RowPopover>
      )
    case 'snooze':
      return open ? <Snoozed lead={lead} onDone={onDone} /> : <Nothing onDone={onDone} />
    case 'call':
      return locked ? <Nothing onDone={onDone} /> : <CallDialog lead={lead} onClose={onDone} />
    default:
      return (
        <RecordRowAction
          {...props}
          kind={LEADS}
          items={[
            {
              act: 'status',
              text: t('field.lead_status'),
              icon: <CircleDot aria-hidden />,
              keys: 's',
              offered: !locked,
            },
            {
              act: 'follow_up',
              text: t('field.next_follow_up'),
              icon: <CalendarClock aria-hidden />,
              keys: 'd',
              offered: !locked,
            },
            { act: 'snooze', text: t('leads.snooze'), icon: <AlarmClock aria-hidden />, keys: 'h', offered: open },
            { act: 'call', text: t('leads.call.log'), icon: <PhoneCall aria-hidden />, keys: 'w', offered: !locked },
          ]}
        />
      )
  }
}

function StatusAt({ lead, anchor, onDone }: { lead: Lead; anchor: Element; onDone: () => void }) {
  const t = useT()
  const [chosen, setChosen] = useState(false)
  const { move, asking } = useMover()
  // A reason that was given or not ends it, as the choice of any other status does.
  const asked = useRef(false)
  useEffect(() => {
    if (asking) asked.current = true
    else if (asked.current) onDone()
  }, [asking, onDone])
  if (chosen) return asking
  return (
    <MenuAt anchor={anchor} onDone={onDone}>
      <MenuLabel>{t('leads.move.to')}</MenuLabel>
      <StatusChoices
        value={lead.lead_status}
        onChoose={(to) => {
          move(lead, to, anchor)
          if (to === 'lost' && lead.lead_status !== 'lost') setChosen(true)
          else onDone()
        }}
      />
    </MenuAt>
  )
}

function Snoozed({ lead, onDone }: { lead: Lead; onDone: () => void }) {
  const snooze = useSnooze(lead)
  useEffect(() => {
    void snooze()
    onDone()
    // oxlint-disable-next-line react/exhaustive-deps -- once for each press
  }, [])
  return null
}
