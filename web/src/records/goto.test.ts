import { CalendarDate } from '@internationalized/date'
import { leadResource } from '@rihla/contracts/leads.ts'
import { beforeAll, expect, test } from 'vitest'
import { activateLanguage } from '#lib/i18n.ts'
import { gotoStyle } from './goto-style.ts'
import { readPlace } from './goto.ts'

beforeAll(() => activateLanguage('en'))

const now = new CalendarDate(2026, 6, 12)
const { fields } = leadResource
const place = (name: keyof typeof fields, typed: string, descending = false) =>
  readPlace(name, fields[name], descending, typed, now)?.seek ?? null

test('a list is entered at a letter, an amount or a day, by what it is sorted by', () => {
  expect(place('full_name', ' M ')).toBe('M')
  expect(place('full_name', 'M', true)).toBe('M\uffff')
  expect(place('estimated_value', '1 200,50')).toBe('1200.5')
  expect(place('conversion_probability', '35 %')).toBe('0.35')
  expect(place('created_at', '12/6')).toBe('2026-06-12')
  expect(place('preferred_travel_date', 'tomorrow')).toBe('2026-06-13')
  expect(place('created_at', 'last 7 days')).toBe('2026-06-05')
  expect(place('created_at', 'last 7 days', true)).toBe('2026-06-12')
})

test('what says no place leads nowhere', () => {
  expect(place('full_name', '  ')).toBeNull()
  expect(place('lead_score', 'high')).toBeNull()
  expect(place('created_at', 'soon')).toBeNull()
  expect(gotoStyle(fields.lead_status)).toBeNull()
})
