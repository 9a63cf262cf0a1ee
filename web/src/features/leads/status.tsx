import { ChevronDown } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { Menu, MenuChoices, MenuLabel } from '#ui/menu.tsx'
import { afterClosing, Popover } from '#ui/popover.tsx'
import { type Lead, LEAD_STATUSES, type LeadStatus, STATUS_TONES } from './lead.ts'
import { useMoveLead } from './moves.ts'

export const StatusBadge = ({ status, children }: { status: LeadStatus; children?: ReactNode }) => (
  <Badge tone={STATUS_TONES[status]}>
    <span aria-hidden className="size-1.5 shrink-0 rounded-full bg-current" />
    <span className="truncate">{valueLabel('lead_status', status)}</span>
    {children}
  </Badge>
)

const REASONS = ['price', 'dates', 'competitor', 'no_answer', 'postponed'] as const

/** Asks once why a lead was lost, beside what was moved; Esc leaves everything as it was. */
export function LostReason({ anchor, onDone }: { anchor: Element; onDone: (reason: string | null) => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const place = useRef(anchor)
  return (
    <Popover label={t('leads.lost.title')} open onOpenChange={() => onDone(null)} virtualAnchor={place}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          if (text.trim()) onDone(text.trim())
        }}
      >
        <div className="flex flex-wrap gap-1">
          {REASONS.map((reason) => (
            <Button key={reason} size="sm" onClick={() => onDone(t(`lost_reason.${reason}`))}>
              {t(`lost_reason.${reason}`)}
            </Button>
          ))}
        </div>
        <LabelledField label={t('leads.lost.title')} hint={t('leads.lost.hint')}>
          {(ids) => (
            <Input
              {...ids}
              dir="auto"
              autoFocus
              maxLength={500}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </LabelledField>
        <div className="flex justify-end gap-2">
          <Button look="ghost" onClick={() => onDone(null)}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" look="danger" disabled={!text.trim()}>
            {t('leads.lost.confirm')}
          </Button>
        </div>
      </form>
    </Popover>
  )
}

/** The focus goes back to what was moved; of a card, to its link. */
const focusAgain = (anchor: Element) =>
  (anchor.querySelector<HTMLElement>(':scope[data-card] a') ?? (anchor as HTMLElement)).focus({ preventScroll: true })

/**
 * Moves leads from anywhere on a page. Losing one asks for the reason first, beside `anchor`; the page shows `asking`.
 */
export function useMover(options: Parameters<typeof useMoveLead>[0] = {}) {
  const { mutate } = useMoveLead(options)
  const [pending, setPending] = useState<{ lead: Lead; anchor: Element } | null>(null)
  const move = (lead: Lead, to: LeadStatus, anchor: Element) => {
    if (to === lead.lead_status) return
    if (to === 'lost') afterClosing(() => setPending({ lead, anchor }))
    else mutate({ lead, to })
  }
  const asking = pending ? (
    <LostReason
      anchor={pending.anchor}
      onDone={(lost_reason) => {
        setPending(null)
        if (lost_reason) mutate({ lead: pending.lead, to: 'lost', lost_reason })
        else focusAgain(pending.anchor)
      }}
    />
  ) : null
  return { move, asking }
}
export type Mover = ReturnType<typeof useMover>['move']

/** The status, and the way to another one. */
export function StatusMenu({ lead, locked, onMove }: { lead: Lead; locked: boolean; onMove: Mover }) {
  const t = useT()
  const trigger = useRef<HTMLButtonElement>(null)
  if (locked) return <StatusBadge status={lead.lead_status} />
  return (
    <Menu
      align="start"
      trigger={
        <button
          ref={trigger}
          type="button"
          aria-label={t('leads.move.label', { status: valueLabel('lead_status', lead.lead_status) })}
          className={cn(
            'relative inline-flex max-w-full rounded-sm after:absolute after:-inset-1.5 pointer-coarse:after:-inset-3',
          )}
        >
          <StatusBadge status={lead.lead_status}>
            <ChevronDown className="size-3 shrink-0" aria-hidden />
          </StatusBadge>
        </button>
      }
    >
      <MenuLabel>{t('leads.move.to')}</MenuLabel>
      <StatusChoices value={lead.lead_status} onChoose={(to) => onMove(lead, to, trigger.current!)} />
    </Menu>
  )
}

export const StatusChoices = ({ value, onChoose }: { value: LeadStatus; onChoose: (to: LeadStatus) => void }) => (
  <MenuChoices<LeadStatus>
    value={value}
    onChange={onChoose}
    choices={LEAD_STATUSES.map((status) => ({ value: status, label: <StatusBadge status={status} /> }))}
  />
)
