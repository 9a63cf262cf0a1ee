import { useIsFetching, useIsMutating } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'

/** The route line along the top edge: something is on its way. Quick answers never show it. */
export function Progress() {
  const fetching = useIsFetching() + useIsMutating()
  const moving = useRouterState({ select: (state) => state.status === 'pending' })
  if (!fetching && !moving) return null
  return (
    <div
      aria-hidden
      className="pointer-events-none fixed inset-x-0 top-0 z-60 h-0.5 animate-[fade_120ms_150ms_backwards]"
    >
      <div className="route-progress h-full" />
    </div>
  )
}
