import { jobs } from '@rihla/contracts/audit.ts'
import { leads } from '@rihla/contracts/leads.ts'
import type { BulkResult, Job } from '@rihla/contracts/operation.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { t } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import { useUndo } from '#records/use-undo.ts'
import { notify } from '#ui/toast.tsx'

/** Which leads: these, or all that a filter finds. */
export type Target = { ids: string[] } | { filter: Record<string, string> }
export type BulkAction =
  | { action: 'assign'; assigned_to: string | null }
  | { action: 'update_status'; lead_status: string; reason?: string }
  | { action: 'add_tags' | 'remove_tags'; tags: string[] }
  | { action: 'archive' | 'restore' }

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** More than a request's worth goes on as a job: this waits for its end. */
async function finish(tenant: string, answer: Wire<BulkResult | Job>): Promise<Wire<BulkResult>> {
  if (!('state' in answer)) return answer
  notify({ text: t('bulk.working', { count: answer.total }) })
  let job = answer
  for (let pause = 500; job.state === 'waiting' || job.state === 'running'; pause = Math.min(pause * 1.5, 3000)) {
    await wait(pause)
    job = await call(jobs.find, { params: { tenant_id: tenant, id: job.id } })
  }
  if (job.result) return job.result
  throw new Error(job.error ?? 'failed')
}

/** Does one thing to many leads: one operation, one undo, and a word for each reason that some were refused. */
export function useBulk(onDone: () => void) {
  const client = useQueryClient()
  const tenant = useTenant()
  const { did } = useUndo()
  return useMutation({
    mutationFn: async ({ target, ...action }: BulkAction & { target: Target }) => {
      const answer = await call(leads.bulk, { params: { tenant_id: tenant }, body: { ...action, ...target } as never })
      return finish(tenant, answer as Wire<BulkResult | Job>)
    },
    onSuccess: ({ done, refused, operation_id }, { action }) => {
      if (done) did(operation_id, t(`bulk.done.${action}`, { count: done }))
      const reasons = Map.groupBy(refused, (one) => one.message)
      for (const [reason, ones] of reasons)
        notify({ failed: true, text: t('bulk.refused', { count: ones.length }), detail: reason })
      onDone()
    },
    onError: (error) => {
      const problem = problemOf(error)
      notify({
        failed: true,
        text: t('bulk.failed'),
        detail: problem.status === 0 ? t('error.network.detail') : (problem.detail ?? problem.title),
      })
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keyOf(tenant, 'leads') }),
  })
}
