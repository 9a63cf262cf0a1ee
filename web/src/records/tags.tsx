import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Tag } from 'lucide-react'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { compareText } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { keyOf } from '#lib/keys.ts'
import { Button } from '#ui/button.tsx'
import { ChoicePopover } from '#ui/choice-popover.tsx'
import { cachedLists, patchRecord } from './cache.ts'
import type { KindRecord, RecordKind } from './kind.ts'
import { acceptRecord } from './save.ts'
import { TagChip, TagName } from './tag-chip.tsx'
import { useDeclaredTags } from './tag-colors.ts'
import { tellProblem } from './tell-problem.ts'
import { useUndo } from './use-undo.ts'

type Change = { add: string } | { remove: string }

/** Tags one by one, each a change of its own, so that two people tagging at once lose nothing. */
export function useTag({ name: resource, operations, nameOf }: RecordKind, record: KindRecord) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  const params = { tenant_id: tenant, id: record.id }
  return useMutation({
    mutationFn: (change: Change) =>
      'add' in change
        ? write(operations.addTags, { params, body: { tags: [change.add] } })
        : write(operations.removeTag, { params: { ...params, tag: change.remove } }),
    onMutate: (change) =>
      patchRecord<KindRecord>(client, tenant, resource, record.id, (old) => ({
        ...old,
        tags: 'add' in change ? [...old.tags, change.add] : old.tags.filter((tag) => tag !== change.remove),
      })),
    onError: (error, _change, putBack) => {
      putBack?.()
      tellProblem(error)
    },
    onSuccess: ({ data, operation_id }, change) => {
      acceptRecord<KindRecord>(client, tenant, resource, data as KindRecord)
      const name = nameOf(record)
      did(
        operation_id,
        'add' in change
          ? t('record.tags.added', { name, tag: change.add })
          : t('record.tags.removed', { name, tag: change.remove }),
      )
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keyOf(tenant, resource) }),
  })
}

/** Tags that were declared, and after them those that the records shown lately carry: most new tags are old ones. */
export function useKnownTags(resource: string): string[] {
  const declared = useDeclaredTags()
  const lists = cachedLists<KindRecord>(useQueryClient(), useTenant(), resource)
  const tags = lists.flatMap(({ rows }) => rows.flatMap((record) => record.tags))
  const others = [...new Set(tags)].filter((tag) => !declared.some((one) => one.toLowerCase() === tag.toLowerCase()))
  return [...declared, ...others.sort(compareText)]
}

export function RecordTags({ kind, record, locked }: { kind: RecordKind; record: KindRecord; locked: boolean }) {
  const t = useT()
  const tag = useTag(kind, record)
  const known = useKnownTags(kind.name)
  const [open, setOpen] = useState(false)
  useShortcut('l', 'keys.tags', () => !locked && setOpen(true))
  const has = (one: string) => record.tags.some((other) => other.toLowerCase() === one.toLowerCase())
  if (locked && !record.tags.length) return null
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1">
      {record.tags.map((one) => (
        <TagChip
          key={one}
          name={one}
          {...(locked
            ? {}
            : {
                removeLabel: t('action.remove_named', { name: one }),
                onRemove: () => tag.mutate({ remove: one }),
              })}
        />
      ))}
      {locked ? null : (
        <ChoicePopover
          searchable
          label={t('record.tags.add')}
          open={open}
          onOpenChange={setOpen}
          trigger={
            <Button
              look="ghost"
              size="sm"
              className="relative h-6 text-text-3 after:absolute after:inset-x-0 pointer-coarse:h-7 pointer-coarse:px-2 pointer-coarse:after:-inset-y-2"
            >
              <Tag className="size-3.5" aria-hidden />
              {t('record.tags.add')}
            </Button>
          }
          chosen={[]}
          options={known
            .filter((one) => !has(one))
            .map((one) => ({ value: one, text: one, view: <TagName name={one} /> }))}
          onChoose={(one) => tag.mutate({ add: one })}
          onCreate={(one) => {
            if (!has(one)) tag.mutate({ add: one.slice(0, 60) })
          }}
        />
      )}
    </span>
  )
}
