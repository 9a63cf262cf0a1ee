import { expect, test } from 'vitest'
import { chooseLanguage } from './i18n.ts'
import { readMoment } from './moments.ts'

const now = new Date(2026, 5, 12, 12, 0) // a Friday
const read = (typed: string, words = { today: 'today', tomorrow: 'tomorrow' }) => {
  const at = readMoment(typed, words, now)
  const two = (part: number) => String(part).padStart(2, '0')
  return at && `${two(at.getDate())}/${two(at.getMonth() + 1)} ${two(at.getHours())}:${two(at.getMinutes())}`
}

test('a day, a time, or both', () => {
  expect(read('tomorrow 15h')).toBe('13/06 15:00')
  expect(read('Tomorrow at 3pm')).toBe('13/06 15:00')
  expect(read('tomorrow')).toBe('13/06 09:00')
  expect(read('+3d 9:30')).toBe('15/06 09:30')
  expect(read('15/7 12 am')).toBe('15/07 00:00')
  expect(read('mon 10')).toBe('15/06 10:00')
  expect(read('friday')).toBe('19/06 09:00')
})

test('a time alone is the next one', () => {
  expect(read('15:00')).toBe('12/06 15:00')
  expect(read('9h')).toBe('13/06 09:00')
})

test('what is no moment is none', () => {
  for (const typed of ['', 'soon', 'tomorrow 25h', '31/6 10h', 'at 10 at 11']) expect(read(typed)).toBeNull()
})

test('in the languages of the app', async () => {
  await chooseLanguage('fr')
  expect(read('demain à 15h30', { today: 'aujourd’hui', tomorrow: 'demain' })).toBe('13/06 15:30')
  expect(read('lundi 9h', { today: 'aujourd’hui', tomorrow: 'demain' })).toBe('15/06 09:00')
  await chooseLanguage('ar')
  expect(read('غدا الساعة ١٥:٣٠', { today: 'اليوم', tomorrow: 'غداً' })).toBe('13/06 15:30')
  expect(read('الاثنين 10', { today: 'اليوم', tomorrow: 'غدا' })).toBe('15/06 10:00')
  await chooseLanguage('en')
})
