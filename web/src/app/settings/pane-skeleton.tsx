import { Skeleton } from '#ui/states.tsx'

/** A pane to come. */
export const PaneSkeleton = () => (
  <div aria-busy className="flex flex-col gap-4 pt-2">
    <Skeleton className="h-5 w-40" />
    <Skeleton className="h-9 w-full" />
    <Skeleton className="h-9 w-full" />
    <Skeleton className="h-9 w-2/3" />
  </div>
)
