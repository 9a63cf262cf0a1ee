import { startTransition, useEffect, useState } from 'react'

/** False until what is drawn first has been painted; true from the start where `already`. */
export function usePainted(already = false): boolean {
  const [painted, setPainted] = useState(already)
  useEffect(() => {
    if (already) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => startTransition(() => setPainted(true)))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [already])
  return painted
}
