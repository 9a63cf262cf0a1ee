import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { keyOf } from '#lib/keys.ts'
import { readRecordSearch } from './record-search.ts'
import { addPendingNote, byDay, type Entry, foldEntries, isPending } from './story.ts'

const entry = (id: string, values: Partial<Entry> = {}): Entry => ({
  id,
  type: 'lead.updated',
  record_type: 'lead',
  record_id: 'one',
  at: '2026-06-12T10:00:00.000Z',
  actor: { id: 'amina', type: 'member', name: 'Amina' },
  changes: {},
  note: null,
  operation_id: id,
  undoes: null,
  activity: null,
  ...values,
})

test('three small changes in a row by one person fold, two do not', () => {
  const moved = entry('moved', { type: 'lead.status_changed' })
  expect(foldEntries([entry('a'), entry('b'), moved, entry('c'), entry('d'), entry('e')])).toEqual([
    entry('a'),
    entry('b'),
    moved,
    { folded: [entry('c'), entry('d'), entry('e')] },
  ])
})

test('what others changed, said or took back is not folded away', () => {
  const other = entry('other', { actor: { id: 'john', type: 'member', name: 'John' } })
  const said = entry('said', { note: 'Reached at last' })
  const back = entry('back', { undoes: 'a' })
  const lines = [entry('a'), other, entry('b'), said, entry('c'), back, entry('d')]
  expect(foldEntries(lines)).toEqual(lines)
})

test('entries stand under their day, in their order', () => {
  const days = byDay([entry('a'), entry('b', { at: '2026-06-11T10:00:00.000Z' })], (at) => at.slice(0, 10))
  expect(days.map(([day, ones]) => [day, ones.map(({ id }) => id)])).toEqual([
    ['2026-06-12', ['a']],
    ['2026-06-11', ['b']],
  ])
})

test('a note shows before it is sent, where notes are shown, and can be taken out again', async () => {
  const client = new QueryClient()
  const stories = (['all', 'notes', 'changes'] as const).map((show) => keyOf('atlas', 'leads', 'timeline', 'one', show))
  const story = { pages: [{ items: [entry('a')], next_cursor: null }], pageParams: [null] }
  for (const key of stories) client.setQueryData(key, story)
  const lengths = () => stories.map((key) => client.getQueryData<typeof story>(key)!.pages[0]!.items.length)

  const me = { id: 'amina', name: 'Amina' }
  const takeOut = await addPendingNote(client, ['atlas', 'leads', 'one'], me, { type: 'call', content: 'She agrees' })
  expect(lengths()).toEqual([2, 2, 1])
  expect(isPending(client.getQueryData<typeof story>(stories[0]!)!.pages[0]!.items[0]!)).toBe(true)
  takeOut()
  expect(lengths()).toEqual([1, 1, 1])
})

test('the address of a record keeps what it knows and drops the rest', () => {
  expect(readRecordSearch({ tab: 'details', show: 'notes', peek: 'account:1', x: 1 })).toEqual({
    tab: 'details',
    show: 'notes',
    peek: 'account:1',
  })
  expect(readRecordSearch({ tab: 'timeline', show: 'all', peek: 'invoice:1' })).toEqual({})
})
