import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold, likePattern, phoneDigits, searchTerms, searchText } from './search.ts'

/** Text as people of our tenants type it, and text as nobody does. */
const human = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom(...Array.from('aéÉœßøłçñiİıIΣσςأإآاىيةهـَّ٠٩۷ﷲﺃ’‘ʼ-–‐\u200f\u00a0 .@%_\\0123456789+()/')),
    maxLength: 40,
  }),
)

/** As `searchCondition` reads it. */
const finds = (query: string, stored: string) =>
  searchTerms(query).some((terms) => terms.every((term) => stored.includes(term)))

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(human, (text) => {
      assert.equal(fold(fold(text)), fold(text))
    }),
    { numRuns: 3000, seed: 1 },
  )
})

test('folded text has no case, accents or invisible marks', () => {
  fc.assert(
    fc.property(human, (text) => {
      const folded = fold(text)
      assert.doesNotMatch(folded, /[\p{Mn}\p{Cf}ـ]/u)
      assert.doesNotMatch(folded, /\s\s|^\s|\s$/)
      assert.equal(folded, folded.toLowerCase())
    }),
    { numRuns: 3000, seed: 2 },
  )
})

test('any part of what is stored finds it', () => {
  const part = fc
    .tuple(fc.array(human, { minLength: 1, maxLength: 4 }), fc.nat(), fc.nat(60), fc.nat(60))
    .map(([words, which, from, length]) => ({
      words,
      query: Array.from(words[which % words.length]!)
        .slice(from % 40, (from % 40) + length)
        .join(''),
    }))
  fc.assert(
    fc.property(part, ({ words, query }) => {
      // Groups of digits alone are read as one number: the exception `searchTerms` names.
      fc.pre(searchTerms(query)[0]!.some((term) => term.length >= 3) || !/^[+\d(]/.test(fold(query)))
      assert.ok(finds(query, searchText(words)), JSON.stringify({ query, stored: searchText(words) }))
    }),
    { numRuns: 4000, seed: 3 },
  )
})

test('words find in any order', () => {
  const words = fc.array(
    human.filter((text) => /\p{L}/u.test(fold(text))),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(words, fc.infiniteStream(fc.nat()), (words, numbers) => {
      const shuffled = words.toSorted(() => (numbers.next().value % 2 ? 1 : -1))
      assert.ok(finds(shuffled.join(' '), searchText(words)))
    }),
    { numRuns: 1000, seed: 4 },
  )
})

test('a phone is found however it is grouped, with or without its prefix', () => {
  const number = fc
    .tuple(fc.constantFrom('6', '7'), fc.integer({ min: 10_000_000, max: 99_999_999 }))
    .map(([a, b]) => `${a}${b}`)
  const separators = fc.array(fc.constantFrom('', ' ', '-', '.', ' (', ') '), { minLength: 9, maxLength: 9 })
  const notation = fc.tuple(fc.constantFrom('0', '+212', '00212', '+212 (0)', '(0)'), separators)
  const write = (digits: string, [prefix, between]: [string, string[]]) =>
    prefix +
    Array.from(digits)
      .map((digit, i) => digit + (i < 8 ? between[i] : ''))
      .join('')
  fc.assert(
    fc.property(number, notation, notation, (digits, stored, asked) => {
      const text = searchText(['Name'], [write(digits, stored)])
      assert.ok(finds(write(digits, asked), text), `${write(digits, asked)} in ${text}`)
    }),
    { numRuns: 1500, seed: 5 },
  )
})

test('a pattern is the literal term', () => {
  assert.equal(likePattern('50%_\\'), '%50\\%\\_\\\\%')
})

test('digits of a phone are E.164 where it is valid', () => {
  assert.equal(phoneDigits('0661-23-45-67'), '+212661234567')
  assert.equal(phoneDigits('06 12 34 56 78', 'FR'), '+33612345678')
  assert.equal(phoneDigits('١٢٣٤'), '1234')
  assert.equal(phoneDigits('12-34'), '1234')
})
