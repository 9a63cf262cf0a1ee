import { CalendarDate } from '@internationalized/date'
import { i18n } from '@lingui/core'
import { beforeAll, expect, test } from 'vitest'
import { readDay, readTime, weeksOf } from './days.ts'

beforeAll(() => i18n.loadAndActivate({ locale: 'fr', messages: {} }))
const now = new CalendarDate(2026, 6, 10)
const words = { today: 'aujourd’hui', tomorrow: 'demain' }
const read = (text: string) => readDay(text, now, words)?.toString() ?? null

test.each([
  ['2026-06-12', '2026-06-12'],
  ['12/06/2026', '2026-06-12'],
  ['12.6.26', '2026-06-12'],
  ['12 6', '2026-06-12'],
  ['9/6', '2027-06-09'],
  ['Demain', '2026-06-11'],
  ['+3d', '2026-06-13'],
  ['+3j', '2026-06-13'],
  ['-1w', '2026-06-03'],
  ['+2m', '2026-08-10'],
  ['31/6', null],
  ['29/2/2027', null],
  ['1/1/1899', null],
  ['soon', null],
])('the day typed as %s is %s', (text, day) => {
  expect(read(text)).toBe(day)
})

test.each([
  ['9', '9:0'],
  ['930', '9:30'],
  ['15h', '15:0'],
  ['15h30', '15:30'],
  ['08:05', '8:5'],
  ['24', null],
  ['9:75', null],
  ['noon', null],
])('the time typed as %s is %s', (text, time) => {
  const read = readTime(text)
  expect(read && `${read.hour}:${read.minute}`).toBe(time)
})

test('weeks are whole and begin on Monday', () => {
  const weeks = weeksOf(now)
  expect(weeks).toHaveLength(5)
  expect(weeks[0]![0]!.toString()).toBe('2026-06-01')
  expect(weeks.at(-1)!.at(-1)!.toString()).toBe('2026-07-05')
})
