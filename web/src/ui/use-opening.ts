import { useId, useRef, useState } from 'react'
import { stayForToasts } from './stay-for-toasts.ts'

interface Given {
  open?: boolean | undefined
  defaultOpen?: boolean | undefined
  onOpenChange?: ((open: boolean) => void) | undefined
}

/** What opens beside a trigger: whether it is open, by itself or by its owner, and whether it has been made yet. */
export function useOpening({ open: given, defaultOpen = false, onOpenChange }: Given) {
  const [own, setOwn] = useState(defaultOpen)
  const open = given ?? own
  const [made, setMade] = useState(open)
  if (open && !made) setMade(true)
  const anchor = useRef<HTMLElement>(null)
  const outside = useRef(false)
  const id = useId()
  const setOpen = (next: boolean) => {
    setOwn(next)
    onOpenChange?.(next)
  }
  return {
    open,
    setOpen,
    made,
    anchor,
    triggered: {
      ref: anchor,
      id: `${id}trigger`,
      'aria-expanded': open,
      'aria-controls': open ? id : undefined,
      'data-state': open ? 'open' : 'closed',
    },
    content: {
      id,
      /** The trigger closes it by itself. */
      onInteractOutside: (event: Event) => {
        stayForToasts(event)
        if (anchor.current?.contains(event.target as Node)) event.preventDefault()
        else if (!event.defaultPrevented) outside.current = true
      },
      /** The focus goes back, unless somebody took it elsewhere, or it is in what they opened next. */
      onCloseAutoFocus: (event: Event) => {
        event.preventDefault()
        if (!outside.current && document.activeElement?.contains(anchor.current)) anchor.current?.focus()
        outside.current = false
      },
    },
  }
}
