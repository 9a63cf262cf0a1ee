import { CalendarDate } from '@internationalized/date'
import { readDay, readTime, weekdayNames, weeksOf } from './days.ts'

export interface Words {
  today: string
  tomorrow: string
}

const MORNING = { hour: 9, minute: 0 }

/** `3pm`, `3:30 pm`. */
function readHalfDay(text: string): { hour: number; minute: number } | null {
  const parts = /^(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\.?$/.exec(text)
  if (!parts) return null
  const hour = Number(parts[1])
  const minute = Number(parts[2] ?? 0)
  return hour >= 1 && hour <= 12 && minute < 60 ? { hour: (hour % 12) + (parts[3] === 'p' ? 12 : 0), minute } : null
}

// "at 15:00", "à 15h", "الساعة 15": the word between a day and its time.
const JOINING = /\s(?:at|à|a|الساعة|على الساعة)$/
/** One spelling of what is written in several: vowel signs, apostrophes, the digits of the east. */
const plain = (text: string) =>
  text
    .toLowerCase()
    .replace(/[\u064b-\u0652]/g, '')
    .replace(/’/g, "'")
    .replace(/[٠-٩]/g, (digit) => String('٠١٢٣٤٥٦٧٨٩'.indexOf(digit)))

/** The next day of that name, not today; in the reader's language, in full or by at least three letters. */
function readWeekday(text: string, now: CalendarDate): CalendarDate | null {
  const week = weeksOf(now)[0]!
  const fold = (name: string) => name.toLowerCase().replace(/\.$/, '').normalize('NFC')
  const typed = fold(text)
  const bare = (name: string) => name.replace(/^ال/, '')
  const at = weekdayNames(week, 'long').findIndex(
    (name) => typed.length >= 3 && (fold(name).startsWith(typed) || bare(fold(name)) === bare(typed)),
  )
  if (at < 0) return null
  const wanted = week[at]!
  const days = ((wanted.compare(now) % 7) + 7) % 7 || 7
  return now.add({ days })
}

/**
 * An instant as people type it: a day, a time, or both: `tomorrow 15h`, `fri 9:30`, `+3d`, `12/6 at 3pm`, `15:00`. A day
 * alone is its morning; a time alone is the next one. By this browser's clock. Null for what is none.
 */
export function readMoment(typed: string, words: Words, now = new Date()): Date | null {
  const text = plain(typed.trim().replace(/\s+/g, ' '))
  const known = { today: plain(words.today), tomorrow: plain(words.tomorrow) }
  if (!text) return null
  const today = new CalendarDate(now.getFullYear(), now.getMonth() + 1, now.getDate())
  const dayOf = (part: string) => readDay(part, today, known) ?? readWeekday(part, today)
  const at = (day: CalendarDate, { hour, minute }: { hour: number; minute: number }) =>
    new Date(day.year, day.month - 1, day.day, hour, minute)

  const whole = dayOf(text)
  if (whole) return at(whole, MORNING)
  const timed = /^(?:(.*?)\s)?(\d{1,2}(?:[:.h]\d{2}|h)?(?:\s?[ap]\.?m\.?)?)$/.exec(text)
  if (!timed) return null
  const time = readHalfDay(timed[2]!) ?? readTime(timed[2]!)
  if (!time) return null
  if (!timed[1]) {
    const soon = at(today, time)
    return soon > now ? soon : at(today.add({ days: 1 }), time)
  }
  const day = dayOf(` ${timed[1]}`.replace(JOINING, '').trim())
  return day && at(day, time)
}
