import { ArchiveRestore, Mail, MessageCircle, Phone } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { useMay } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { Moment } from '#records/fields/views.tsx'
import { Button, buttonLook } from '#ui/button.tsx'
import { RouteLine } from '#ui/route-line.tsx'
import { type Lead, LEAD_STATUSES, leadName } from './lead.ts'
import { reachOf } from './action-row.tsx'
import { Figures } from './lead-bar.tsx'
import { useArchive } from './lead-menu.tsx'
import { LeadTags } from './lead-tags.tsx'
import { OwnerPicker } from './owner-picker.tsx'
import { useMover } from './status.tsx'

const RowAction = lazy(() => import('./row-action.tsx').then((module) => ({ default: module.RowAction })))

/** Who it is, how to reach them, whose it is, and where it stands. */
export function LeadHeader({ lead, locked }: { lead: Lead; locked: boolean }) {
  const t = useT()
  const { move, asking } = useMover()
  const line = useRef<HTMLDivElement>(null)
  const name = leadName(lead)
  // The station where it stands, while the others are offered beside it.
  const [station, setStation] = useState<HTMLElement | null>(null)
  useShortcut('s', 'keys.move_to', () => {
    if (!locked) setStation(line.current!.querySelector<HTMLElement>('[aria-checked=true]'))
  })
  return (
    <div className="flex flex-col gap-2 border-b border-line bg-surface pt-1 pb-1">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 max-sm:gap-y-1 sm:px-6">
        <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-2 text-dense text-text-2 max-sm:gap-x-3 max-sm:gap-y-1">
          <span className="flex items-center gap-2 sm:hidden">
            <Figures lead={lead} />
          </span>
          {lead.title && lead.title !== name ? <bdi className="font-medium text-text">{lead.title}</bdi> : null}
          {lead.company_name && lead.company_name !== name ? <bdi>{lead.company_name}</bdi> : null}
          <OwnerPicker lead={lead} />
          <LeadTags lead={lead} locked={locked} />
        </div>
        <Reach lead={lead} />
      </div>
      <Standing lead={lead} />
      <div ref={line} className="px-2 sm:px-4">
        <RouteLine
          label={t('field.lead_status')}
          disabled={locked}
          value={lead.lead_status}
          onChange={(to) => move(lead, to, line.current!.querySelector('[role=radio]:last-child') ?? line.current!)}
          stations={LEAD_STATUSES.map((value) => ({
            value,
            label: valueLabel('lead_status', value),
            aside: value === 'lost',
          }))}
        />
      </div>
      {asking}
      {station ? (
        <Suspense>
          <RowAction
            act="status"
            record={lead}
            anchor={station}
            onAct={() => undefined}
            onDone={() => {
              setStation(null)
              line.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus({ preventScroll: true })
            }}
          />
        </Suspense>
      ) : null}
    </div>
  )
}

/** The ways to speak to them, each one press away. */
function Reach({ lead }: { lead: Lead }) {
  const t = useT()
  const reach = reachOf(lead)
  if (!reach && !lead.email) return null
  const look = cn(buttonLook({ look: 'ghost', size: 'sm' }), 'max-w-full border border-line font-normal text-text')
  // On a phone the address is one more word about them, with room for a finger around it.
  const onPhone =
    'max-sm:relative max-sm:h-7! max-sm:border-0 max-sm:px-0! max-sm:after:absolute max-sm:after:inset-x-0 max-sm:after:-inset-y-2'
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5">
      {reach ? (
        // On a phone these stand at the thumb.
        <span className="contents max-sm:hidden">
          <a href={reach.tel} aria-label={`${t('field.phone')} ${reach.shown}`} className={look}>
            <Phone className="size-3.5 text-text-3" aria-hidden />
            <bdi dir="ltr">{reach.shown}</bdi>
          </a>
          <a
            href={reach.whatsapp}
            target="_blank"
            rel="noreferrer noopener"
            title={t('leads.whatsapp')}
            className={look}
          >
            <MessageCircle className="size-3.5 text-success" aria-hidden />
            {t('activity_type.whatsapp')}
          </a>
        </span>
      ) : null}
      {lead.email ? (
        <a href={`mailto:${lead.email}`} aria-label={`${t('field.email')} ${lead.email}`} className={cn(look, onPhone)}>
          <Mail className="size-3.5 text-text-3" aria-hidden />
          <bdi className="truncate">{lead.email}</bdi>
        </a>
      ) : null}
    </div>
  )
}

/** Archived, converted or lost: said once, above everything that follows from it. */
function Standing({ lead }: { lead: Lead }) {
  const t = useT()
  const may = useMay()
  const archive = useArchive(lead)
  const lines: ReactNode[] = []
  if (lead.archived_at) lines.push(t('leads.standing.archived'))
  if (lead.converted_at)
    lines.push(
      <>
        {t('leads.standing.converted')} <Moment at={lead.converted_at} />
      </>,
    )
  if (lead.lead_status === 'lost' && lead.lost_reason && !lead.archived_at)
    lines.push(t('leads.standing.lost', { reason: lead.lost_reason === 'unspecified' ? '—' : lead.lost_reason }))
  if (!lines.length) return null
  return (
    <div className="mx-4 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-sm bg-sunken px-3 py-1.5 text-dense text-text-2 sm:mx-6">
      {lines.map((text, index) => (
        <span key={index}>{text}</span>
      ))}
      {lead.archived_at && may('leads', 'restore', lead) ? (
        <Button size="sm" busy={archive.isPending} onClick={() => archive.mutate()}>
          <ArchiveRestore className="size-4" aria-hidden />
          {t('action.restore')}
        </Button>
      ) : null}
    </div>
  )
}
