import { type Tag, type TagAnswer, tags } from '@rihla/contracts/tags.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { write, type Written } from '#lib/client.ts'
import { t } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import { finish, type Progress } from '#records/bulk/bulk.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { useUndo } from '#records/use-undo.ts'
import { notify } from '#ui/toast.tsx'

export type OwnTag = Wire<Tag>
export type Color = Tag['color']

/** Declares a tag, or gives one another colour. */
export function useSaveTag() {
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  return useMutation({
    mutationFn: ({ tag, name, color }: { tag?: OwnTag; name: string; color: Color }) =>
      tag
        ? write(tags.recolor, { params: { tenant_id: tenant, tag: tag.name }, body: { color } })
        : write(tags.create, { params: { tenant_id: tenant }, body: { name, color } }),
    onSuccess: ({ operation_id }, { tag, name }) =>
      did(operation_id, t(tag ? 'tags.recolored' : 'tags.made', { name })),
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(tenant, 'tags') }),
  })
}

export type Change =
  | { what: 'rename'; from: string; name: string }
  | { what: 'merge'; tags: string[]; into: string }
  | { what: 'remove'; name: string }

const said = (change: Change, count: number): string => {
  if (change.what === 'rename') return t('tags.renamed', { from: change.from, name: change.name, count })
  if (change.what === 'merge') return t('tags.merged', { name: change.into, count })
  return t('tags.removed', { name: change.name, count })
}

/** A change of a tag on every record that has it: one operation, one undo; many records are changed by a job. */
export function useChangeTags() {
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  const [progress, setProgress] = useState<Progress | null>(null)
  const params = { tenant_id: tenant }
  const ask = (change: Change): Promise<Written<Wire<TagAnswer>>> => {
    if (change.what === 'rename')
      return write(tags.rename, { params: { ...params, tag: change.from }, body: { name: change.name } })
    if (change.what === 'merge') return write(tags.merge, { params, body: { tags: change.tags, into: change.into } })
    return write(tags.remove, { params: { ...params, tag: change.name } })
  }
  const run = useMutation({
    mutationFn: async (change: Change) => finish(tenant, (await ask(change)).data, setProgress),
    onSuccess: ({ done, refused, operation_id }, change) => {
      did(operation_id, said(change, done))
      if (refused.length)
        notify({ failed: true, text: t('bulk.refused', { count: refused.length }), detail: refused[0]!.message })
    },
    onSettled: () => {
      setProgress(null)
      // Tags stand on records of every kind.
      void client.invalidateQueries({ queryKey: ['tenant', tenant] })
    },
  })
  return { run, progress, tell: tellProblem }
}
