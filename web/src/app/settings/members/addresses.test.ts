import { expect, test } from 'vitest'
import { addressesIn } from './addresses.ts'

test('addresses are found in whatever was pasted, each once', () => {
  expect(addressesIn('Hind <hind@a.example>; karim@a.example,\n"x" (lina@b.example) hind@a.example')).toEqual([
    'hind@a.example',
    'karim@a.example',
    'lina@b.example',
  ])
  expect(addressesIn('nobody here')).toEqual([])
})
