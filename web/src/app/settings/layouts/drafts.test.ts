import { beforeEach, expect, test } from 'vitest'
import { changed, type Draft, drafts, isChanged, same, settled, stepBack, stepForth } from './drafts.ts'

const arrangement = (...fields: string[]) => ({ sections: [{ id: 'trip', name: null, fields }], aside: [] })
const saved = (version: number, ...fields: string[]) => ({ version, ...arrangement(...fields) })
const fieldsOf = ({ now }: Draft) => now.sections[0]!.fields

beforeEach(() => localStorage.clear())

test('changes are taken back one by one, and made again', () => {
  const first = changed(null, saved(1, 'a', 'b', 'c'), arrangement('b', 'a', 'c'), null)
  const second = changed(first, saved(1, 'a', 'b', 'c'), arrangement('c', 'b', 'a'), null)
  const back = stepBack(second)
  expect(fieldsOf(back)).toEqual(['b', 'a', 'c'])
  expect(fieldsOf(stepForth(back))).toEqual(['c', 'b', 'a'])
  const untouched = stepBack(back)
  expect([isChanged(back), isChanged(untouched), stepBack(untouched)]).toEqual([true, false, untouched])
})

test('a name written letter by letter is one change', () => {
  const name = (text: string) => ({ sections: [{ id: 'trip', name: text, fields: [] }], aside: [] })
  const begun = changed(null, { version: 1, ...name('Trip') }, name('V'), 'name:trip')
  const written = changed(begun, { version: 1, ...name('Trip') }, name('Visa'), 'name:trip')
  expect(stepBack(written).now.sections[0]!.name).toBe('Trip')
})

test('what is changed while a save is on its way stays, upon what was saved', () => {
  const sent = changed(null, saved(1, 'a', 'b', 'c'), arrangement('b', 'a', 'c'), null)
  expect(settled(sent, sent.now, saved(2, 'b', 'a', 'c'))).toBeNull()
  const later = changed(sent, saved(1, 'a', 'b', 'c'), arrangement('c', 'b', 'a'), null)
  const kept = settled(later, sent.now, saved(2, 'b', 'a', 'c'))!
  expect([kept.version, fieldsOf(kept), isChanged(kept)]).toEqual([2, ['c', 'b', 'a'], true])
  // Back to what was saved, and no further.
  expect(isChanged(stepBack(kept))).toBe(false)
  expect(stepBack(stepBack(kept))).toEqual(stepBack(kept))
})

test('a draft stays with the version it was begun from, and one that changes nothing lets go of it', () => {
  const draft = changed(null, saved(1, 'a', 'b'), arrangement('b', 'a'), null)
  expect(changed(draft, saved(2, 'a'), arrangement('b'), null).version).toBe(1)
  const again = changed(stepBack(draft), saved(2, 'a'), arrangement('b'), null)
  expect([again.version, same(again.base, arrangement('a'))]).toEqual([2, true])
})

test('a draft outlives the page, and goes where nothing is changed', () => {
  const draft = changed(null, saved(1, 'a', 'b'), arrangement('b', 'a'), null)
  drafts.set('one', draft)
  expect(JSON.parse(localStorage.getItem('rihla.draft.one')!).value).toMatchObject({ version: 1, now: draft.now })
  expect(drafts.read('one')).toBe(draft)
  drafts.set('one', stepBack(draft))
  expect(localStorage.getItem('rihla.draft.one')).toBeNull()
  localStorage.setItem('rihla.draft.two', JSON.stringify({ at: Date.now(), value: { ...draft, past: undefined } }))
  expect(drafts.read('two')).toMatchObject({ version: 1, past: [], future: [] })
})
