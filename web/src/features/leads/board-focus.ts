import type { Virtualizer } from '@tanstack/react-virtual'

/** Whether all of a card is within what its column shows, as far as was measured. */
export function isInView(
  { measurementsCache, scrollOffset, scrollRect }: Virtualizer<HTMLDivElement, Element>,
  index: number,
) {
  const card = measurementsCache[index]
  if (!card || scrollOffset === null || !scrollRect) return false
  return card.start >= scrollOffset && card.end <= scrollOffset + scrollRect.height
}

/** The focus to the card that is waiting for it, once it is there. */
export function takeFocus(list: HTMLElement | null, wanted: { current: string | null }) {
  const link = wanted.current && list?.querySelector<HTMLElement>(`[data-card="${wanted.current}"] a`)
  if (!link) return
  wanted.current = null
  link.focus({ preventScroll: true })
  link.closest('[data-column]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
