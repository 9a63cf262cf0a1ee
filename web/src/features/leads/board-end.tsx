import { useMutation } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'

/** The next cards of a column, when its end comes near; a failure is this column's alone, and asks to be tried again. */
export function ColumnEnd({
  cursor,
  near,
  onMore,
}: {
  cursor: string
  near: boolean
  onMore: (cursor: string) => Promise<void>
}) {
  const { mutate, variables, error } = useMutation({ mutationFn: onMore })
  const asked = variables === cursor
  useEffect(() => {
    if (near && !asked) mutate(cursor)
  }, [near, asked, cursor, mutate])
  if (asked && error) return <ErrorPanel compact error={error} onRetry={() => mutate(cursor)} />
  return (
    <div className="pt-2">
      <GhostCards count={near ? 2 : 1} />
    </div>
  )
}

/** Cards to come, in the shape they will have. */
const GhostCards = ({ count }: { count: number }) => (
  <div aria-busy className="flex flex-col gap-2 px-0.5">
    {Array.from({ length: count }, (_, index) => (
      <div key={index} className="flex flex-col gap-2.5 rounded-md border border-line bg-surface p-2.5">
        <Skeleton className="h-4 w-3/5" />
        <Skeleton className="h-3.5 w-4/5" />
        <Skeleton className="h-5 w-1/3" />
      </div>
    ))}
  </div>
)
