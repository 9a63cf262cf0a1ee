import { expect, test } from 'vitest'
import { type Lead, nextStepOf, type Pipeline, viewOf } from './lead.ts'
import { withMove } from './moves.ts'

const card = (id: string, values: Partial<Lead> = {}) =>
  ({ id, lead_status: 'new', estimated_value: 100, currency: null, ...values }) as Lead
const board = (): Pipeline => ({
  columns: [
    {
      key: 'new',
      count: 40,
      sum: 1000,
      currency: 'MAD',
      items: [card('a'), card('b', { currency: 'EUR' })],
      next_cursor: 'c',
    },
    { key: 'won', count: 2, sum: 500, currency: 'MAD', items: [], next_cursor: null },
  ],
})

test('a moved card takes its count and its worth along', () => {
  const [from, to] = withMove(board(), card('a'), 'won').columns
  expect(from).toMatchObject({ count: 39, sum: 900, next_cursor: 'c' })
  expect(to).toMatchObject({ count: 3, sum: 600 })
  expect(to!.items[0]).toMatchObject({ id: 'a', lead_status: 'won' })
})

test('another currency is in no sum, before or after', () => {
  const [from, to] = withMove(board(), card('b', { currency: 'EUR' }), 'won').columns
  expect([from!.sum, to!.sum]).toEqual([1000, 500])
})

test('a card that is not on the board, or already there, changes nothing', () => {
  const before = board()
  expect(withMove(before, card('z'), 'won')).toBe(before)
  expect(withMove(before, card('a'), 'new')).toBe(before)
})

test('a next step is overdue, today, planned or missing; a closed lead needs none', () => {
  const now = new Date('2026-06-12T12:00:00')
  const at = (next_follow_up: string | null, lead_status: Lead['lead_status'] = 'new') =>
    nextStepOf({ next_follow_up, lead_status, archived_at: null }, now)
  expect(at('2026-06-12T08:00:00')).toBe('today')
  expect(at('2026-06-11T23:00:00')).toBe('overdue')
  expect(at('2026-06-13T00:10:00')).toBe('planned')
  expect(at(null)).toBe('none')
  expect(at(null, 'won')).toBe('closed')
})

test('a view is recognised by its address, in any layout', () => {
  expect(viewOf({})).toBe('all')
  expect(viewOf({ archived: 'true', layout: 'board' })).toBe('archived')
  expect(viewOf({ archived: 'true', city: 'Fès' })).toBeNull()
})
