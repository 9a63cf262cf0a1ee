import type { CalendarDate } from '@internationalized/date'
import type { Field } from '@rihla/contracts/fields.ts'
import { formatDay, formatNumber, formatPercent } from '#lib/format.ts'
import { isShare } from './fields/labels.ts'
import { readNumber } from './fields/read-number.ts'
import { readDays } from './filters/typed-dates.ts'
import { gotoStyle } from './goto-style.ts'

/** A place in a list: as the API's `seek` has it, and in words. */
export interface Place {
  seek: string
  said: string
}

// Sorts after every letter: going down, a list that is to begin with M begins with the last of them.
const LAST = '\uffff'

/** Reads a letter, a day or an amount as people type it. Null for what is none. */
export function readPlace(
  name: string,
  field: Field,
  descending: boolean,
  typed: string,
  now: CalendarDate,
): Place | null {
  const text = typed.trim()
  const style = gotoStyle(field)
  if (!text || !style) return null
  if (style === 'text') return { seek: descending ? text + LAST : text, said: text }
  if (style === 'number') {
    const number = readNumber(text.replace(/%$/, ''))
    if (number === null || Number.isNaN(number)) return null
    const value = isShare(name) ? number / 100 : number
    return { seek: String(value), said: isShare(name) ? formatPercent(value) : formatNumber(value) }
  }
  const span = readDays(text, now)
  const day = span && (descending ? (span.to ?? span.from) : (span.from ?? span.to))
  if (!day) return null
  const offset = /^([+-]\d+)d$/.exec(day)?.[1]
  const iso = day === 'today' || offset ? now.add({ days: Number(offset ?? 0) }).toString() : day
  return { seek: iso, said: formatDay(iso) }
}
