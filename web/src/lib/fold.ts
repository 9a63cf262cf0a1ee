import { foldLetters } from '@rihla/contracts/folding.ts'

/** A text as searches compare it, here as on the server. */
export const fold = foldLetters

/** Whether each word of a search begins a word of the text. */
export function foundIn(text: string, search: string): boolean {
  const words = fold(text).split(/[^\p{L}\p{N}]+/u)
  return fold(search)
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)))
}
