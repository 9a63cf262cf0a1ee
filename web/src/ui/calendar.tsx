import type { CalendarDate } from '@internationalized/date'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { monthName, weekdayNames, weeksOf } from '#lib/days.ts'
import { formatDayLong, formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { IconButton } from './icon-button.tsx'

/** A month of days to choose from; arrow keys walk the days, Page Up and Down the months. */
export function Calendar({
  value,
  today,
  onChoose,
}: {
  value: CalendarDate | null
  today: CalendarDate
  onChoose: (day: CalendarDate) => void
}) {
  const t = useT()
  const [active, setActive] = useState(value ?? today)
  // Opening and walking take the focus to a day; the buttons for months keep it.
  const [moved, setMoved] = useState(true)
  const grid = useRef<HTMLTableElement>(null)
  const weeks = weeksOf(active)
  useEffect(() => {
    if (moved) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus()
  }, [active, moved])

  function go(next: CalendarDate, focus: boolean) {
    setActive(next)
    setMoved(focus)
  }

  function onKeyDown(event: KeyboardEvent) {
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const days = { ArrowUp: -7, ArrowDown: 7, ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1 }[event.key]
    const months = { PageUp: -1, PageDown: 1 }[event.key]
    if (days === undefined && months === undefined) return
    event.preventDefault()
    go(days === undefined ? active.add({ months: months! }) : active.add({ days }), true)
  }

  return (
    <div className="w-66 p-2 pointer-coarse:w-81">
      <div className="flex items-center justify-between pb-1">
        <IconButton
          size="icon-sm"
          label={t('calendar.previous')}
          onClick={() => go(active.subtract({ months: 1 }), false)}
        >
          <ChevronLeft className="size-4 rtl:-scale-x-100" aria-hidden />
        </IconButton>
        <span className="font-semibold" aria-live="polite">
          {monthName(active)}
        </span>
        <IconButton size="icon-sm" label={t('calendar.next')} onClick={() => go(active.add({ months: 1 }), false)}>
          <ChevronRight className="size-4 rtl:-scale-x-100" aria-hidden />
        </IconButton>
      </div>
      <table
        ref={grid}
        role="grid"
        aria-label={monthName(active)}
        onKeyDown={onKeyDown}
        className="w-full border-collapse"
      >
        <thead>
          <tr>
            {weekdayNames(weeks[0]!, 'short').map((name, index) => (
              <th
                key={name}
                scope="col"
                abbr={weekdayNames(weeks[0]!, 'long')[index]}
                className="pb-1 text-meta font-medium text-text-3"
              >
                {name.slice(0, 3)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]!.toString()}>
              {week.map((day) => (
                <td key={day.toString()} aria-selected={value?.compare(day) === 0} className="p-0 text-center">
                  <button
                    type="button"
                    tabIndex={day.compare(active) === 0 ? 0 : -1}
                    aria-label={formatDayLong(day.toString())}
                    aria-current={day.compare(today) === 0 ? 'date' : undefined}
                    onClick={() => onChoose(day)}
                    className={cn(
                      'size-8 rounded-sm text-dense tabular-nums hover:bg-hover pointer-coarse:size-11',
                      day.month !== active.month && 'text-text-3',
                      day.compare(today) === 0 && 'font-semibold text-brand',
                      value?.compare(day) === 0 && 'bg-brand text-on-brand hover:bg-brand-hover',
                    )}
                  >
                    {formatNumber(day.day)}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
