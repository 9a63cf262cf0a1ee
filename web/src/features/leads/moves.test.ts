import { expect, test } from 'vitest'
import { type Lead, nextStepOf, type Pipeline } from './lead.ts'
import { orderOf, placeOf, withMove } from './board.ts'
import { columnsOfCards, movedCards } from './moved-cards.ts'

const card = (id: string, values: Partial<Lead> = {}) =>
  ({ id, lead_status: 'new', estimated_value: 100, currency: null, ...values }) as Lead
const board = (): Pipeline => ({
  columns: [
    {
      key: 'new',
      count: 40,
      sum: 1000,
      currency: 'MAD',
      sums: [
        { currency: 'MAD', sum: 1000 },
        { currency: 'EUR', sum: 100 },
      ],
      items: [card('a'), card('b', { currency: 'EUR' })],
      next_cursor: 'c',
    },
    {
      key: 'won',
      count: 2,
      sum: 500,
      currency: 'MAD',
      sums: [{ currency: 'MAD', sum: 500 }],
      items: [],
      next_cursor: null,
    },
  ],
})

test('a moved card takes its count and its worth along', () => {
  const [from, to] = withMove(board(), card('a'), 'won').columns
  expect(from).toMatchObject({ count: 39, sum: 900, next_cursor: 'c' })
  expect(to).toMatchObject({ count: 3, sum: 600 })
  expect(to!.items[0]).toMatchObject({ id: 'a', lead_status: 'won' })
})

test('another currency has a sum of its own, before and after', () => {
  const [from, to] = withMove(board(), card('b', { currency: 'EUR' }), 'won').columns
  expect([from!.sum, to!.sum]).toEqual([1000, 500])
  expect(from!.sums).toEqual([{ currency: 'MAD', sum: 1000 }])
  expect(to!.sums).toEqual([
    { currency: 'MAD', sum: 500 },
    { currency: 'EUR', sum: 100 },
  ])
})

test('a moved card lands where the order of the board puts it', () => {
  const scored = (id: string, lead_score: number | null) => card(id, { lead_score } as Partial<Lead>)
  const before = board()
  before.columns[0]!.items = [scored('m', 50)]
  before.columns[1]!.items = [scored('x', 90), scored('y', 10), scored('z', null)]
  const place = (sort_order: string) => {
    const order = orderOf({ sort_by: 'lead_score', sort_order })
    return placeOf(withMove(before, scored('m', 50), 'won', order), 'm')?.place
  }
  expect(place('desc')).toBe(2)
  before.columns[1]!.items = [scored('y', 10), scored('x', 90), scored('z', null)]
  expect(place('asc')).toBe(2)
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

test('only a card that stood in another column slides; one that came or went does not', () => {
  const before = columnsOfCards(board().columns)
  expect(movedCards(before, board().columns)).toEqual([])
  expect(movedCards(before, withMove(board(), card('a'), 'won').columns)).toEqual(['a'])
  const [first, ...rest] = board().columns
  expect(movedCards(before, [{ ...first!, items: [card('b'), card('new one')] }, ...rest])).toEqual([])
})
