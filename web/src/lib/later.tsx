import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'

/** Milliseconds after which the first page stands, even on a slow machine; while it waits for its rows it is no idler. */
const DRAWN = 2500

/** Loads what is not needed to read the page when the page has been drawn. */
function whenIdle(load: () => Promise<unknown>): void {
  const begin = () => void load().catch(() => {})
  setTimeout(
    () => (typeof requestIdleCallback === 'function' ? requestIdleCallback(begin) : begin()),
    Math.max(0, DRAWN - performance.now()),
  )
}

/** A component whose code comes after the page, or when it is wanted sooner. */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  meanwhile: ReactNode = null,
): (props: P) => ReactNode {
  let ready: ComponentType<P> | null = null
  const loaded = async () => (ready = await load())
  whenIdle(loaded)
  const Late = lazy(async () => ({ default: await loaded() })) as unknown as ComponentType<P>
  return (props) => {
    // To suspend, even for what is there, would cost the third of a second. What is drawn once stays what it is.
    const [Drawn] = useState(() => ready ?? Late)
    return (
      <Suspense fallback={meanwhile}>
        <Drawn {...props} />
      </Suspense>
    )
  }
}
