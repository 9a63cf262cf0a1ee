import { expect, test } from 'vitest'
import { keepPlace } from './found.ts'

const rows = (ids: string) => [...ids].map((id) => ({ id }))
const kept = (after: string, before: string, chosen?: string) =>
  keepPlace(rows(after), rows(before), chosen)
    .map(({ id }) => id)
    .join('')

test.each([
  ['abc', 'c', 'c', 'cab'],
  ['xabc', 'ab', 'b', 'xbac'],
  ['abc', 'xyzc', 'c', 'abc'],
  ['abc', 'abd', 'd', 'abc'],
  ['abc', 'cba', undefined, 'abc'],
])('%s after %s, with %s chosen, is shown as %s', (after, before, chosen, expected) => {
  expect(kept(after, before, chosen)).toBe(expected)
})
