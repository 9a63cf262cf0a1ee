import { CalendarDays } from 'lucide-react'
import { useState } from 'react'
import { dayOf, readDay, thisDay } from '#lib/days.ts'
import { formatDay } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { Calendar } from './calendar.tsx'
import type { ControlIds } from './field.tsx'
import { Input } from './input.tsx'
import { Popover } from './popover.tsx'

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

export interface DateInputProps {
  /** `YYYY-MM-DD`, or nothing. */
  value: string | null
  onChange: (value: string | null) => void
  label: string
  ids?: Partial<ControlIds>
  autoFocus?: boolean
  /** Where today is: the tenant's zone, where that matters. */
  timeZone?: string
}

/** A day, typed as people write one ("12/6", "+3d") or chosen from a month. */
export function DateInput({ value, onChange, label, ids, autoFocus, timeZone = zone() }: DateInputProps) {
  const t = useT()
  const [typed, setTyped] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const now = thisDay(timeZone)
  const shown = typed ?? (value ? formatDay(value) : '')

  function take(text: string) {
    setTyped(text)
    if (!text.trim()) return onChange(null)
    const day = readDay(text, now, { today: t('filter.today'), tomorrow: t('calendar.tomorrow') })
    // What is no day yet goes on as it stands, so that the form can say so.
    onChange(day ? day.toString() : text)
  }

  return (
    <div className="relative">
      <Input
        {...(ids?.id ? ids : { ...ids, 'aria-label': label })}
        autoFocus={autoFocus}
        autoComplete="off"
        inputMode="text"
        placeholder={t('calendar.hint')}
        value={shown}
        onChange={(event) => take(event.target.value)}
        onBlur={() => setTyped(null)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && event.altKey) setOpen(true)
        }}
        className="pe-9"
      />
      <Popover
        label={t('calendar.choose', { field: label })}
        open={open}
        onOpenChange={setOpen}
        align="end"
        className="w-auto p-0"
        trigger={
          <button
            type="button"
            aria-label={t('calendar.choose', { field: label })}
            className="absolute inset-y-0 end-0 grid w-9 place-items-center rounded-sm text-text-3 hover:text-text focus-visible:-outline-offset-2 pointer-coarse:w-11"
          >
            <CalendarDays className="size-4" aria-hidden />
          </button>
        }
      >
        <Calendar
          value={value && /^\d{4}-\d{2}-\d{2}$/.test(value) ? dayOf(value) : null}
          today={now}
          onChoose={(day) => {
            setTyped(null)
            onChange(day.toString())
            setOpen(false)
          }}
        />
      </Popover>
    </div>
  )
}
