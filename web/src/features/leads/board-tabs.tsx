import { useEffect, useRef, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { Tab, TabList, TabPanel, Tabs } from '#ui/tabs.tsx'
import { BoardCards } from './board-cards.tsx'
import { Sums } from './board-column.tsx'
import type { LayoutProps } from './leads-board.tsx'

// The column last looked at, of each tenant: Back finds it again.
const lastShown = new Map<string, string>()

/** One column at a time, on a phone: no dragging there, the status of a card is what moves it. */
export function ColumnTabs({ columns, originOf, onMove, onMore, follow, onFollowed }: LayoutProps) {
  const t = useT()
  const tenant = useTenant()
  const [shown, setShown] = useState<string>(
    lastShown.get(tenant) ?? columns.find((column) => column.count > 0)?.key ?? 'new',
  )
  const current = columns.some((column) => column.key === shown) ? shown : (columns[0]?.key ?? 'new')
  // Of many statuses, the one that is read stands in sight.
  const tabs = useRef<HTMLDivElement>(null)
  useEffect(() => {
    tabs.current?.querySelector('[role=tab][data-state=active]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [current])
  return (
    <Tabs
      ref={tabs}
      value={current}
      onValueChange={(next) => {
        lastShown.set(tenant, next)
        setShown(next)
      }}
      className="flex min-h-0 flex-1 flex-col"
    >
      <TabList label={t('field.lead_status')} className="shrink-0 px-2">
        {columns.map((column) => (
          <Tab key={column.key} value={column.key}>
            {valueLabel('lead_status', column.key)}{' '}
            <span className="text-text-3 tabular-nums">{formatNumber(column.count)}</span>
          </Tab>
        ))}
      </TabList>
      {columns.map((column) => (
        <TabPanel
          key={column.key}
          value={column.key}
          tabIndex={-1}
          className="flex min-h-0 flex-1 flex-col ps-4 pe-2 pt-2 outline-none data-[state=inactive]:hidden"
        >
          <Sums column={column} className="pb-2" />
          <BoardCards
            column={column}
            from={originOf(column.key)}
            onMove={onMove}
            onMore={onMore}
            follow={follow?.status === column.key ? follow.id : null}
            onFollowed={onFollowed}
          />
        </TabPanel>
      ))}
    </Tabs>
  )
}
