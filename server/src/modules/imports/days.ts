import type { DateOrder } from '@rihla/contracts/importShapes.ts'
import { fold } from '#platform/search.ts'
import { plainDigits } from './numbers.ts'

const MONTHS = monthNames()

function monthNames(): Map<string, number> {
  const months = new Map<string, number>()
  for (const locale of ['en', 'fr', 'ar', 'ar-MA', 'ar-EG', 'ar-LB'])
    for (const style of ['long', 'short'] as const)
      for (let month = 0; month < 12; month += 1) {
        const name = new Intl.DateTimeFormat(`${locale}-u-nu-latn`, { month: style, timeZone: 'UTC' }).format(
          Date.UTC(2026, month, 15),
        )
        months.set(fold(name).replace(/\.$/, ''), month + 1)
      }
  return months
}

/** A day in any of the usual spellings, as `YYYY-MM-DD`; a number as Excel counts days. */
export function dayOf(cell: string, order: DateOrder): string | undefined {
  const text = plainDigits(cell).trim()
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$/.exec(text)
  if (iso) return dayFrom(iso[1]!, iso[2]!, iso[3]!)
  const parts = /^(\d{1,4})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{1,4})(?:[T ,].*)?$/.exec(text)
  if (parts) return dayOfParts(parts[1]!, parts[2]!, parts[3]!, order)
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (compact) return dayFrom(compact[1]!, compact[2]!, compact[3]!)
  const serial = /^(\d{4,6})(?:\.\d+)?$/.exec(text)
  // Four digits are rather a year, which is no day.
  if (serial && !/^(?:19|20|21)\d\d$/.test(serial[1]!)) return serialDay(Number(serial[1]))
  return namedDay(fold(text))
}

function dayOfParts(a: string, b: string, c: string, order: DateOrder): string | undefined {
  if (a.length > 2) return dayFrom(a, b, c)
  const [first, second] = [Number(a), Number(b)]
  if (order === 'ymd' && c.length <= 2 && a.length === 2 && first > 31) return dayFrom(fullYear(a), b, c)
  // What can only be the day is the day, whatever the others of the column are.
  const month_first = second > 12 ? true : first > 12 ? false : order === 'mdy'
  return month_first ? dayFrom(fullYear(c), a, b) : dayFrom(fullYear(c), b, a)
}

/** Two digits of a year: of a birth rather than of a far future. */
function fullYear(year: string): string {
  if (year.length > 2) return year
  const limit = (new Date().getUTCFullYear() % 100) + 15
  return String(Number(year) + (Number(year) > limit ? 1900 : 2000))
}

/** `12 mars 1988`, `March 12, 1988`, `١٢ مارس ١٩٨٨`. */
function namedDay(text: string): string | undefined {
  const words = text.split(/[\s,.\-/]+/).filter((word) => word && word !== 'de' && word !== 'of')
  const month = words.map((word) => MONTHS.get(word)).find(Boolean)
  const numbers = words.map((word) => /^(\d{1,4})(?:st|nd|rd|th|er)?$/.exec(word)?.[1]).filter((n) => n !== undefined)
  if (!month || numbers.length < 2) return undefined
  const year = numbers.find((n) => n.length === 4) ?? numbers[1]!
  const day = numbers.find((n) => n !== year) ?? numbers[0]!
  return dayFrom(fullYear(year), String(month), day)
}

const serialDay = (days: number) =>
  days >= 1 && days < 110_000
    ? new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10)
    : undefined

function dayFrom(year: string, month: string, day: string): string | undefined {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const real =
    at.getUTCFullYear() === Number(year) && at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day)
  return real ? at.toISOString().slice(0, 10) : undefined
}

/** A moment: ISO 8601 as it is; a day with a time or without one in UTC. */
export function instantOf(cell: string, order: DateOrder): string | undefined {
  const text = plainDigits(cell).trim()
  if (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text)) {
    const at = new Date(/(?:z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text}Z`)
    return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
  }
  const day = dayOf(text, order)
  if (!day) return undefined
  const [, hour = '0', minute = '0', second = '0', half] =
    /[T ,](\d{1,2})[:h](\d{2})(?::(\d{2}))?\s*(am|pm)?$/i.exec(text) ?? []
  const shift =
    half?.toLowerCase() === 'pm' && Number(hour) < 12 ? 12 : half?.toLowerCase() === 'am' && hour === '12' ? -12 : 0
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCHours(Number(hour) + shift, Number(minute), Number(second))
  return at.toISOString()
}

/** What programs write where there is no day: Outlook `0/0/00`, databases `0000-00-00`. */
export const isNoDay = (cell: string) => /^0+(?:[/.-]0+){2}(?: [0:]+)?$/.test(cell)
