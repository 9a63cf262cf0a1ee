import { type CalendarDate, endOfMonth, endOfYear, startOfMonth, startOfYear } from '@internationalized/date'
import { readDay, weekAround } from '#lib/days.ts'
import type { FilterParts } from '../filter-values.ts'

type Unit = 'day' | 'week' | 'month' | 'year'
type Word = 'next' | 'last' | 'this' | 'ago' | 'before' | 'after' | 'from' | 'to' | 'late'
type Token =
  | { kind: Word }
  | { kind: 'number'; value: number }
  | { kind: 'unit'; unit: Unit }
  | { kind: 'month'; month: number }
  /** A day as filters say it: `today`, `+90d`, `2026-06-12`. A `span` was typed with its sign and means all days up to it. */
  | { kind: 'day' | 'span'; day: string }

/** What people write, whichever language the page is in: without accents, vowel signs or a leading article. */
const WORDS: Record<Word, string> = {
  next: 'next coming within in prochain prochaine prochains prochaines dans suivants dici خلال قادم قادمة مقبل مقبلة تالية',
  last: 'last past previous dernier derniere derniers dernieres passe passee اخر اخيرة ماضي ماضية سابق سابقة',
  this: 'this current ce cet cette هذا هذه حالي حالية',
  ago: 'ago ilya مضت مضى',
  before: 'before avant قبل',
  after: 'after apres بعد',
  from: 'from since between du depuis des entre من منذ بين',
  to: 'to until till and by au jusquau jusqua et الى حتى و',
  late: 'overdue late retard enretard متاخر متاخرة',
}
const UNITS: Record<Unit, string> = {
  day: 'd day days j jr jour jours يوم يوما ايام',
  week: 'w wk week weeks s sem semaine semaines اسبوع اسبوعا اسابيع',
  month: 'm mo month months mois شهر شهرا اشهر شهور',
  year: 'y yr year years a an ans annee annees سنة سنوات عام اعوام',
}
const DAYS: Record<string, string> = {
  today: 'today aujourdhui يوم',
  '+1d': 'tomorrow demain غدا غد',
  '-1d': 'yesterday hier امس',
}
const NOISE = new Set(['the', 'le', 'la', 'les', 'l', 'of', 'de', 'en', 'a', 'partir', 'ال'])

