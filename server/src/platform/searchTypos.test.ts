import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mayBeMisspelt, misspellings } from './searchTypos.ts'

const letter = fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyz'))
const arabic = fc.constantFrom(...Array.from('ابتثجحخدذرزسشصضطظعغفقكلمنهوي'))

for (const [script, one] of [
  ['Latin', letter],
  ['Arabic', arabic],
] as const)
  test(`one mistake in a word of ${script} letters leads back to the word`, () => {
    const mistake = fc.constantFrom('swapped', 'missing', 'extra', 'wrong')
    const word = fc.array(one, { minLength: 5, maxLength: 12 })
    fc.assert(
      fc.property(word, mistake, fc.nat(), one, (letters, kind, place, other) => {
        const i = 1 + (place % (letters.length - 1))
        const typed =
          kind === 'swapped'
            ? letters.toSpliced(i - 1, 2, letters[i]!, letters[i - 1]!)
            : kind === 'missing'
              ? letters.toSpliced(i, 1)
              : letters.toSpliced(i, kind === 'extra' ? 0 : 1, other)
        const [meant, written] = [letters.join(''), typed.join('')]
        fc.pre(meant !== written)
        assert.ok(misspellings(written).includes(meant), `${written} for ${meant}`)
      }),
      { numRuns: 2000, seed: 1 },
    )
  })

test('numbers, addresses and short words mean what they say', () => {
  for (const word of ['0661234567', 'a@b.example', 'abc', '12/05', 'x_y_z', '%%%%'])
    assert.equal(mayBeMisspelt(word), false, word)
  for (const word of ['bennani', 'أمينة', 'Ελλάδα']) assert.equal(mayBeMisspelt(word), true, word)
})
