import {
  type CalendarDate,
  fromDate,
  parseDate,
  startOfMonth,
  startOfWeek,
  startOfYear,
  toCalendarDate,
  today,
} from '@internationalized/date'

/** The first instant of `day` (YYYY-MM-DD) in a time zone. */
export const startOf = (day: string, zone: string): Date => parseDate(day).toDate(zone)

/**
 * Reads `2026-06-15`, `today`, `+90d` or `-7d` as a day in the tenant's zone; null when it is none. Days are counted one
 * month after another: of millions of years that takes minutes, so as many as a filter takes are enough.
 */
export function readDay(text: string, zone: string): string | null {
  if (text === 'today') return today(zone).toString()
  const relative = /^([+-]\d{1,5})d$/.exec(text)
  if (relative)
    return today(zone)
      .add({ days: Number(relative[1]) })
      .toString()
  return isDay(text) ? text : null
}

/** A day that the calendar has, in years that PostgreSQL and JavaScript both know, with a day after it. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '0100' || text > '9998') return false
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text)
}

/** Reads a full timestamp; without an offset it is UTC, as every time of the API. Null when it is none. */
export function readInstant(text: string): Date | null {
  if (!isDay(text.slice(0, 10)) || text.length < 12) return null
  const at = new Date(/(Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`)
  return Number.isNaN(at.getTime()) ? null : at
}

/** The day of an instant in a time zone. */
export const dayOf = (at: Date, zone: string) => toCalendarDate(fromDate(at, zone)).toString()

/** The day after. */
export const nextDay = (day: string) => parseDate(day).add({ days: 1 }).toString()

const quarterStart = (day: CalendarDate) => startOfMonth(day).subtract({ months: (day.month - 1) % 3 })
const weekStart = (day: CalendarDate) => startOfWeek(day, 'fr-FR')

/** Days of a named range, [from, to) in the tenant's zone; weeks begin on Monday. */
export function dateRange(name: string, zone: string): { from: string; to: string } {
  const now = today(zone)
  const tomorrow = now.add({ days: 1 })
  const between = (from: CalendarDate, to: CalendarDate) => ({ from: from.toString(), to: to.toString() })
  const days = /^last_(\d+)_days$/.exec(name)
  if (days) return between(now.subtract({ days: Number(days[1]) - 1 }), tomorrow)
  switch (name) {
    case 'today':
      return between(now, tomorrow)
    case 'yesterday':
      return between(now.subtract({ days: 1 }), now)
    case 'this_week':
      return between(weekStart(now), weekStart(now).add({ weeks: 1 }))
    case 'last_week':
      return between(weekStart(now).subtract({ weeks: 1 }), weekStart(now))
    case 'this_month':
      return between(startOfMonth(now), startOfMonth(now).add({ months: 1 }))
    case 'last_month':
      return between(startOfMonth(now).subtract({ months: 1 }), startOfMonth(now))
    case 'this_quarter':
      return between(quarterStart(now), quarterStart(now).add({ months: 3 }))
    case 'last_quarter':
      return between(quarterStart(now).subtract({ months: 3 }), quarterStart(now))
    case 'this_year':
      return between(startOfYear(now), startOfYear(now).add({ years: 1 }))
    default:
      return between(startOfYear(now).subtract({ years: 1 }), startOfYear(now))
  }
}