const spoken = new Map<string, Token>()
const teach = (words: string, token: Token) => words.split(' ').forEach((word) => spoken.set(word, token))
for (const [unit, words] of Object.entries(UNITS)) teach(words, { kind: 'unit', unit: unit as Unit })
for (const [kind, words] of Object.entries(WORDS)) teach(words, { kind: kind as Word })
for (const [day, words] of Object.entries(DAYS)) if (day !== 'today') teach(words, { kind: 'day', day })
// «اليوم» is today and, without its article, a day.
teach('today aujourdhui اليوم', { kind: 'day', day: 'today' })
for (const locale of ['en', 'fr', 'ar', 'ar-MA'])
  for (let month = 1; month <= 12; month++)
    for (const style of ['long', 'short'] as const) {
      const name = new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' }).format(
        Date.UTC(2026, month - 1, 2),
      )
      const word = plain(name).replace(/\.$/, '')
      if (!spoken.has(word)) spoken.set(word, { kind: 'month', month })
    }

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640\u200e\u200f]/gu, '')
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .toLowerCase()
    .replace(/['’ʼ]/g, '')
    .replace(/\bil y a\b/, 'ilya')
    .replace(/\bd ?ici\b/, 'dici')
    .replace(/\ben retard\b/, 'enretard')
    .trim()
}

const SIGNED = /^[+-]\d{1,4}[djwsmya]?$/
const DATE = /^\d{4}-\d{1,2}-\d{1,2}$|^\d{1,2}[./-]\d{1,2}([./-](\d{2}|\d{4}))?$/

/** Reads a word, or the words that were typed without a space between: `30d`. Null for what is none. */
function tokensOf(word: string, now: CalendarDate): Token[] | null {
  if (SIGNED.test(word)) {
    const day = readDay(word.replace(/[ya]$/, ''), now, { today: '', tomorrow: '' })
    return day && [{ kind: 'span', day: daysFrom(now, day) }]
  }
  if (DATE.test(word)) {
    const day = readDay(word, now, { today: '', tomorrow: '' })
    return day && [{ kind: 'day', day: day.toString() }]
  }
  const known = spoken.get(word) ?? spoken.get(word.replace(/^ال/, ''))
  if (known) return [known]
  if (/^\d+$/.test(word)) return [{ kind: 'number', value: Number(word) }]
  const [, count, unit] = /^(\d+)(\p{L}+)$/u.exec(word) ?? []
  const named = unit && spoken.get(unit)
  return named && named.kind === 'unit' ? [{ kind: 'number', value: Number(count) }, named] : null
}

const daysFrom = (now: CalendarDate, day: CalendarDate): string => {
  const count = day.compare(now)
  return count === 0 ? 'today' : `${count > 0 ? '+' : ''}${count}d`
}

const later = (now: CalendarDate, count: number, unit: Unit): CalendarDate => now.add({ [`${unit}s`]: count })

/** The week, month or year around a day, from its first day to its last. */
function around(day: CalendarDate, unit: Unit): FilterParts {
  const [from, to] =
    unit === 'week'
      ? weekAround(day)
      : unit === 'month'
        ? [startOfMonth(day), endOfMonth(day)]
        : unit === 'year'
          ? [startOfYear(day), endOfYear(day)]
          : [day, day]
  return { from: from.toString(), to: to.toString() }
}

/** The day before or after one that a filter names. */
function shifted(day: string, by: number, now: CalendarDate): string {
  const [, offset] = /^([+-]\d+)d$/.exec(day) ?? []
  if (day === 'today' || offset) return daysFrom(now, now.add({ days: Number(offset ?? 0) + by }))
  return readDay(day, now, { today: '', tomorrow: '' })!.add({ days: by }).toString()
}

/**
 * Reads days as people type them: `next 30d`, `+90d`, `tomorrow`, `12/6`, `12/6 - 20/6`, `this month`, `juin 2027`,
 * `avant le 12/6`, `خلال 30 يوما`. What moves along with today stays so. Null for what it does not understand.
 */
export function readDays(typed: string, now: CalendarDate): FilterParts | null {
  const words = plain(typed)
    .replace(/\s*(?:\.\.|–|—|(?<=\s)-(?=\s))\s*/g, ' to ')
    .split(/[\s,،]+/)
    .filter((word) => word && !NOISE.has(word))
  const tokens: Token[] = []
  for (const word of words) {
    const found = tokensOf(word, now)
    if (!found) return null
    tokens.push(...found)
  }
  const parts = tokens.length ? meaningOf(tokens, now) : null
  // Further than the API looks.
  return parts && Object.values(parts).some((day) => /\d{6}/.test(day)) ? null : parts
}

function meaningOf(tokens: readonly Token[], now: CalendarDate): FilterParts | null {
  const shape = tokens.map(({ kind }) => kind).join(' ')
  const days = tokens.flatMap((token) => ('day' in token ? [token.day] : []))
  const number = tokens.find((token) => token.kind === 'number')?.value
  const unit = tokens.find((token) => token.kind === 'unit')?.unit
  const month = tokens.find((token) => token.kind === 'month')?.month
  const [day] = days
  const has = (word: Word) => tokens.some(({ kind }) => kind === word)

  if (shape === 'late') return { to: '-1d' }
  if (shape === 'day') return { from: day!, to: day! }
  if (shape === 'span') return day!.startsWith('-') ? { from: day!, to: 'today' } : { from: 'today', to: day! }
  if (/^(from )?(day|span) to (day|span)$/.test(shape)) return { from: days[0]!, to: days[1]! }
  if (/^before (day|span)$/.test(shape)) return { to: shifted(day!, -1, now) }
  if (/^to (day|span)$/.test(shape)) return { to: day! }
  if (/^after (day|span)$/.test(shape)) return { from: shifted(day!, 1, now) }
  if (/^from (day|span)$/.test(shape)) return { from: day! }

  if (unit && number !== undefined && tokens.length === 3) {
    if (has('next')) return { from: 'today', to: daysFrom(now, later(now, number, unit)) }
    if (has('last')) return { from: daysFrom(now, later(now, -number, unit)), to: 'today' }
    const past = daysFrom(now, later(now, -number, unit))
    if (has('ago')) return { from: past, to: past }
    if (has('before')) return { to: past }
    if (has('from')) return { from: past }
    if (has('after')) return { from: daysFrom(now, later(now, number, unit)) }
  }
  if (unit && number !== undefined && tokens.length === 2)
    return { from: 'today', to: daysFrom(now, later(now, number, unit)) }
  if (unit && tokens.length === 2) {
    if (has('this')) return around(now, unit)
    if (has('next')) return around(later(now, 1, unit), unit)
    if (has('last')) return around(later(now, -1, unit), unit)
  }
  if (month && (shape === 'month' || shape === 'month number')) {
    const year = number ?? (month < now.month ? now.year + 1 : now.year)
    return year >= 1900 && year <= 2199 ? around(now.set({ year, month, day: 1 }), 'month') : null
  }
  if (shape === 'number' && number! >= 1900 && number! <= 2199) return around(now.set({ year: number! }), 'year')
  return null
}
