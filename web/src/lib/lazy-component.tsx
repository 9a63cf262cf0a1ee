import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'

/** Milliseconds after which the first page stands, unless it says so itself. */
const LONGEST = 5000

let tell = () => {}
const stands = new Promise<void>((resolve) => {
  tell = resolve
  setTimeout(resolve, LONGEST)
})

/** Milliseconds in which a page that was drawn comes to rest: its rows ahead, its totals. */
const RESTS = 600

/** The first page has been drawn, and soon only waits for what its reader will do. */
export const firstPageDrawn = (): void => void setTimeout(tell, RESTS)

/** Begins what is not needed to read the page once the first page stands, and nothing else is to be done. */
export function whenIdle(work: () => void): void {
  void stands.then(() => (typeof requestIdleCallback === 'function' ? requestIdleCallback(work) : work()))
}

/** A component whose code comes after the page, or when it is wanted sooner: drawn, or asked for by `load`. */
export function lazyComponent<P extends object>(
  load: () => Promise<ComponentType<P>>,
  meanwhile: ReactNode = null,
): ((props: P) => ReactNode) & { load: () => Promise<void> } {
  let ready: ComponentType<P> | null = null
  const loaded = async () => (ready = await load())
  const Late = lazy(async () => ({ default: await loaded() })) as unknown as ComponentType<P>
  const Component = (props: P) => {
    // To suspend, even for what is there, would cost the third of a second. What is drawn once stays what it is.
    const [Ready] = useState(() => ready ?? Late)
    return (
      <Suspense fallback={meanwhile}>
        <Ready {...props} />
      </Suspense>
    )
  }
  /** What fails is loaded again when it is drawn. */
  const preload = () =>
    loaded().then(
      () => {},
      () => {},
    )
  whenIdle(() => void preload())
  return Object.assign(Component, { load: preload })
}
