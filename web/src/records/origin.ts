import type { Resource } from '@rihla/contracts/resource.ts'
import { useLocation } from '@tanstack/react-router'
import { apiQuery, readListSearch } from './list-query.ts'

type Query = Readonly<Record<string, string>>

/** A list as the address of a record names it, so that next and previous survive a reload and a copied address. */
export const originOf = (query: Query): string => new URLSearchParams(query).toString() || 'all'

/** The list behind such a name, as far as it is one. */
export const originQuery = (resource: Resource<any>, origin: string): Query => {
  const raw = origin === 'all' ? {} : Object.fromEntries(new URLSearchParams(origin))
  return apiQuery(readListSearch(resource, raw).search)
}

/** Whether two questions are the same, in whatever order they name what they want. */
export const sameQuery = (a: Query, b: Query): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([name, value]) => b[name] === value)

/** The list that this page is, for the links on it; nothing on any other page. */
export const useOrigin = (resource: Resource<any>): { from?: string } =>
  useLocation({
    select: ({ pathname, search }) =>
      pathname.replace(/\/$/, '').endsWith(`/${resource.name}`)
        ? { from: originOf(apiQuery(readListSearch(resource, search as Record<string, unknown>).search)) }
        : {},
    structuralSharing: true,
  })
