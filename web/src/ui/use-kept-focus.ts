import { useEffect, useRef } from 'react'

/**
 * Where what had the focus goes with one step of many, the next one takes it, from its top: it would be nowhere. What a
 * page opens with takes nothing; until it is known, the step is empty.
 */
export function useKeptFocus(step: string) {
  const body = useRef<HTMLElement>(null)
  const before = useRef('')
  useEffect(() => {
    const left = before.current
    before.current = step
    if (!left || left === step || document.activeElement !== document.body) return
    body.current?.focus({ preventScroll: true })
    body.current?.scrollIntoView({ block: 'start' })
  }, [step])
  return body
}
