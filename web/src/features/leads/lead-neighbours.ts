import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import type { Page } from '@rihla/contracts/resource.ts'
import { useTenant } from '#lib/access.ts'
import { keyOf } from '#lib/keys.ts'
import type { Lead } from './lead.ts'

export interface Neighbours {
  previous: string | null
  next: string | null
  /** From 1. */
  place: number
  total: number
}

/** The leads before and after this one in the list that was last shown with it; null when no list was. */
export function useNeighbours(id: string): Neighbours | null {
  const client = useQueryClient()
  const lists = client
    .getQueryCache()
    .findAll({ queryKey: keyOf(useTenant(), 'leads', 'list') })
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
  for (const list of lists) {
    const pages = (list.state.data as InfiniteData<Page<Lead>> | undefined)?.pages ?? []
    const rows = pages.flatMap((page) => page.items)
    const at = rows.findIndex((row) => row.id === id)
    if (at < 0) continue
    const idAt = (index: number) => rows[index]?.id ?? null
    return { previous: idAt(at - 1), next: idAt(at + 1), place: at + 1, total: pages[0]!.total }
  }
  return null
}
