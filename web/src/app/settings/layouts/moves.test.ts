import { arrange, homesOf } from '@rihla/contracts/layoutShape.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addBlock,
  arrangementOf,
  ASIDE,
  blockRow,
  type Blocks,
  blocksOf,
  canRemove,
  fieldRow,
  placeField,
  removeBlock,
  step,
} from './moves.ts'

const usual = blocksOf(arrange('contact', null, ['custom.a']))
const shape = (blocks: Blocks) => Object.fromEntries(blocks.map(({ id, fields }) => [id, fields]))

test('a field steps through its section and over what holds none', () => {
  const up = step('contact', usual, fieldRow('accessibility_needs'), -1)
  expect(shape(up)['travel']!.slice(0, 2)).toEqual(['accessibility_needs', 'dietary_restrictions'])
  // The documents stand between.
  const over = step('contact', usual, fieldRow('birth_date'), 1)
  expect(shape(over)['person']![0]).toBe('birth_date')
  expect(shape(step('contact', over, fieldRow('birth_date'), -1))).toEqual(shape(usual))
  expect(step('contact', usual, fieldRow('dietary_restrictions'), -1)).toEqual(usual)
  const last = step('contact', usual, fieldRow('last_interaction_at'), 1)
  expect(shape(last)[ASIDE]).toEqual(['last_interaction_at'])
  expect(step('contact', last, fieldRow('last_interaction_at'), 1)).toEqual(last)
})

test('a section moves whole, and what is set aside stays last', () => {
  const down = step('contact', usual, blockRow('travel'), 1)
  expect(down.map(({ id }) => id).slice(0, 2)).toEqual(['documents', 'travel'])
  expect(step('contact', usual, blockRow('history'), 1)).toEqual(usual)
  expect(step('contact', usual, blockRow(ASIDE), -1)).toEqual(usual)
})

test('what is removed leaves its fields to the section before', () => {
  const mine = addBlock(usual, { id: 'own-1', name: 'Visa', fields: [] })
  expect(mine.at(-2)!.id).toBe('own-1')
  const dropped = placeField(mine, 'birth_date', 'own-1', 0)
  expect(shape(dropped)['own-1']).toEqual(['birth_date'])
  expect(shape(removeBlock('contact', dropped, 'own-1'))['history']!.at(-1)).toBe('birth_date')
  // The first one leaves them to the next that holds fields.
  expect(shape(removeBlock('contact', usual, 'travel'))['person']!.at(-1)).toBe('birth_date')
  expect([canRemove('contact', usual, 'documents'), canRemove('contact', usual, ASIDE)]).toEqual([false, false])
})

test('whatever is moved, no field is lost or doubled', () => {
  const rows = usual.flatMap(({ id, fields }) => [blockRow(id), ...fields.map(fieldRow)])
  const row = fc.constantFrom(...rows)
  const by = fc.constantFrom<1 | -1>(1, -1)
  const move = fc.oneof(
    fc.record({ row, by }).map(
      ({ row, by }) =>
        (blocks: Blocks) =>
          step('contact', blocks, row, by),
    ),
    fc
      .constantFrom('travel', 'person', 'own')
      .map(
        (id) => (blocks: Blocks) =>
          blocks.some((one) => one.id === id) && canRemove('contact', blocks, id)
            ? removeBlock('contact', blocks, id)
            : blocks,
      ),
  )
  const all = [...homesOf('contact', ['custom.a']).keys()].toSorted()
  fc.assert(
    fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
      const blocks = moves.reduce((now, one) => one(now), usual)
      expect(blocks.flatMap(({ fields }) => fields).toSorted()).toEqual(all)
      expect(blocks.at(-1)!.id).toBe(ASIDE)
      const { sections, aside } = arrangementOf(blocks)
      // The server would answer the same.
      expect(arrange('contact', { sections, aside }, ['custom.a'])).toEqual({ sections, aside })
    }),
  )
})
