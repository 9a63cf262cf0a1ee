/** Shorter words are too near to too many others. */
const SHORTEST = 4
/** Of longer words the first letters tell enough. */
const LONGEST = 14
const LETTERS = /^\p{L}+$/u

/** Folded letters, by script. Words of other scripts are looked for with letters swapped or left out. */
const ALPHABETS = ['abcdefghijklmnopqrstuvwxyz', 'ابتثجحخدذرزسشصضطظعغفقكلمنهويء'].map((letters) => Array.from(letters))

/** Most often taken for each other. */
const VOWELS = ['aeiouy', 'اوي'].map((letters) => Array.from(letters))

/** A word that may be misspelt: letters alone, as numbers and addresses mean what they say. */
export const mayBeMisspelt = (word: string) => LETTERS.test(word) && Array.from(word).length >= SHORTEST

/**
 * The words that are one mistake away from a folded one: two letters swapped, one too many, one wrong, one missing; the
 * likeliest first. The first letter is nearly always right, so only a swap changes it.
 *
 * They are written out, letter by letter, because the trigram index knows at once that a word does not occur: hundreds of
 * them take less than one pattern with a blank, whose matches must be read to be refused, and much less than
 * similarity, which reads every row that shares a few letters (370 ms for one word in a million contacts).
 */
export function misspellings(word: string): string[] {
  const letters = Array.from(word)
  const most = Math.min(letters.length, LONGEST)
  const alphabet = ALPHABETS.find((known) => letters.some((letter) => known.includes(letter))) ?? []
  const [likely, missing, wrong]: [Set<string>, string[], string[]] = [new Set(), [], []]
  for (let i = 0; i < most; i += 1) {
    const [letter, next] = [letters[i]!, letters[i + 1]]
    if (next) likely.add(letters.toSpliced(i, 2, next, letter).join(''))
    // What is left must be long enough to mean something.
    if (i > 0 && letters.length > SHORTEST) likely.add(letters.toSpliced(i, 1).join(''))
    likely.add(letters.toSpliced(i, 0, letter).join(''))
    const alike = i > 0 ? VOWELS.find((vowels) => vowels.includes(letter)) : undefined
    for (const vowel of alike ?? []) likely.add(letters.toSpliced(i, 1, vowel).join(''))
  }
  for (let i = 1; i <= most; i += 1)
    for (const letter of alphabet) {
      missing.push(letters.toSpliced(i, 0, letter).join(''))
      if (i < letters.length) wrong.push(letters.toSpliced(i, 1, letter).join(''))
    }
  const found = new Set([...likely, ...missing, ...wrong])
  found.delete(word)
  return [...found]
}
