import { useState } from 'react'
import { readTime } from '#lib/days.ts'
import { formatTime, today } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { DateInput, type DateInputProps } from './date-input.tsx'
import { Input } from './input.tsx'

const MORNING = { hour: 9, minute: 0 }

/** An instant by this browser's clock: a day and a time of day. */
export function DateTimeInput({ value, onChange, label, ...rest }: Omit<DateInputProps, 'timeZone'>) {
  const t = useT()
  const [typed, setTyped] = useState<string | null>(null)
  const readable = value !== null && !Number.isNaN(Date.parse(value))
  const day = readable ? today(undefined, new Date(value)) : value

  function set(nextDay: string | null, time: { hour: number; minute: number } | null) {
    if (nextDay === null) return onChange(null)
    if (!/^\d{4}-\d{2}-\d{2}$/.test(nextDay) || !time) return onChange(nextDay)
    const [year, month, date] = nextDay.split('-').map(Number) as [number, number, number]
    onChange(new Date(year, month - 1, date, time.hour, time.minute).toISOString())
  }
  const present = () =>
    readable ? { hour: new Date(value).getHours(), minute: new Date(value).getMinutes() } : MORNING

  return (
    <div className="grid grid-cols-[minmax(0,1fr)_5rem] gap-1">
      <DateInput {...rest} label={label} value={day} onChange={(next) => set(next, present())} />
      <Input
        aria-label={t('calendar.time', { field: label })}
        dir="ltr"
        inputMode="numeric"
        autoComplete="off"
        placeholder="09:00"
        disabled={!readable}
        value={typed ?? (readable ? formatTime(value) : '')}
        onChange={(event) => {
          setTyped(event.target.value)
          const time = readTime(event.target.value)
          if (time) set(day, time)
        }}
        onBlur={() => setTyped(null)}
        className="text-center tabular-nums"
      />
    </div>
  )
}
