import type { Field } from '@rihla/contracts/fields.ts'
import { readDay, readTime, thisDay } from '#lib/days.ts'
import { fold } from '#lib/fold.ts'
import { choicesOf } from './choices.ts'
import { isShare } from './labels.ts'
import { readNumber } from './read-number.ts'
import { faces, type ReadStyle } from './registry.tsx'

/** What people are called, to find them by their names. */
export interface Reading {
  members: readonly { id: string; name: string; email?: string | null }[]
  timeZone: string
  words: { today: string; tomorrow: string; yes: string; no: string }
}

/** No value that the field could take. */
export const UNREADABLE = Symbol('unreadable')

/** A text as the value of a field, read as its own editor reads it; empty clears. */
export function readValue(name: string, field: Field, text: string, reading: Reading): unknown {
  const typed = text.trim()
  if (typed === '') return field.kind === 'list' ? [] : null
  const { reads } = faces[field.kind]
  return reads ? readers[reads](typed, reading, name, field) : UNREADABLE
}

type Reader = (typed: string, reading: Reading, name: string, field: Field) => unknown

/** One reader for each way that a kind of field says it is read. */
const readers: Record<NonNullable<ReadStyle>, Reader> = {
  line: (typed) => typed.replace(/\s+/g, ' '),
  text: (typed) => typed,
  choice: (typed, _reading, name, field) => readChoice(name, field, typed),
  figure: (typed, _reading, name, field) => readFigure(name, field, typed),
  boolean: (typed, { words }) => readBoolean(typed, words),
  day: (typed, { timeZone, words }) => readDay(typed, thisDay(timeZone), words)?.toString() ?? UNREADABLE,
  moment: readMoment,
  member: (typed, { members }) => readMember(typed, members),
  list: (typed) => {
    const ones = typed.split(/[,،;\n]/).map((one) => [one.trim().toLowerCase(), one.trim()] as const)
    return [...new Map(ones).values()].filter(Boolean)
  },
}

function readFigure(name: string, field: Field, typed: string): unknown {
  const percent = /%\s*$/.test(typed)
  // Amounts are copied with the sign of their currency.
  const bare = typed.replace(field.kind === 'money' ? /[\p{Sc}%]|\b[A-Z]{3}\b/gu : /%/g, '')
  const number = readNumber(bare)
  if (number === null || Number.isNaN(number)) return UNREADABLE
  return isShare(name) && (percent || number > 1) ? Number((number / 100).toPrecision(12)) : number
}

function readBoolean(typed: string, { yes, no }: Reading['words']): unknown {
  const said = fold(typed)
  if (['true', '1', 'x', fold(yes)].includes(said)) return true
  return ['false', '0', fold(no)].includes(said) ? false : UNREADABLE
}

function readChoice(name: string, field: Field, typed: string): unknown {
  const said = fold(typed)
  const plain = typed.toLowerCase().replace(/[- ]/g, '_')
  const found = choicesOf(name, field).find(
    ({ value, text }) =>
      value.toLowerCase() === plain || fold(text) === said || fold(text.split(' · ').at(-1)!) === said,
  )
  return found?.value ?? field.synonyms?.[plain] ?? UNREADABLE
}

function readMember(typed: string, members: Reading['members']): unknown {
  const said = fold(typed)
  const found = members.filter(
    (one) => one.id === typed || fold(one.name) === said || (one.email && fold(one.email) === said),
  )
  // Two of one name: nobody can tell whom it means.
  return found.length === 1 ? found[0]!.id : UNREADABLE
}

function readMoment(typed: string, reading: Reading): unknown {
  const iso = /^\d{4}-\d{2}-\d{2}T/.test(typed) ? new Date(typed) : null
  if (iso) return Number.isNaN(iso.getTime()) ? UNREADABLE : iso.toISOString()
  const [, date = '', time] = /^(.*?)(?:[\sT,]+(\d{1,2}(?:[:h]\d{0,2})?))?$/.exec(typed) ?? []
  const day = readDay(date, thisDay(reading.timeZone), reading.words)
  const at = readTime(time ?? '9')
  if (!day || !at) return UNREADABLE
  return new Date(day.year, day.month - 1, day.day, at.hour, at.minute).toISOString()
}
