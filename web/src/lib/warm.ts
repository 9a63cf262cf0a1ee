import type { QueryClient } from '@tanstack/react-query'
import { queryClient } from './keys.ts'
import type { RawSearch } from './search.ts'

/** A page that is about to be drawn. */
export interface Ahead {
  client: QueryClient
  tenant: string
  /** Of the record that the address names. */
  id: string
  search: RawSearch
}
export type Warm = (ahead: Ahead) => Promise<unknown>

/** Milliseconds that the first page waits for what it shows; what comes later it draws as it comes. */
const LONGEST = 300
export const atMost = (work: Promise<unknown>): Promise<unknown> =>
  Promise.race([work.catch(() => {}), new Promise((resolve) => setTimeout(resolve, LONGEST))])

let first = true
/** From now on pages are drawn at once, with what the cache has. */
export const endWarming = (): void => void (first = false)
/** Whether what is drawn now is the first page of a visit. */
export const isFirstPage = (): boolean => first

/**
 * A route's loader: the first page of a visit has what it shows read before it is drawn, and is drawn once, rather than
 * again with each answer. What fails is asked for again by the page, which can say so.
 */
export const warmed =
  (page: () => Promise<{ warm: Warm }>) =>
  async ({ params, location }: { params: { tenant: string; id?: string }; location: { search: object } }) => {
    if (!first) return
    const search = location.search as RawSearch
    const ahead = { client: queryClient, tenant: params.tenant, id: params.id ?? '', search }
    await atMost(page().then(({ warm }) => warm(ahead)))
  }
