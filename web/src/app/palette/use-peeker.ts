import { useNavigate, useRouterState } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { useTenant } from '#lib/access.ts'

/** Opens a lead beside the list from the palette: the arrow that points into the page, at the end of what is typed. */
export function usePeeker() {
  const tenant = useTenant()
  const navigate = useNavigate()
  const inList = useRouterState({ select: (state) => /^\/t\/[^/]+\/leads$/.test(state.location.pathname) })
  return {
    isKey(event: KeyboardEvent<HTMLElement>): boolean {
      const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
      if (event.key !== (rtl ? 'ArrowLeft' : 'ArrowRight') || event.shiftKey || event.ctrlKey || event.metaKey)
        return false
      const box = event.target
      return box instanceof HTMLInputElement && box.selectionStart === box.value.length
    },
    open(id: string): void {
      const search = (old: object) => ({ ...(inList ? old : {}), peek: `lead:${id}` })
      void navigate({ to: '/t/$tenant/leads', params: { tenant }, search: search as never })
    },
  }
}
