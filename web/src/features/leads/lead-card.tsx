import { draggable as makeDraggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { leadResource } from '@rihla/contracts/leads.ts'
import { Ellipsis } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { useMember } from '#lib/members.ts'
import { DepartureChip } from '#records/departure-chip.tsx'
import { FieldView } from '#records/fields/field-view.tsx'
import { Avatar } from '#ui/avatar.tsx'
import { IconButton } from '#ui/button.tsx'
import { Menu, MenuLabel } from '#ui/menu.tsx'
import { type Lead, leadAbout, LEAD_STATUSES, leadName } from './lead.ts'
import { LeadLink } from './lead-cells.tsx'
import { NextStepDot } from './next-step.tsx'
import { ScoreBadge } from './score-badge.tsx'
import { type Mover, StatusChoices } from './status.tsx'

interface Props {
  lead: Lead
  onMove: Mover
  locked: boolean
  draggable: boolean
}

/** A lead on the board. It is a link first; it can also be dragged, moved by its menu, or by keys. */
export function LeadCard({ lead, onMove, locked, draggable }: Props) {
  const t = useT()
  const box = useRef<HTMLElement>(null)
  const latest = useRef(lead)
  const [dragging, setDragging] = useState(false)
  const [menu, setMenu] = useState(false)
  const owner = useMember(lead.assigned_to)
  const about = leadAbout(lead)
  useEffect(() => {
    latest.current = lead
  })
  useEffect(() => {
    if (!draggable) return
    return makeDraggable({
      element: box.current!,
      getInitialData: () => ({ kind: 'lead', lead: latest.current, from: latest.current.lead_status }),
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    })
  }, [draggable])

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (locked || event.target !== event.currentTarget.querySelector('a')) return
    const mod = event.ctrlKey || event.metaKey
    const rtl = document.documentElement.dir === 'rtl'
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key]
    if (mod && event.shiftKey && step) {
      event.preventDefault()
      const to = LEAD_STATUSES[LEAD_STATUSES.indexOf(lead.lead_status) + step]
      if (to) onMove(lead, to, event.currentTarget)
    } else if (!mod && (event.key === '.' || event.key.toLowerCase() === 's')) {
      event.preventDefault()
      setMenu(true)
    }
  }

  return (
    <article
      ref={box}
      data-card={lead.id}
      onKeyDown={onKeyDown}
      tabIndex={-1}
      className={cn(
        'group relative flex shrink-0 flex-col gap-1.5 rounded-md border border-line bg-surface p-2.5 text-dense hover:border-line-strong focus-within:border-brand',
        dragging && 'opacity-40',
      )}
    >
      <div className="flex items-start gap-1">
        <LeadLink
          lead={lead}
          draggable={false}
          className="min-w-0 flex-1 pe-6 text-base leading-snug wrap-anywhere pointer-coarse:pe-9 after:absolute after:inset-0 after:rounded-md"
        />
        {locked ? null : (
          <Menu
            open={menu}
            onOpenChange={setMenu}
            trigger={
              <IconButton
                size="icon-sm"
                label={t('leads.board.move_named', { name: leadName(lead) })}
                className="absolute end-1 top-1 z-1 size-6 pointer-coarse:end-0 pointer-coarse:top-0"
              >
                <Ellipsis className="size-4" aria-hidden />
              </IconButton>
            }
          >
            <MenuLabel>{t('leads.move.to')}</MenuLabel>
            <StatusChoices value={lead.lead_status} onChoose={(to) => onMove(lead, to, box.current!)} />
          </Menu>
        )}
      </div>
      {about ? (
        <p className="text-text-3">
          <bdi className="one-line">{about}</bdi>
        </p>
      ) : null}
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {lead.preferred_travel_date ? <DepartureChip day={lead.preferred_travel_date} back={lead.return_date} /> : null}
        {lead.estimated_value === null ? null : (
          <FieldView name="estimated_value" field={leadResource.fields.estimated_value} record={lead} />
        )}
      </div>
      <div className="flex items-center gap-2">
        {owner ? (
          <Avatar name={owner.name} label={owner.name} size={20} />
        ) : (
          <span className="text-text-3">{t('value.nobody')}</span>
        )}
        <span className="ms-auto flex items-center gap-1">
          <NextStepDot lead={lead} />
          <span className="relative z-1">
            <ScoreBadge lead={lead} />
          </span>
        </span>
      </div>
    </article>
  )
}
