import { lazy, Suspense, useRef, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { RouteLine } from '#ui/route-line.tsx'
import { type Lead, LEAD_STATUSES } from './lead.ts'
import { useMover } from './status.tsx'

const RowAction = lazy(() => import('./row-action.tsx').then((module) => ({ default: module.RowAction })))

/** How far a lead has come, and the way on. */
export function LeadWay({ record: lead, locked }: { record: Lead; locked: boolean }) {
  const t = useT()
  const { move, asking } = useMover()
  const line = useRef<HTMLDivElement>(null)
  // The station where it stands, while the others are offered beside it.
  const [station, setStation] = useState<HTMLElement | null>(null)
  useShortcut('s', 'keys.move_to', () => {
    if (!locked) setStation(line.current!.querySelector<HTMLElement>('[aria-checked=true]'))
  })
  return (
    <>
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
    </>
  )
}
