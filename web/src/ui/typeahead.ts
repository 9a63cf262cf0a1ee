import { useRef } from 'react'
import { fold } from '#lib/fold.ts'

/** Milliseconds within which letters belong to one word. */
const PAUSE = 1000

/** Where a letter leads in a list without a search box: to the next of its texts that begins with what was typed. */
export function useTypeahead() {
  const typed = useRef({ text: '', at: 0 })
  return (letter: string, texts: readonly string[], current: number): number => {
    const { text, at } = typed.current
    const now = Date.now()
    const word = fold(now - at < PAUSE ? text + letter : letter)
    typed.current = { text: word, at: now }
    // More of a word stays where it still fits; a first letter goes on to the next.
    const from = word.length > 1 ? current : current + 1
    const order = texts.map((_, index) => (from + index) % texts.length)
    return order.find((index) => fold(texts[index]!).startsWith(word)) ?? current
  }
}
