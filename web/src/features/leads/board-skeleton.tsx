import { Skeleton } from '#ui/states.tsx'

/** Columns to come. */
export const BoardSkeleton = () => (
  <div aria-busy className="flex min-h-0 flex-1 gap-3 overflow-hidden px-4 py-3 sm:px-6">
    {Array.from({ length: 6 }, (_, column) => (
      <div key={column} className="flex w-68 shrink-0 flex-col gap-2">
        <Skeleton className="h-5 w-32" />
        {Array.from({ length: 3 }, (_, card) => (
          <Skeleton key={card} className="h-24 w-full rounded-md" />
        ))}
      </div>
    ))}
  </div>
)
