import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'

/** Loads what is not needed to read the page when the page has been drawn. */
function whenIdle(load: () => Promise<unknown>): void {
  const begin = () => void load().catch(() => {})
  if (typeof requestIdleCallback === 'function') requestIdleCallback(begin)
  else setTimeout(begin, 1500)
}

/** A component whose code comes after the page, or when it is wanted sooner. */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  meanwhile: ReactNode = null,
): (props: P) => ReactNode {
  whenIdle(load)
  const Late = lazy(async () => ({ default: await load() })) as unknown as ComponentType<P>
  return (props) => (
    <Suspense fallback={meanwhile}>
      <Late {...props} />
    </Suspense>
  )
}
