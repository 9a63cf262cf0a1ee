import { lazy, Suspense } from 'react'
import type { Lead } from './lead.ts'

const LeadPeek = lazy(() => import('./lead-peek.tsx').then((module) => ({ default: module.LeadPeek })))

/** The lead beside a list or a board; `rows` are those that one goes on to. */
export function Peek({
  id,
  rows,
  onPeek,
}: {
  id: string | null
  rows: readonly Lead[]
  onPeek: (id: string | null) => void
}) {
  if (id === null) return null
  const at = rows.findIndex((row) => row.id === id)
  return (
    <Suspense>
      <LeadPeek
        id={id}
        previous={rows[at - 1]?.id ?? null}
        next={at < 0 ? null : (rows[at + 1]?.id ?? null)}
        onGo={onPeek}
        onClose={() => onPeek(null)}
      />
    </Suspense>
  )
}
