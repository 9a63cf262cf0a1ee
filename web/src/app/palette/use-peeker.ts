import { useNavigate, useRouterState } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import { useTenant } from '#lib/access.ts'
import { kindOfType } from '../record-kinds.ts'

/** Opens a record beside its list from the palette: the arrow that points into the page, at the end of what is typed. */
export function usePeeker() {
  const tenant = useTenant()
  const navigate = useNavigate()
  const list = useRouterState({ select: (state) => /^\/t\/[^/]+\/(\w+)$/.exec(state.location.pathname)?.[1] })
  return {
    isKey(event: KeyboardEvent<HTMLElement>): boolean {
      const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
      if (event.key !== (rtl ? 'ArrowLeft' : 'ArrowRight') || event.shiftKey || event.ctrlKey || event.metaKey)
        return false
      const box = event.target
      return box instanceof HTMLInputElement && box.selectionStart === box.value.length
    },
    /** `named` is its sort and its id: `contact:0198…`. */
    open(named: string): void {
      const kind = kindOfType(named.split(':')[0]!)
      if (!kind) return
      const search = (old: object) => ({ ...(list === kind.name ? old : {}), peek: named })
      void navigate({ to: `/t/$tenant/${kind.name}`, params: { tenant }, search: search as never })
    },
  }
}
