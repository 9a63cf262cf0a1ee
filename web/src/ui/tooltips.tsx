import { type ComponentType, useEffect, useState } from 'react'
import { whenIdle } from '#lib/lazy-component.tsx'
import type { Shown } from './tooltip.tsx'

/** Milliseconds that a pointer rests before a name is shown; the next one follows at once. */
const RESTS = 500
const FOLLOWS = 200
/** Milliseconds in which the pointer may go over to the name, to read it there. */
const LEAVES = 120

const named = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null

const isThere = (element: Element): boolean => element.getClientRects().length > 0

/** Shows the name of whatever carries one (`tip`). One for the whole page: most names are never asked for. */
export function Tooltips() {
  const [shown, setShown] = useState<Shown | null>(null)
  const [View, setView] = useState<ComponentType<Shown & { onClose: () => void }>>()
  const wanted = shown !== null && !View
  useEffect(() => {
    // No lazy part: without its code a page does without names, but must stay.
    const load = () =>
      void import('./tooltip.tsx').then(
        (module) => setView(() => module.Tooltip),
        () => {},
      )
    if (wanted) load()
    else whenIdle(load)
  }, [wanted])
  useEffect(() => listen(setShown), [])
  return shown && View ? <View {...shown} onClose={() => setShown(null)} /> : null
}

function listen(show: (shown: Shown | null) => void): () => void {
  let over: HTMLElement | null = null
  let open = false
  let closedAt = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Whether what is named is still there: a page that changes takes it away without a word. */
  let watch: ReturnType<typeof setInterval> | undefined
  const soon = (work: () => void, ms: number) => {
    clearTimeout(timer)
    timer = setTimeout(work, ms)
  }
  const close = () => {
    clearTimeout(timer)
    clearInterval(watch)
    if (open) closedAt = performance.now()
    open = false
    show(null)
  }
  const name = (element: HTMLElement) => {
    clearTimeout(timer)
    if (!isThere(element)) return
    clearInterval(watch)
    watch = setInterval(() => isThere(element) || close(), 200)
    const { top, left, width, height } = element.getBoundingClientRect()
    open = true
    show({ text: element.dataset['tip']!, keys: element.dataset['tipKeys'], at: { top, left, width, height } })
  }
  const onPointerOver = ({ target, pointerType }: PointerEvent) => {
    if (pointerType === 'touch') return
    const element = named(target)
    if (!element && target instanceof Element && target.closest('[data-tooltip]')) return clearTimeout(timer)
    if (element === over) return element && open ? clearTimeout(timer) : undefined
    over = element
    if (!element) soon(close, LEAVES)
    else if (open || performance.now() - closedAt < FOLLOWS) name(element)
    else soon(() => name(element), RESTS)
  }
  const onFocus = ({ target }: FocusEvent) => {
    const element = named(target)
    if (element && element === target && element.matches(':focus-visible')) name(element)
    else close()
  }
  const listeners = [
    ['pointerover', onPointerOver],
    ['focusin', onFocus],
    ['focusout', close],
    ['pointerdown', close],
    ['click', close],
    ['scroll', close],
  ] as const
  for (const [type, run] of listeners) document.addEventListener(type, run as EventListener, true)
  return () => {
    clearTimeout(timer)
    clearInterval(watch)
    for (const [type, run] of listeners) document.removeEventListener(type, run as EventListener, true)
  }
}
