import { expect, test } from 'vitest'
import { expiryOf } from './document.ts'

const now = new Date(2026, 5, 1, 23, 30)

test.each([
  [null, null],
  ['2026-05-31', 'ended'],
  ['2026-06-01', 'soon'],
  ['2026-12-01', 'soon'],
  ['2026-12-02', 'good'],
  ['2031-01-01', 'good'],
])('a document until %s is %s', (day, state) => expect(expiryOf(day, now)?.state ?? null).toBe(state))

test('days are those of the calendar, whatever the hour', () => {
  expect(expiryOf('2026-06-02', now)?.days).toBe(1)
  expect(expiryOf('2026-05-30', new Date(2026, 5, 1, 0, 5))?.days).toBe(2)
})
