import { useState } from 'react'
import type { Landing } from './drops.ts'
import type { Editing } from './editing.ts'

/** The line that shows where what is dragged will stand: one in the whole list. */
export function useDrops({ landing, drop }: Editing) {
  const [shown, setShown] = useState<(Landing & { over: string }) | null>(null)
  return {
    line: shown,
    takes: (what: string, over: string) => [true, false].some((lower) => landing(what, over, lower) !== null),
    onOver(what: string, over: string, lower: boolean) {
      const line = landing(what, over, lower)
      setShown((before) => {
        const stays = before?.over === over && before.row === line?.row && before.edge === line.edge
        return stays ? before : line && { ...line, over }
      })
    },
    // The row it goes over next may have spoken first.
    onLeave: (over: string) => setShown((before) => (before?.over === over ? null : before)),
    onDrop(what: string, over: string, lower: boolean) {
      setShown(null)
      const line = landing(what, over, lower)
      if (line) drop(what, line)
    },
  }
}
export type Drops = ReturnType<typeof useDrops>
