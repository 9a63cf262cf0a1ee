import { arrange, homesOf } from '@rihla/contracts/layoutShape.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drop, landing } from './drops.ts'
import { ASIDE, blockRow, type Blocks, blocksOf, fieldRow } from './moves.ts'

const usual = blocksOf(arrange('contact', null, ['custom.a']))
const rowsOf = (blocks: Blocks) => blocks.flatMap(({ id, fields }) => [blockRow(id), ...fields.map(fieldRow)])
const over = (what: string, onto: string, lower: boolean, blocks = usual) => {
  const line = landing('contact', blocks, what, onto, lower)
  return line && drop(blocks, what, line)
}
const fieldsOf = (blocks: Blocks | null, id: string) => blocks?.find((one) => one.id === id)?.fields

test('a field over the upper half of a heading goes to the end of the section before', () => {
  const before = over(fieldRow('email'), blockRow('history'), false)
  expect(fieldsOf(before, 'own')).toEqual(['custom.a', 'email'])
  expect(landing('contact', usual, fieldRow('email'), blockRow('history'), false)).toEqual({
    row: fieldRow('custom.a'),
    edge: 'after',
  })
  expect(fieldsOf(over(fieldRow('email'), blockRow('history'), true), 'history')![0]).toBe('email')
})

test('a field goes above no first section, and neither into a part nor before what is set aside', () => {
  expect(over(fieldRow('email'), blockRow('travel'), false)).toBeNull()
  expect(over(fieldRow('email'), blockRow('documents'), true)).toBeNull()
  expect(fieldsOf(over(fieldRow('email'), blockRow('documents'), false), 'travel')!.at(-1)).toBe('email')
  // Above the person stand the documents.
  expect(over(fieldRow('email'), blockRow('person'), false)).toBeNull()
  for (const lower of [true, false])
    expect(fieldsOf(over(fieldRow('email'), blockRow(ASIDE), lower), ASIDE)).toEqual(['email'])
})

test('a section goes before or after a whole section', () => {
  const ids = (blocks: Blocks | null) => blocks?.map(({ id }) => id)
  expect(landing('contact', usual, blockRow('history'), fieldRow('birth_date'), false)).toEqual({
    row: fieldRow('birth_date'),
    edge: 'after',
  })
  expect(ids(over(blockRow('history'), fieldRow('birth_date'), false))!.slice(0, 3)).toEqual([
    'travel',
    'history',
    'documents',
  ])
  expect(landing('contact', usual, blockRow('history'), fieldRow('dietary_restrictions'), true)).toEqual({
    row: blockRow('travel'),
    edge: 'before',
  })
  expect(ids(over(blockRow('history'), blockRow('travel'), true))![0]).toBe('history')
  expect(ids(over(blockRow('travel'), fieldRow('last_interaction_at'), true))!.slice(-3)).toEqual([
    'history',
    'travel',
    ASIDE,
  ])
  expect(over(blockRow('travel'), blockRow(ASIDE), false)).toBeNull()
  expect(over(blockRow('travel'), fieldRow('birth_date'), false)).toBeNull()
})

test('whatever is let go stands where the line was, and nothing is lost or doubled', () => {
  const row = fc.constantFrom(...rowsOf(usual))
  const all = [...homesOf('contact', ['custom.a']).keys()].toSorted()
  const gesture = fc.record({ what: row, onto: row, lower: fc.boolean() })
  fc.assert(
    fc.property(fc.array(gesture, { maxLength: 20 }), (gestures) => {
      let blocks = usual
      for (const { what, onto, lower } of gestures) {
        const line = landing('contact', blocks, what, onto, lower)
        if (!line) continue
        const next = drop(blocks, what, line)
        expect(next, 'a line is shown where something changes').not.toEqual(blocks)
        const rows = rowsOf(next)
        const moved = blocks.find(({ id }) => blockRow(id) === what)
        const first = rows.indexOf(what)
        const last = first + (moved?.fields.length ?? 0)
        expect(line.edge === 'before' ? rows[last + 1] : rows[first - 1]).toBe(line.row)
        expect(next.flatMap(({ fields }) => fields).toSorted()).toEqual(all)
        expect(next.at(-1)!.id).toBe(ASIDE)
        blocks = next
      }
    }),
  )
})
