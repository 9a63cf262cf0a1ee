import { type ComponentType, Suspense } from 'react'
import type { AnyRecord } from '../cache.ts'
import type { PeekProps } from './list-kind.ts'

/** The record beside a list or a board; `rows` are those that one goes on to. */
export function Peek({
  id,
  rows,
  onPeek,
  Panel,
}: {
  id: string | null
  rows: readonly AnyRecord[]
  onPeek: (id: string | null) => void
  Panel: ComponentType<PeekProps>
}) {
  if (id === null) return null
  const at = rows.findIndex((row) => row.id === id)
  return (
    <Suspense>
      <Panel
        id={id}
        previous={rows[at - 1]?.id ?? null}
        next={at < 0 ? null : (rows[at + 1]?.id ?? null)}
        onGo={onPeek}
        onClose={() => onPeek(null)}
      />
    </Suspense>
  )
}
