import { CircleDot } from 'lucide-react'
import { useRef, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { type Act, BarButton } from '#records/bulk/bulk-parts.tsx'
import { Menu, MenuLabel } from '#ui/menu.tsx'
import { afterClosing } from '#ui/popover.tsx'
import type { Lead, LeadStatus } from './lead.ts'
import { LostReason, StatusChoices } from './status.tsx'

/** Moves all that is selected; the status of the first of them is ticked. */
export function BulkStatus({ rows, act }: { rows: readonly Lead[]; act: Act }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [losing, setLosing] = useState<Element | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  useShortcut('s', 'keys.move_to', () => setOpen(true))
  return (
    <>
      <Menu
        align="start"
        side="top"
        open={open}
        onOpenChange={setOpen}
        trigger={
          <BarButton ref={button} icon={<CircleDot className="size-4" aria-hidden />}>
            {t('field.lead_status')}
          </BarButton>
        }
      >
        <MenuLabel>{t('leads.move.to')}</MenuLabel>
        <StatusChoices
          value={rows[0]?.lead_status ?? 'new'}
          onChoose={(to: LeadStatus) =>
            to === 'lost'
              ? afterClosing(() => setLosing(button.current))
              : act({ action: 'update_status', lead_status: to })
          }
        />
      </Menu>
      {losing ? (
        <LostReason
          anchor={losing}
          onDone={(reason) => {
            setLosing(null)
            if (reason) act({ action: 'update_status', lead_status: 'lost', reason })
          }}
        />
      ) : null}
    </>
  )
}
