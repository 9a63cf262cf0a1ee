import type { Tag } from '@rihla/contracts/tags.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { compareText } from '#lib/format.ts'
import { keyOf } from '#lib/keys.ts'

export type TagColor = Tag['color']

const declaredQuery = (tenant: string) =>
  queryOptions({
    queryKey: keyOf(tenant, 'tags', 'declared'),
    queryFn: async ({ signal }) => {
      const { tags } = await import('@rihla/contracts/tags.ts')
      return (await call(tags.list, { params: { tenant_id: tenant }, query: { declared: true }, signal })).items
    },
    // They change seldom, and a live update says when they do.
    staleTime: 300_000,
    retry: false,
  })

/** Every tag with its colour, and how many records of each kind have it. */
export const tagsQuery = (tenant: string) =>
  queryOptions({
    queryKey: keyOf(tenant, 'tags', 'all'),
    queryFn: async ({ signal }) => {
      const { tags } = await import('@rihla/contracts/tags.ts')
      return (await call(tags.list, { params: { tenant_id: tenant }, signal })).items
    },
  })

const nothing: readonly { name: string; color: TagColor }[] = []

/** The colour of a tag by its name, in any spelling; null for one that has none. */
export function useTagColor(): (name: string) => TagColor {
  const { data = nothing } = useQuery(declaredQuery(useTenant()))
  return (name) => data.find((tag) => tag.name.toLowerCase() === name.toLowerCase())?.color ?? null
}

/** Tags that somebody declared, by name. */
export function useDeclaredTags(): string[] {
  const { data = nothing } = useQuery(declaredQuery(useTenant()))
  return data.map(({ name }) => name).sort(compareText)
}
