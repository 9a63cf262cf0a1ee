import { i18n } from '@lingui/core'
import { afterEach, expect, test } from 'vitest'
import {
  compareText,
  countryName,
  daysUntil,
  formatDay,
  formatDayLong,
  formatMoney,
  formatMoneyShort,
  formatNumber,
  formatRelative,
  today,
} from './format.ts'
import type { Language } from './i18n.ts'

const speak = (language: Language) => i18n.loadAndActivate({ locale: language, messages: {} })
const zone = process.env['TZ']
afterEach(() => {
  if (zone === undefined) delete process.env['TZ']
  else process.env['TZ'] = zone
})
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f]/g, '')

test.each(['Pacific/Pago_Pago', 'Pacific/Kiritimati', 'Africa/Casablanca'])('a day is the same day in %s', (place) => {
  process.env['TZ'] = place
  speak('en')
  expect(formatDay('2026-06-12')).toBe('12 Jun 2026')
  expect(formatDayLong('2026-01-01')).toMatch(/^Thursday,? 1 January 2026$/)
})

test('French months are words, not the abbreviations of fr-MA', () => {
  speak('fr')
  expect(formatDay('2026-06-12')).toBe('12 juin 2026')
})

test('Arabic has the month names of the Maghreb and Latin digits', () => {
  speak('ar')
  expect(plain(formatDay('2026-07-12'))).toBe('12 يوليوز 2026')
  expect(formatNumber(1234.5)).toMatch(/^1.234.5$/)
})

test('money shows its currency and loses no cent', () => {
  speak('en')
  expect(plain(formatMoney(42_000, 'MAD'))).toBe('MAD 42,000')
  expect(plain(formatMoney(0.1, 'EUR'))).toBe('€0.10')
  expect(plain(formatMoney(999_999_999_999.99, 'MAD'))).toBe('MAD 999,999,999,999.99')
  expect(plain(formatMoneyShort(1_234_567, 'MAD'))).toBe('MAD 1.2m')
  speak('fr')
  expect(plain(formatMoney(42_000.5, 'MAD'))).toBe('42 000,50 MAD')
})

test('days to departure are counted in the zone of the tenant', () => {
  const now = new Date('2026-06-11T23:30:00Z')
  expect(today('Africa/Casablanca', now)).toBe('2026-06-12')
  expect(daysUntil('2026-06-12', 'Africa/Casablanca', now)).toBe(0)
  expect(daysUntil('2026-06-12', 'America/New_York', now)).toBe(1)
  expect(daysUntil('2026-06-01', 'UTC', now)).toBe(-10)
})

test('times tell how long ago, in words', () => {
  speak('en')
  const now = Date.parse('2026-06-12T12:00:00Z')
  expect(formatRelative('2026-06-12T12:00:20Z', now)).toBe('now')
  expect(formatRelative('2026-06-11T11:00:00Z', now)).toBe('yesterday')
  expect(formatRelative('2026-06-12T15:00:00Z', now)).toBe('in 3 hours')
})

test('countries and order follow the language', () => {
  speak('fr')
  expect(countryName('MA')).toBe('Maroc')
  expect(['Zoé', 'émile', 'Eva'].sort(compareText)).toEqual(['émile', 'Eva', 'Zoé'])
})
