import { CalendarDate } from '@internationalized/date'
import { beforeAll, expect, test } from 'vitest'
import { activateLanguage } from '#lib/i18n.ts'
import { readDays } from './typed-dates.ts'

beforeAll(() => activateLanguage('en'))

// A Friday.
const now = new CalendarDate(2026, 6, 12)

test.each([
  ['today', 'today', 'today'],
  ['Tomorrow', '+1d', '+1d'],
  ['yesterday', '-1d', '-1d'],
  ['next 30d', 'today', '+30d'],
  ['next 30 days', 'today', '+30d'],
  ['in 2 weeks', 'today', '+14d'],
  ['within 3 months', 'today', '+92d'],
  ['30d', 'today', '+30d'],
  ['+90d', 'today', '+90d'],
  ['+90', 'today', '+90d'],
  ['-30d', '-30d', 'today'],
  ['last 7 days', '-7d', 'today'],
  ['2 weeks ago', '-14d', '-14d'],
  ['this week', '2026-06-08', '2026-06-14'],
  ['next month', '2026-07-01', '2026-07-31'],
  ['last year', '2025-01-01', '2025-12-31'],
  ['12/6', '2026-06-12', '2026-06-12'],
  ['1/2', '2027-02-01', '2027-02-01'],
  ['2026-07-01', '2026-07-01', '2026-07-01'],
  ['12/6 - 20/6', '2026-06-12', '2026-06-20'],
  ['12/6..20/6', '2026-06-12', '2026-06-20'],
  ['from 12/6 to 20/6', '2026-06-12', '2026-06-20'],
  ['today to +90d', 'today', '+90d'],
  ['before 12/6', undefined, '2026-06-11'],
  ['until tomorrow', undefined, '+1d'],
  ['after today', '+1d', undefined],
  ['since 1/6/2026', '2026-06-01', undefined],
  ['overdue', undefined, '-1d'],
  ['june 2027', '2027-06-01', '2027-06-30'],
  ['march', '2027-03-01', '2027-03-31'],
  ['2027', '2027-01-01', '2027-12-31'],
  ['aujourd’hui', 'today', 'today'],
  ['demain', '+1d', '+1d'],
  ['hier', '-1d', '-1d'],
  ['30 prochains jours', 'today', '+30d'],
  ['prochains 30 j', 'today', '+30d'],
  ['dans 2 semaines', 'today', '+14d'],
  ['les 7 derniers jours', '-7d', 'today'],
  ['il y a 3 jours', '-3d', '-3d'],
  ['cette semaine', '2026-06-08', '2026-06-14'],
  ['mois prochain', '2026-07-01', '2026-07-31'],
  ['avant le 12/6', undefined, '2026-06-11'],
  ['du 12/6 au 20/6', '2026-06-12', '2026-06-20'],
  ['à partir du 12/6', '2026-06-12', undefined],
  ['en retard', undefined, '-1d'],
  ['août 2026', '2026-08-01', '2026-08-31'],
  ['اليوم', 'today', 'today'],
  ['غدًا', '+1d', '+1d'],
  ['أمس', '-1d', '-1d'],
  ['خلال 30 يومًا', 'today', '+30d'],
  ['خلال ٣٠ يوما', 'today', '+30d'],
  ['آخر 7 أيام', '-7d', 'today'],
  ['هذا الأسبوع', '2026-06-08', '2026-06-14'],
  ['الشهر القادم', '2026-07-01', '2026-07-31'],
  ['قبل 12/6', undefined, '2026-06-11'],
  ['من 12/6 إلى 20/6', '2026-06-12', '2026-06-20'],
  ['يونيو 2027', '2027-06-01', '2027-06-30'],
])('%s is from %s to %s', (typed, from, to) => {
  expect(readDays(typed, now)).toEqual({ ...(from ? { from } : {}), ...(to ? { to } : {}) })
})

test.each(['', 'soon', 'next', '31/2', 'next thing', '30', '12/6 20/6', 'to to', '99999999d'])(
  '%s is no day',
  (typed) => {
    expect(readDays(typed, now)).toBeNull()
  },
)
