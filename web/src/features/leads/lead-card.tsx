import { leadResource } from '@rihla/contracts/leads.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Ellipsis } from 'lucide-react'
import { memo, useEffect, useRef, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { draggable } from '#lib/drag.ts'
import { useT } from '#lib/i18n.ts'
import { useMember } from '#lib/members.ts'
import { useCoarse } from '#lib/use-media.ts'
import { DepartureChip } from '#records/departure-chip.tsx'
import { FieldView } from '#records/fields/field-view.tsx'
import { Avatar } from '#ui/avatar.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Menu, MenuLabel } from '#ui/menu.tsx'
import { type Lead, leadAbout, leadName, leadQuery } from './lead.ts'
import { NextStepDot } from './next-step.tsx'
import { ScoreBadge } from './score-badge.tsx'
import { StatusSheet } from './status-sheet.tsx'
import { type Mover, StatusChoices } from './status.tsx'

interface Props {
  lead: Lead
  /** The list its column is, for next and previous on its page. */
  from: string
  onMove: Mover
  onDragging: (id: string | null) => void
  locked: boolean
  /** The one card of its column that Tab reaches; the arrow keys reach the others. */
  reachable: boolean
}

/** A lead on the board. It is a link first; it can also be dragged, moved by its menu, or by keys. */
export const LeadCard = memo(function LeadCard({ lead, from, onMove, onDragging, locked, reachable }: Props) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const coarse = useCoarse()
  const box = useRef<HTMLElement>(null)
  const latest = useRef({ lead, onDragging })
  const [dragging, setDragging] = useState(false)
  const [menu, setMenu] = useState(false)
  const owner = useMember(lead.assigned_to)
  const about = leadAbout(lead)
  const drags = !locked && !coarse
  const tabIndex = reachable ? 0 : -1
  useEffect(() => {
    latest.current = { lead, onDragging }
  })
  useEffect(() => {
    if (!drags) return
    return draggable({
      element: box.current!,
      getInitialData: () => ({ kind: 'lead', lead: latest.current.lead, from: latest.current.lead.lead_status }),
      onDragStart: () => {
        setDragging(true)
        latest.current.onDragging(latest.current.lead.id)
      },
      onDrop: () => {
        setDragging(false)
        latest.current.onDragging(null)
      },
    })
  }, [drags])

  return (
    <article
      ref={box}
      data-card={lead.id}
      tabIndex={-1}
      className={cn(
        'group relative flex shrink-0 flex-col gap-1.5 rounded-md border border-line bg-surface p-2.5 text-dense outline-none hover:border-line-strong',
        drags && 'cursor-grab',
        dragging && 'opacity-40',
      )}
    >
      <div className="flex items-start gap-1">
        <Link
          to="/t/$tenant/leads/$id"
          params={{ tenant, id: lead.id }}
          search={{ from } as never}
          draggable={false}
          tabIndex={tabIndex}
          onPointerEnter={() => void client.prefetchQuery(leadQuery(tenant, lead.id))}
          className="min-w-0 flex-1 rounded-sm pe-6 text-base leading-snug font-medium wrap-anywhere after:absolute after:inset-0 after:rounded-md focus-visible:outline-none focus-visible:after:shadow-[0_0_0_2px_var(--color-brand)] hover:text-brand hover:underline pointer-coarse:pe-0"
        >
          <bdi>{leadName(lead)}</bdi>
        </Link>
        {locked || coarse ? null : (
          <Menu
            open={menu}
            onOpenChange={setMenu}
            trigger={
              <IconButton
                size="icon-sm"
                label={t('leads.board.move_named', { name: leadName(lead) })}
                keys="s"
                tabIndex={tabIndex}
                data-move
                // Pressed by a key of the board rather than by a pointer, which the menu sees for itself.
                onClick={(event) => event.detail === 0 && setMenu(true)}
                className="absolute end-1 top-1 z-1 size-6"
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
      {lead.preferred_travel_date || lead.estimated_value !== null ? (
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {lead.preferred_travel_date ? (
            <DepartureChip day={lead.preferred_travel_date} back={lead.return_date} />
          ) : null}
          {lead.estimated_value === null ? null : (
            <FieldView name="estimated_value" field={leadResource.fields.estimated_value} record={lead} />
          )}
        </div>
      ) : null}
      <div className="flex min-h-6 items-center gap-2">
        {owner ? (
          <Avatar name={owner.name} label={owner.name} size={20} />
        ) : (
          <span className="text-text-3">{t('value.nobody')}</span>
        )}
        {coarse && !locked ? (
          <StatusSheet
            lead={lead}
            onMove={onMove}
            className="relative z-1 inline-flex rounded-sm after:absolute after:-inset-3"
          />
        ) : null}
        <span className="ms-auto flex items-center gap-1">
          <NextStepDot lead={lead} />
          <span className="relative z-1">
            <ScoreBadge lead={lead} tabIndex={tabIndex} />
          </span>
        </span>
      </div>
    </article>
  )
})
