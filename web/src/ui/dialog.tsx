import { useState } from 'react'
import { lazyComponent } from '#lib/lazy-component.tsx'
import type { DialogProps, SheetProps } from './dialog-parts.ts'

/**
 * Where the focus was when it opened, to go back there. A field that takes the focus as it appears does so before the
 * dialog could look, so the dialog looks as soon as it is asked for.
 */
export function useFocusReturn(open: boolean): (event: Event) => void {
  const [was, setWas] = useState(false)
  const [opener, setOpener] = useState<Element | null>(null)
  if (open !== was) {
    setWas(open)
    if (open) setOpener(document.activeElement)
  }
  return (event) => {
    if (!(opener instanceof HTMLElement) || !opener.isConnected || opener === document.body) return
    event.preventDefault()
    opener.focus({ preventScroll: true })
  }
}

const Frame = lazyComponent(async () => (await import('./dialog-frame.tsx')).DialogFrame)
const SheetFrame = lazyComponent(async () => (await import('./dialog-frame.tsx')).SheetFrame)

/** False until it opened for the first time: what never opens need not be drawn. */
function useOpened(open: boolean): boolean {
  const [opened, setOpened] = useState(open)
  if (open && !opened) setOpened(true)
  return open || opened
}

/** Asks for something before the page goes on. On a phone it rises from the bottom edge. */
export function Dialog(props: DialogProps) {
  const goBack = useFocusReturn(props.open)
  return useOpened(props.open) ? <Frame {...props} goBack={goBack} /> : null
}

/** A panel from the bottom edge, for what is a menu or a popover on larger screens. */
export const Sheet = (props: SheetProps) => (useOpened(props.open) ? <SheetFrame {...props} /> : null)
