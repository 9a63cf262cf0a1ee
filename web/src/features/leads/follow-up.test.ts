import { expect, test } from 'vitest'
import { snoozed } from './follow-up.ts'

const at = (text: string) => new Date(text).toISOString()

test('what was planned goes to the next working day and keeps its hour', () => {
  const now = new Date('2026-11-17T09:00:00')
  expect(snoozed(at('2026-11-18T15:30:00'), now)).toBe(at('2026-11-19T15:30:00'))
  expect(snoozed(at('2026-11-20T08:15:00'), now)).toBe(at('2026-11-23T08:15:00'))
  expect(snoozed(at('2026-11-21T08:15:00'), now)).toBe(at('2026-11-23T08:15:00'))
})

test('what is overdue or was never planned comes up on the working day after today', () => {
  const now = new Date('2026-11-20T17:00:00')
  expect(snoozed(at('2026-10-01T11:00:00'), now)).toBe(at('2026-11-23T11:00:00'))
  expect(snoozed(null, now)).toBe(at('2026-11-23T10:00:00'))
})
