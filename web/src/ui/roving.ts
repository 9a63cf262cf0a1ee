import type { KeyboardEvent } from 'react'

/** Arrow keys move the focus among the radios of a group, in reading direction; choosing stays a press of its own. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
  const forward = ['ArrowDown', rtl ? 'ArrowLeft' : 'ArrowRight']
  const backward = ['ArrowUp', rtl ? 'ArrowRight' : 'ArrowLeft']
  const step = forward.includes(event.key) ? 1 : backward.includes(event.key) ? -1 : 0
  if (!step) return
  const radios = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=radio]:not(:disabled)')]
  const at = radios.indexOf(document.activeElement as HTMLElement)
  if (at < 0) return
  event.preventDefault()
  radios[(at + step + radios.length) % radios.length]?.focus()
}
