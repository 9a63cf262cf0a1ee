import { Check, ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { Sheet } from '#ui/dialog.tsx'
import { moveFocus } from '#ui/roving.ts'
import { type Lead, LEAD_STATUSES, leadName } from './lead.ts'
import { type Mover, StatusBadge } from './status.tsx'

/** The status under a thumb: pressed, the others rise from the bottom edge. */
export function StatusSheet({ lead, onMove, className }: { lead: Lead; onMove: Mover; className?: string }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button
        ref={opener}
        type="button"
        aria-haspopup="dialog"
        aria-label={t('leads.board.move_named', { name: leadName(lead) })}
        onClick={() => setOpen(true)}
        className={className}
      >
        <StatusBadge status={lead.lead_status}>
          <ChevronDown className="size-3 shrink-0" aria-hidden />
        </StatusBadge>
      </button>
      <Sheet open={open} onOpenChange={setOpen} title={t('leads.move.to')}>
        <div role="radiogroup" aria-label={t('field.lead_status')} onKeyDown={moveFocus} className="flex flex-col">
          {LEAD_STATUSES.map((status) => {
            const here = status === lead.lead_status
            return (
              <button
                key={status}
                type="button"
                role="radio"
                aria-checked={here}
                tabIndex={here ? 0 : -1}
                onClick={() => {
                  setOpen(false)
                  onMove(lead, status, opener.current!.closest('[data-card]') ?? opener.current!)
                }}
                className="flex min-h-12 items-center gap-2 rounded-sm px-2 text-start hover:bg-hover"
              >
                <StatusBadge status={status} />
                {here ? <Check className="ms-auto size-4 text-brand" aria-hidden /> : null}
              </button>
            )
          })}
        </div>
      </Sheet>
    </>
  )
}
