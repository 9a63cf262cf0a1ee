import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { useShortcut } from '#lib/keyboard.ts'
import type { Lead } from './lead.ts'

/** J and K walk the rows, Enter opens, X selects. */
export function useRowKeys(rows: readonly Lead[], onToggle: (lead: Lead) => void): number {
  const [active, setActive] = useState(-1)
  const navigate = useNavigate()
  const tenant = useTenant()
  const at = Math.min(active, rows.length - 1)
  const step = (by: number) => setActive(Math.max(0, Math.min(rows.length - 1, at + by)))
  const last = useRef(at)
  useEffect(() => {
    if (last.current === at) return
    last.current = at
    document.querySelector(`[data-row="${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [at])
  useShortcut('j', 'keys.next_row', () => step(1))
  useShortcut('k', 'keys.previous_row', () => step(-1))
  useShortcut('x', 'keys.select_row', () => rows[at] && onToggle(rows[at]))
  useShortcut('enter', 'keys.open_row', () => {
    const lead = rows[at]
    if (lead) void navigate({ to: '/t/$tenant/leads/$id', params: { tenant, id: lead.id } })
  })
  return at
}
