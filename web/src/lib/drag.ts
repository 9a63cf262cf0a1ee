import type { dragKit } from './drag-kit.ts'

const kit = async () => (await import('./drag-kit.ts')).dragKit

/** What prepares an element for dragging: a page is read before anything on it is dragged, so this comes after it. */
const late =
  <O>(of: (kit: typeof dragKit) => (options: O) => () => void) =>
  (options: O): (() => void) => {
    let gone = false
    let stop: (() => void) | undefined
    kit().then(
      (loaded) => {
        if (!gone) stop = of(loaded)(options)
      },
      // The menus and the keys move them too.
      () => {},
    )
    return () => {
      gone = true
      stop?.()
    }
  }

export const draggable = late((loaded) => loaded.draggable)
export const dropTarget = late((loaded) => loaded.dropTarget)
export const monitor = late((loaded) => loaded.monitor)
export const autoScroll = late((loaded) => loaded.autoScroll)
