import {
  CalendarDate,
  getWeeksInMonth,
  parseDate,
  startOfMonth,
  startOfWeek,
  today as todayIn,
} from '@internationalized/date'
import { currentLanguage, FORMAT_LOCALES } from './i18n.ts'

/** The locale whose weeks are used: Morocco's begin on Monday, as France's do. */
const weekLocale = () => ({ en: 'en-GB', fr: 'fr-FR', ar: 'fr-MA' })[currentLanguage()]

export const dayOf = (text: string): CalendarDate => parseDate(text)
export const thisDay = (zone: string): CalendarDate => todayIn(zone)

/** The weeks of a month, whole, as rows of days. */
export function weeksOf(month: CalendarDate): CalendarDate[][] {
  const first = startOfWeek(startOfMonth(month), weekLocale())
  return Array.from({ length: getWeeksInMonth(month, weekLocale()) }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => first.add({ days: week * 7 + day })),
  )
}

const inUtc = (day: CalendarDate) => day.toDate('UTC')
const intl = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(FORMAT_LOCALES[currentLanguage()], { timeZone: 'UTC', ...options })

/** The first and the last day of the week that a day is in. */
export function weekAround(day: CalendarDate): [CalendarDate, CalendarDate] {
  const first = startOfWeek(day, weekLocale())
  return [first, first.add({ days: 6 })]
}

export const monthName = (month: CalendarDate): string => intl({ month: 'long', year: 'numeric' }).format(inUtc(month))
export const weekdayNames = (week: CalendarDate[], style: 'short' | 'long'): string[] =>
  week.map((day) => intl({ weekday: style }).format(inUtc(day)))

const valid = (year: number, month: number, day: number): CalendarDate | null => {
  const date = new CalendarDate(year, month, day)
  // Out-of-range parts are pulled into range; a 31 June is no day.
  return date.year === year && date.month === month && date.day === day && year >= 1900 && year <= 2199 ? date : null
}

/**
 * A day as people type it: `2026-06-12`, `12/6`, `12.6.26`, `+3d`, `-1w`, `+2m`, and the words for today and tomorrow.
 * Null for what is no day.
 */
export function readDay(
  typed: string,
  now: CalendarDate,
  words: { today: string; tomorrow: string },
): CalendarDate | null {
  const text = typed.trim().toLowerCase()
  if (text === words.today.toLowerCase()) return now
  if (text === words.tomorrow.toLowerCase()) return now.add({ days: 1 })
  const offset = /^([+-])\s*(\d{1,4})\s*([djwsm]?)$/.exec(text)
  if (offset) {
    const count = Number(offset[2]) * (offset[1] === '-' ? -1 : 1)
    // d and j are days, w and s weeks (semaines), m months.
    const unit = { d: 'days', j: 'days', '': 'days', w: 'weeks', s: 'weeks', m: 'months' }[offset[3] ?? ''] ?? 'days'
    return now.add({ [unit]: count })
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  if (iso) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const parts = /^(\d{1,2})[\s./-](\d{1,2})(?:[\s./-](\d{2}|\d{4}))?$/.exec(text)
  if (!parts) return null
  const [day, month] = [Number(parts[1]), Number(parts[2])]
  if (parts[3]) return valid(Number(parts[3]) + (parts[3].length === 2 ? 2000 : 0), month, day)
  // Without a year: the next time that day comes.
  const soon = valid(now.year, month, day)
  return soon && soon.compare(now) < 0 ? valid(now.year + 1, month, day) : soon
}

/** A time of day as people type it: `9`, `930`, `9:30`, `15h`, `15h30`. Null for what is no time. */
export function readTime(typed: string): { hour: number; minute: number } | null {
  const parts = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})?)?$|^(\d{1,2})(\d{2})$/.exec(typed.trim().toLowerCase())
  if (!parts) return null
  const hour = Number(parts[1] ?? parts[3])
  const minute = Number(parts[2] ?? parts[4] ?? 0)
  return hour < 24 && minute < 60 ? { hour, minute } : null
}
