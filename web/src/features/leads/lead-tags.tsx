import { leads } from '@rihla/contracts/leads.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Tag } from 'lucide-react'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { compareText } from '#lib/format.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { keyOf } from '#lib/keys.ts'
import { cachedLists, patchRecord } from '#records/cache.ts'
import { acceptRecord } from '#records/save.ts'
import { useUndo } from '#records/use-undo.ts'
import { Chip } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { ChoiceList } from '#ui/choice-list.tsx'
import { Popover } from '#ui/popover.tsx'
import { notify } from '#ui/toast.tsx'
import { type Lead, leadName } from './lead.ts'

type Change = { add: string } | { remove: string }

/** Tags one by one, each a change of its own, so that two people tagging at once lose nothing. */
export function useTag(lead: Lead) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  const params = { tenant_id: tenant, id: lead.id }
  return useMutation({
    mutationFn: (change: Change) =>
      'add' in change
        ? write(leads.addTags, { params, body: { tags: [change.add] } })
        : write(leads.removeTag, { params: { ...params, tag: change.remove } }),
    onMutate: (change) =>
      patchRecord<Lead>(client, tenant, 'leads', lead.id, (old) => ({
        ...old,
        tags: 'add' in change ? [...old.tags, change.add] : old.tags.filter((tag) => tag !== change.remove),
      })),
    onError: (error, _change, putBack) => {
      putBack?.()
      const problem = problemOf(error)
      const offline = problem.status === 0
      notify({ failed: true, text: offline ? t('error.network.title') : problem.title, detail: problem.detail })
    },
    onSuccess: ({ data, operation_id }, change) => {
      acceptRecord<Lead>(client, tenant, 'leads', data)
      const name = leadName(lead)
      did(
        operation_id,
        'add' in change
          ? t('leads.tags.added', { name, tag: change.add })
          : t('leads.tags.removed', { name, tag: change.remove }),
      )
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keyOf(tenant, 'leads') }),
  })
}

/** Tags that the leads shown lately carry: most new tags are old ones. */
export function useKnownTags(): string[] {
  const lists = cachedLists<Lead>(useQueryClient(), useTenant(), 'leads')
  const tags = lists.flatMap(({ rows }) => rows.flatMap((lead) => lead.tags))
  return [...new Set(tags)].sort(compareText)
}

export function LeadTags({ lead, locked }: { lead: Lead; locked: boolean }) {
  const t = useT()
  const tag = useTag(lead)
  const known = useKnownTags()
  const [open, setOpen] = useState(false)
  useShortcut('l', 'keys.tags', () => !locked && setOpen(true))
  const has = (one: string) => lead.tags.some((other) => other.toLowerCase() === one.toLowerCase())
  if (locked && !lead.tags.length) return null
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-1">
      {lead.tags.map((one) => (
        <Chip
          key={one}
          {...(locked
            ? {}
            : {
                removeLabel: t('action.remove_named', { name: one }),
                onRemove: () => tag.mutate({ remove: one }),
              })}
        >
          <bdi>{one}</bdi>
        </Chip>
      ))}
      {locked ? null : (
        <Popover
          label={t('leads.tags.add')}
          open={open}
          onOpenChange={setOpen}
          className="p-0"
          trigger={
            <Button
              look="ghost"
              size="sm"
              className="relative h-6 text-text-3 after:absolute after:inset-x-0 pointer-coarse:h-7 pointer-coarse:px-2 pointer-coarse:after:-inset-y-2"
            >
              <Tag className="size-3.5" aria-hidden />
              {t('leads.tags.add')}
            </Button>
          }
        >
          <ChoiceList
            searchable
            label={t('leads.tags.add')}
            chosen={[]}
            options={known.filter((one) => !has(one)).map((one) => ({ value: one, text: one, view: <bdi>{one}</bdi> }))}
            onChoose={(one) => {
              setOpen(false)
              tag.mutate({ add: one })
            }}
            onCreate={(one) => {
              setOpen(false)
              if (!has(one)) tag.mutate({ add: one.slice(0, 60) })
            }}
          />
        </Popover>
      )}
    </span>
  )
}
