import type { VirtualItem } from '@tanstack/react-virtual'
import { keepPreference, readPreference } from '#lib/preferences.ts'
import { LEAD_STATUSES, type LeadStatus } from './lead.ts'

/** How far a column was read, so that Back finds it as it was left. */
export interface Stand {
  offset: number
  measured: VirtualItem[]
  /** The card that had the focus. */
  active: string | null
}

// As long as the page lives; a board that comes anew begins at its top.
const stands = new Map<string, Stand>()
export const standOf = (key: string): Stand | undefined => stands.get(key)
export const keepStand = (key: string, stand: Stand): void => void stands.set(key, stand)

const COLLAPSED = 'board.collapsed'

export function readCollapsed(): ReadonlySet<LeadStatus> {
  const names = (readPreference(COLLAPSED) ?? '').split(',')
  return new Set(LEAD_STATUSES.filter((status) => names.includes(status)))
}

export function keepCollapsed(statuses: ReadonlySet<LeadStatus>): void {
  keepPreference(COLLAPSED, statuses.size ? [...statuses].join(',') : null)
}
