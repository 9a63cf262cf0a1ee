import { useEffect, useState } from 'react'

/** A value once it has stayed the same for a moment: what is typed, when the typing pauses. */
export function useSettled<T>(value: T, wait = 350): T {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), wait)
    return () => clearTimeout(timer)
  }, [value, wait])
  return settled
}
