import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'

/** Where a value that rules work out comes from, in a small panel: while it is read, where that fails, and at last. */
export function Reasons<T>({
  query: { data, error, refetch },
  children,
}: {
  query: { data: T | undefined; error: Error | null; refetch: () => unknown }
  children: (data: T) => ReactNode
}) {
  if (error) return <ErrorPanel compact error={error} onRetry={() => void refetch()} />
  if (data) return children(data)
  return (
    <div className="flex flex-col gap-2">
      <Skeleton className="h-4 w-32" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-full" />
    </div>
  )
}

/** That somebody set the value by hand, and the rules leave it alone. */
export const LockedNote = ({ children }: { children: ReactNode }) => (
  <p className="mt-2 flex gap-2 rounded-sm bg-accent-soft p-2 text-dense text-accent-text">
    <Lock className="mt-0.5 size-3.5 shrink-0" aria-hidden />
    {children}
  </p>
)
