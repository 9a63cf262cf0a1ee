import { type IndustryNode, industries } from '@rihla/contracts/industries.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call, write } from '#lib/client.ts'
import { t } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useUndo } from '#records/use-undo.ts'
import type { TreeNode } from '#ui/tree.tsx'

/** An industry as a row of the tree. */
export interface Branch extends IndustryNode, TreeNode {
  children: Branch[]
}

const branchOf = (node: IndustryNode): Branch => ({ ...node, text: node.name, children: node.children.map(branchOf) })

export const treeQuery = (tenant: string) =>
  queryOptions({
    queryKey: keyOf(tenant, 'industries', 'hierarchy'),
    queryFn: async ({ signal }) => {
      const { items } = await call(industries.hierarchy, { params: { tenant_id: tenant }, signal })
      return (items as IndustryNode[]).map(branchOf)
    },
  })

/** All of them, each with how deep it stands. */
export const flatten = (nodes: readonly Branch[], depth = 0): { node: Branch; depth: number }[] =>
  nodes.flatMap((node) => [{ node, depth }, ...flatten(node.children, depth + 1)])

/** An industry and all below it: none of them can be above it. */
export const withBelow = (node: Branch): ReadonlySet<string> => new Set(flatten([node]).map(({ node: { id } }) => id))

export interface Values {
  name?: string
  code?: string | null
  parent_id?: string | null
  is_active?: boolean
}

function useSettled() {
  const tenant = useTenant()
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: keyOf(tenant, 'industries') })
    void client.invalidateQueries({ queryKey: keyOf(tenant, 'accounts') })
  }
}

/** Makes an industry, or changes one. */
export function useSaveIndustry() {
  const tenant = useTenant()
  const { did } = useUndo()
  const onSettled = useSettled()
  return useMutation({
    mutationFn: ({ id, values }: { id?: string; values: Values; said?: string }) =>
      id
        ? write(industries.update, { params: { tenant_id: tenant, id }, body: values as never })
        : write(industries.create, { params: { tenant_id: tenant }, body: values as never }),
    onSuccess: ({ operation_id, data }, { id, said }) => {
      const { name } = data as { name: string }
      did(operation_id, said ?? t(id ? 'industries.saved' : 'industries.made', { name }))
    },
    onSettled,
  })
}

/** Removes an industry; what uses it goes to another one. */
export function useRemoveIndustry() {
  const tenant = useTenant()
  const { did } = useUndo()
  const onSettled = useSettled()
  return useMutation({
    mutationFn: ({ node, move_to }: { node: Branch; move_to?: string }) =>
      write(industries.archive, { params: { tenant_id: tenant, id: node.id }, query: move_to ? { move_to } : {} }),
    onSuccess: ({ operation_id }, { node }) => did(operation_id, t('industries.removed', { name: node.name })),
    onSettled,
  })
}
