import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import type { Written } from '#lib/client.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { keyOf } from '#lib/keys.ts'
import { useUndo } from '#records/use-undo.ts'

interface Given<R> {
  saved: R
  /** What they are called in the cache, and by live updates. */
  resource: string
  /** The records that follow them. */
  follows: string
  same: (a: R, b: R) => boolean
  send: (rules: R) => Promise<Written<R>>
  /** What is said once they are saved. */
  said: string
}

/** Rules of the tenant while somebody works on them: what others save meanwhile does not change them under their hands. */
export function useRules<R>({ saved, resource, follows, same, send, said }: Given<R>) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  /** What is written and not saved, and over what. */
  const [draft, setDraft] = useState<{ rules: R; over: R } | null>(null)
  const rules = draft?.rules ?? saved
  const changed = !same(rules, saved)
  const save = useMutation({
    mutationFn: send,
    onSuccess: ({ data, operation_id }, sent) => {
      client.setQueryData(keyOf(tenant, resource), data)
      setDraft((now) => (now && !same(now.rules, sent) ? { ...now, over: data } : null))
      for (const name of [resource, follows]) void client.invalidateQueries({ queryKey: keyOf(tenant, name) })
      did(operation_id, said)
    },
  })
  /** What was refused is told of what was sent, and not of what is written after it. */
  function change(next: R) {
    setDraft(same(next, saved) ? null : { rules: next, over: changed && draft ? draft.over : saved })
    save.reset()
  }
  const keep = () => changed && save.mutate(rules)
  useShortcut('mod+enter', 'keys.submit', keep, true)
  return {
    rules,
    change,
    /** For the bar of what is not saved; null where everything is. */
    unsaved: changed
      ? {
          error: save.error,
          warning: draft && !same(draft.over, saved) ? t('scoring.late') : null,
          busy: save.isPending,
          onDiscard: () => change(saved),
          onSave: keep,
        }
      : null,
  }
}
