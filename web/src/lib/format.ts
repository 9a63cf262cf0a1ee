import { currentLanguage, FORMAT_LOCALES } from './i18n.ts'

const made = new Map<string, unknown>()

/** Intl formatters are slow to make and cheap to keep. */
function kept<T>(key: string, make: (locale: string) => T): T {
  const locale = FORMAT_LOCALES[currentLanguage()]
  const id = `${locale} ${key}`
  if (!made.has(id)) made.set(id, make(locale))
  return made.get(id) as T
}

const dates = (name: string, options: Intl.DateTimeFormatOptions) =>
  kept(name, (locale) => new Intl.DateTimeFormat(locale, options))

export function formatNumber(value: number, options?: Intl.NumberFormatOptions): string {
  return kept(`number ${JSON.stringify(options)}`, (locale) => new Intl.NumberFormat(locale, options)).format(value)
}

export const formatPercent = (share: number): string =>
  formatNumber(share, { style: 'percent', maximumFractionDigits: 1 })

/** An amount with its currency; whole amounts drop the decimals that say nothing. */
export function formatMoney(amount: number, currency: string | null): string {
  const whole = Number.isInteger(amount)
  if (!currency) return formatNumber(amount, { maximumFractionDigits: 2 })
  return formatNumber(amount, {
    style: 'currency',
    currency,
    currencyDisplay: 'symbol',
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: whole ? 0 : 2,
  })
}

/** A large amount in a few characters, for heads of columns. */
export const formatMoneyShort = (amount: number, currency: string): string =>
  formatNumber(amount, {
    style: 'currency',
    currency,
    currencyDisplay: 'symbol',
    notation: 'compact',
    maximumFractionDigits: 1,
    minimumFractionDigits: 0,
  })

// A day has no zone: it is read and written as if everything happened in UTC, so it never shifts.
const dayAsUtc = (day: string) => new Date(`${day}T00:00:00Z`)

/** `2026-06-12` as `12 Jun 2026`, the same day in every time zone. */
export const formatDay = (day: string): string =>
  dates('day', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(dayAsUtc(day))

export const formatDayLong = (day: string): string =>
  dates('day long', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(
    dayAsUtc(day),
  )

/** `Today`, `Yesterday`, else the day in full. */
export function formatDayNear(day: string): string {
  const days = daysUntil(day)
  if (days !== 0 && days !== -1) return formatDayLong(day)
  const name = kept('near', (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(days, 'day')
  return name.charAt(0).toLocaleUpperCase() + name.slice(1)
}

export const formatTime = (at: string): string =>
  dates('time', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at))

export const formatDateTime = (at: string): string =>
  dates('date time', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at))

/** The day of an instant, in this browser's zone. */
export const formatDate = (at: string): string =>
  dates('date', { day: 'numeric', month: 'short', year: 'numeric' }).format(new Date(at))

/** The calendar day it is for `zone`, as `YYYY-MM-DD`. */
export function today(zone?: string, now = new Date()): string {
  const parts = kept(
    `today ${zone ?? ''}`,
    () => new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }),
  )
  return parts.format(now)
}

/** Whole days from today to a day; negative when it has passed. */
export const daysUntil = (day: string, zone?: string, now = new Date()): number =>
  Math.round((dayAsUtc(day).getTime() - dayAsUtc(today(zone, now)).getTime()) / 86_400_000)

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** `in 3 days`, `2 hours ago`; the absolute time belongs in a title beside it. */
export function formatRelative(at: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000)
  const relative = kept('relative', (locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'long' }))
  const [unit, size] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1]
  return relative.format(unit === 'second' ? 0 : Math.trunc(seconds / size), unit)
}

export const formatList = (items: string[]): string =>
  kept('list', (locale) => new Intl.ListFormat(locale, { type: 'conjunction', style: 'narrow' })).format(items)

const names = (type: Intl.DisplayNamesType) =>
  kept(`names ${type}`, (locale) => new Intl.DisplayNames(locale, { type, fallback: 'code' }))

export const countryName = (code: string): string => names('region').of(code) ?? code
export const currencyName = (code: string): string => names('currency').of(code) ?? code

/** Compares texts as a reader of this language would sort them. */
export const compareText = (a: string, b: string): number =>
  kept('compare', (locale) => new Intl.Collator(locale, { sensitivity: 'base', numeric: true })).compare(a, b)
