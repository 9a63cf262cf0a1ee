import { foldLetters } from '@rihla/contracts/folding.ts'

/** The folded letters of a text, and at which place of it each of them stands. */
function folded(text: string): { letters: string; places: number[] } {
  let letters = ''
  const places: number[] = []
  let at = 0
  for (const letter of text) {
    for (const one of foldLetters(letter)) {
      letters += one
      places.push(at)
    }
    at += letter.length
  }
  return { letters, places }
}

export interface Piece {
  text: string
  marked: boolean
}

/** The digits of a query that looks like a phone number, as typed, without its prefix, and without the country. */
function phonesOf(query: string): string[] {
  const letters = folded(query).letters.trim()
  if (!/^[+\d(][\d\s\-.()+/]+$/.test(letters)) return []
  const digits = letters.replace(/\D/g, '')
  return [digits, digits.replace(/^0+/, ''), digits.slice(-9)].filter((part) => part.length >= 4)
}

/** A text cut where the words of a search stand in it. A phone number is found in any notation. */
export function piecesOf(text: string, query: string): Piece[] {
  const { letters, places } = folded(text)
  const hit = new Set<number>()
  const mark = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) hit.add(places[at]!)
  }
  const digits = [...letters].flatMap((letter, at) => (/\d/.test(letter) ? [at] : []))
  const run = digits.map((at) => letters[at]).join('')
  const phone = phonesOf(query).find((part) => run.includes(part))
  if (phone) {
    const at = run.indexOf(phone)
    mark(digits[at]!, digits[at + phone.length - 1]! + 1)
  } else
    for (const word of new Set(folded(query).letters.split(/\s+/).filter(Boolean)))
      for (let at = letters.indexOf(word); at >= 0; at = letters.indexOf(word, at + word.length))
        // One letter inside a word says nothing.
        if (word.length > 1 || at === 0 || /\s/.test(letters[at - 1]!)) mark(at, at + word.length)
  return piecesAround(text, hit)
}

function piecesAround(text: string, hit: ReadonlySet<number>): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  let marked = false
  let at = 0
  const cut = (to: number) => {
    if (to > from) pieces.push({ text: text.slice(from, to), marked })
    from = to
  }
  for (const letter of text) {
    // A mark over a letter goes with it.
    const now: boolean = /^[\p{Mn}\p{Cf}\u0640]$/u.test(letter) ? marked : hit.has(at)
    if (now !== marked) {
      cut(at)
      marked = now
    }
    at += letter.length
  }
  cut(text.length)
  return pieces
}
