import { Component, type ReactNode, type RefObject } from 'react'
import type { Column } from './board.ts'
import { columnsOfCards, movedCards } from './moved-cards.ts'

/** As the tokens have it for what travels. */
const TRAVEL = { duration: 240, easing: 'cubic-bezier(.2, 0, 0, 1)' } as const
const FADE = { duration: 80 } as const
/** Of more at once nobody could follow one: another filter, another order. */
const MOST = 8

type Stands = ReadonlyMap<string, DOMRect>
interface Before {
  stands: Stands
  moved: readonly string[]
  /** The columns they left and came to. */
  touched: ReadonlySet<string>
}

/** Milliseconds after a drop in which the card comes to move, if it does at all. */
const SOON = 1000
let dropped: { id: string; x: number; y: number; at: number } | null = null
/** Where a card was dropped: from there it slides into its column. */
export const dropCard = (id: string, { clientX: x, clientY: y }: { clientX: number; clientY: number }): void =>
  void (dropped = { id, x, y, at: performance.now() })

/** The cards of some columns: those of others stay where they are. */
const cardsOf = (board: HTMLElement, columns: ReadonlySet<string>): HTMLElement[] => [
  ...board.querySelectorAll<HTMLElement>([...columns].map((key) => `[data-column="${key}"] [data-card]`).join()),
]

/**
 * Lets cards that come to stand in another column slide there, and those that make room for them. Whoever moved them: the
 * reader, an undo, a colleague. A class, because only one is asked before the page changes.
 */
export class BoardSlide extends Component<{
  board: RefObject<HTMLElement | null>
  columns: readonly Column[]
  children: ReactNode
}> {
  override getSnapshotBeforeUpdate({ columns }: BoardSlide['props']): Before | null {
    const board = this.props.board.current
    if (!board || columns === this.props.columns) return null
    const [before, after] = [columnsOfCards(columns), columnsOfCards(this.props.columns)]
    const moved = movedCards(before, this.props.columns)
    if (!moved.length || moved.length > MOST) return null
    const touched = new Set(moved.flatMap((id) => [before.get(id)!, after.get(id)!]))
    const cards = cardsOf(board, touched)
    const stands = new Map(cards.map((card) => [card.dataset['card']!, card.getBoundingClientRect()]))
    if (dropped && performance.now() - dropped.at < SOON && moved.includes(dropped.id)) placeAtDrop(stands, dropped)
    dropped = null
    return { stands, moved, touched }
  }

  override componentDidUpdate(_props: unknown, _state: unknown, before: Before | null) {
    const board = this.props.board.current
    // Before the page is painted, and after whatever else of this change reads how it is laid out.
    if (before && board && 'animate' in board) requestAnimationFrame(() => slide(board, before))
  }

  override render() {
    return this.props.children
  }
}

function slide(board: HTMLElement, { stands, moved, touched }: Before) {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches
  const lists = new Map<Element, DOMRect>()
  // All are looked at before the first is set in motion: one after the other, the page would be laid out for each.
  const slides = cardsOf(board, touched).flatMap((card) => {
    const id = card.dataset['card']!
    const from = stands.get(id)
    const travels = moved.includes(id)
    const to = from || (still && travels) ? card.getBoundingClientRect() : undefined
    const list = listOf(card, lists)
    return to && isInView(to, from, travels ? undefined : list) ? [{ card, from, to, list, travels }] : []
  })
  for (const { card, from, to, list, travels } of slides)
    if (still && travels) card.animate([{ opacity: 0 }, { opacity: 1 }], FADE)
    else if (travels) travel(card, from!, to, list)
    else if (!still) makeRoom(card, from!, to)
}

function placeAtDrop(stands: Map<string, DOMRect>, { id, x, y }: { id: string; x: number; y: number }) {
  const rect = stands.get(id)
  if (rect) stands.set(id, new DOMRect(x - rect.width / 2, y - 16, rect.width, rect.height))
}

/** What is seen of the column of a card. */
function listOf(card: HTMLElement, known: Map<Element, DOMRect>): DOMRect | undefined {
  const list = card.closest('[data-scroll]')
  if (list && !known.has(list)) known.set(list, list.getBoundingClientRect())
  return list ? known.get(list) : undefined
}

/** Of cards that nobody sees, coming or going, none is set in motion: each that is becomes a layer of its own. */
const isInView = (to: DOMRect, from: DOMRect | undefined, list: DOMRect | undefined): boolean =>
  [to, from].some(
    (rect) =>
      rect &&
      rect.bottom > Math.max(0, list?.top ?? 0) &&
      rect.top < Math.min(innerHeight, list?.bottom ?? innerHeight) &&
      rect.right > 0 &&
      rect.left < innerWidth,
  )

/** Between columns each of which hides what reaches beyond it, a picture of the card travels above them all. */
function travel(card: HTMLElement, from: DOMRect, to: DOMRect, list: DOMRect | undefined) {
  if (list && (to.bottom < list.top || to.top > list.bottom)) return
  const picture = card.cloneNode(true) as HTMLElement
  for (const one of [picture, ...picture.querySelectorAll('[data-card], [id]')]) {
    one.removeAttribute('data-card')
    one.removeAttribute('id')
  }
  picture.inert = true
  picture.ariaHidden = 'true'
  picture.dataset['slide'] = ''
  Object.assign(picture.style, {
    position: 'fixed',
    top: `${to.top}px`,
    left: `${to.left}px`,
    width: `${to.width}px`,
    height: `${to.height}px`,
    zIndex: '20',
    pointerEvents: 'none',
  })
  document.body.append(picture)
  const way = `translate(${from.left - to.left}px, ${from.top - to.top}px)`
  card.animate([{ opacity: 0 }, { opacity: 0 }], TRAVEL)
  picture.animate([{ transform: way }, { transform: 'none' }], TRAVEL).finished.then(
    () => picture.remove(),
    () => picture.remove(),
  )
}

function makeRoom(card: HTMLElement, from: DOMRect, to: DOMRect) {
  if (from.left !== to.left || from.top === to.top) return
  card.animate([{ transform: `translateY(${from.top - to.top}px)` }, { transform: 'none' }], TRAVEL)
}
