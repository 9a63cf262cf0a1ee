import { jobs } from '@rihla/contracts/audit.ts'
import type { BulkResult, Job } from '@rihla/contracts/operation.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { t } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { problemText } from '#lib/problem-text.ts'
import type { Wire } from '#lib/wire.ts'
import { notify } from '#ui/toast.tsx'
import { nested } from '../flat.ts'
import type { RecordKind } from '../kind.ts'
import { useUndo } from '../use-undo.ts'

/** Which records: these, or all that a filter finds. */
export type Target = { ids: string[] } | { filter: Record<string, string> }
export type BulkAction =
  | { action: 'assign'; assigned_to: string | null }
  | { action: 'add_tags' | 'remove_tags'; tags: string[] }
  | { action: 'update'; changes: Record<string, unknown> }
  | { action: 'archive' | 'restore' | 'delete' }
  // What only some records have.
  | { action: 'update_status'; lead_status: string; reason?: string }

/** How far a job is. */
export type Progress = Pick<Job, 'done' | 'total'>

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** More than a request's worth goes on as a job: this follows it to its end. */
export async function finish(
  tenant: string,
  answer: Wire<BulkResult | Job>,
  tell: (progress: Progress) => void,
): Promise<Wire<BulkResult>> {
  if (!('state' in answer)) return answer
  let job = answer
  tell(job)
  for (let pause = 300; job.state === 'waiting' || job.state === 'running'; pause = Math.min(pause * 1.5, 2000)) {
    await wait(pause)
    job = await call(jobs.find, { params: { tenant_id: tenant, id: job.id } })
    tell(job)
  }
  if (job.result) return job.result
  throw new Error(job.error ?? 'failed')
}

/** More ids than this make no address. */
const MOST_SHOWN = 100

/**
 * Does one thing to many records: one operation, one undo, and a word for each reason that some were refused, with the
 * way to those records.
 */
export function useBulk(
  { name, operations }: Pick<RecordKind, 'name' | 'operations'>,
  onDone: () => void,
  onShow?: (ids: readonly string[]) => void,
) {
  const client = useQueryClient()
  const tenant = useTenant()
  const { did } = useUndo()
  const [progress, setProgress] = useState<Progress | null>(null)
  const run = useMutation({
    mutationFn: async ({ target, ...action }: BulkAction & { target: Target }) => {
      const answer = await call(operations.bulk, {
        params: { tenant_id: tenant },
        body: { ...action, ...('changes' in action ? { changes: nested(action.changes) } : {}), ...target },
      } as never)
      return finish(tenant, answer as Wire<BulkResult | Job>, setProgress)
    },
    onSuccess: ({ done, refused, operation_id }, { action }) => {
      const said = t(`bulk.done.${action}`, { count: done })
      // What is gone for good has no way back.
      if (done && action === 'delete') notify({ text: said })
      else if (done) did(operation_id, said)
      for (const [reason, ones] of Map.groupBy(refused, (one) => one.message)) {
        const ids = ones.slice(0, MOST_SHOWN).map(({ id }) => id)
        notify({
          failed: true,
          text: t('bulk.refused', { count: ones.length }),
          detail: reason,
          ...(onShow
            ? { action: { label: t('bulk.show_failed', { count: ids.length }), run: () => onShow(ids) } }
            : {}),
        })
      }
      onDone()
    },
    onError: (error) => {
      const problem = problemOf(error)
      notify({
        failed: true,
        text: t('bulk.failed'),
        detail: problemText(problem),
      })
    },
    onSettled: () => {
      setProgress(null)
      void client.invalidateQueries({ queryKey: keyOf(tenant, name) })
    },
  })
  return { run: run.mutate, busy: run.isPending, progress }
}
