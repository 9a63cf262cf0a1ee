import { escapeLike } from './search.ts'

/** Shorter words are too near to too many others. */
const SHORTEST = 4
/** Of longer ones, the first letters tell enough. */
const LONGEST = 14
const LETTERS = /^[\p{L}']+$/u
/** What the trigram index can look for: without three letters in a row it would read all of itself. */
const RUN = /[^_]{3}/u

/** A word that may be misspelt: letters alone, as numbers and addresses mean what they say. */
export const mayBeMisspelt = (word: string) => LETTERS.test(word) && Array.from(word).length >= SHORTEST

/**
 * LIKE patterns for the words that are one mistake away from a folded one: two letters swapped, one too many, one wrong,
 * one missing. The first letter is nearly always right, so only a swap may change it. Unlike similarity, which reads
 * every row that shares a few letters (370 ms for one word in a million contacts), each is looked up in the trigram
 * index by itself.
 */
export function typoPatterns(word: string): string[] {
  const letters = Array.from(word).slice(0, LONGEST)
  const found = new Set<string>()
  const add = (parts: readonly string[]) => {
    const text = parts.join('')
    // Where no three letters stand together, the start of a word makes up for the missing one.
    if (RUN.test(text)) found.add(`%${text}%`)
    else if (parts.length > SHORTEST) found.add(`% ${text}%`).add(`${text}%`)
  }
  const literal = letters.map(escapeLike)
  for (let i = 0; i < literal.length; i += 1) {
    if (literal[i + 1] && literal[i] !== literal[i + 1]) add(literal.toSpliced(i, 2, literal[i + 1]!, literal[i]!))
    if (i > 0) {
      if (literal.length > SHORTEST) add(literal.toSpliced(i, 1))
      add(literal.toSpliced(i, 1, '_'))
      add(literal.toSpliced(i, 0, '_'))
    }
  }
  return [...found]
}
