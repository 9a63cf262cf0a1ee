import { audit } from '@rihla/contracts/audit.ts'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { notify } from '#ui/toast.tsx'
import { useTenant } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { t } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { type Done, undoStore } from '#lib/undo.ts'

const takeBack = async ({ tenant, operation_id, after }: Done): Promise<string | null> => {
  const { data } = await write(audit.undo, { params: { tenant_id: tenant, id: operation_id }, body: {} })
  // It is done, whether or not the page hears of it.
  await after?.().catch(() => undefined)
  return data.operation_id
}

/** Waits for writes on their way: who presses undo means the last thing they did, saved or not yet. */
export function writesDone(client: QueryClient): Promise<void> {
  if (!client.isMutating()) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = client.getMutationCache().subscribe(() => {
      if (client.isMutating()) return
      stop()
      // Who waits for the write itself, to keep it for undo, hears of its end after this.
      setTimeout(resolve)
    })
  })
}

/** Keeps what was done, says so with Undo beside it, and takes it back when asked. */
export function useUndo() {
  const client = useQueryClient()
  const tenant = useTenant()

  const settle = useCallback(
    async (work: Promise<Done | null>, said: (label: string) => string) => {
      try {
        const done = await work
        if (done) notify({ text: said(done.label) })
      } catch (error) {
        const problem = problemOf(error)
        notify({ failed: true, text: t('undo.failed'), detail: problemText(problem) })
      }
      await client.invalidateQueries({ queryKey: ['tenant', tenant] })
    },
    [client, tenant],
  )
  const undo = useCallback(
    async (done?: Done) => {
      await writesDone(client)
      // What the history offers was not done in this tab.
      if (done && !undoStore.has(done)) undoStore.add(done)
      return settle(undoStore.undo(takeBack, done), (label) => t('undo.done', { label }))
    },
    [client, settle],
  )
  const redo = useCallback(() => settle(undoStore.redo(takeBack), (label) => t('undo.redone', { label })), [settle])
  const did = useCallback(
    (
      operation_id: string | null,
      label: string,
      { quiet = false, after }: { quiet?: boolean; after?: Done['after'] } = {},
    ) => {
      if (!operation_id) return quiet ? undefined : notify({ text: label })
      const done: Done = { tenant, operation_id, label, at: Date.now(), after }
      undoStore.add(done)
      if (!quiet) notify({ text: label, action: { label: t('action.undo'), run: () => void undo(done) } })
    },
    [tenant, undo],
  )
  return { did, undo, redo }
}
