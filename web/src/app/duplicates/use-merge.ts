import { accounts } from '@rihla/contracts/accounts.ts'
import { contacts } from '@rihla/contracts/contacts.ts'
import { duplicates, type MergePreview } from '@rihla/contracts/duplicates.ts'
import { leads } from '@rihla/contracts/leads.ts'
import type { Operation } from '@rihla/contracts/operation.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call, write } from '#lib/client.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import { nested } from '#records/flat.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { useUndo } from '#records/use-undo.ts'
import { type Compared, TYPES } from './pairs.ts'

/** Which record stays, which go into it, and what somebody chose. */
export interface Merge {
  keep: string
  merge: string[]
  values: Record<string, unknown>
}
type Merging = Operation<{ tenant_id: string }, any, any, any>
const OPERATIONS: Record<Compared, { merge: Merging; previewMerge: Merging }> = { contacts, accounts, leads }

const bodyOf = ({ keep, merge, values }: Merge) => ({
  keep,
  merge,
  ...(Object.keys(values).length ? { values: nested(values) } : {}),
})

/** What would come along. */
export const previewQuery = (tenant: string, of: Compared, asked: Merge) =>
  queryOptions({
    queryKey: keyOf(tenant, of, 'merge', asked),
    queryFn: ({ signal }) =>
      call(OPERATIONS[of].previewMerge, {
        params: { tenant_id: tenant },
        body: bodyOf(asked),
        signal,
      } as never) as Promise<Wire<MergePreview>>,
    staleTime: 10_000,
  })

/** Makes one of two, or remembers that they are two; either is taken back by undo. */
export function useMerge(of: Compared, onDone: () => void) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  const common = {
    onError: tellProblem,
    onSettled: () => void client.invalidateQueries({ queryKey: ['tenant', tenant] }),
  }
  const merge = useMutation({
    mutationFn: ({ asked }: { asked: Merge; name: string }) =>
      write(OPERATIONS[of].merge, { params: { tenant_id: tenant }, body: bodyOf(asked) } as never),
    onSuccess: ({ operation_id }, { name }) => {
      did(operation_id, t('merge.merged', { name }))
      onDone()
    },
    ...common,
  })
  const dismiss = useMutation({
    mutationFn: (ids: readonly [string, string]) =>
      write(duplicates.dismiss, { params: { tenant_id: tenant }, body: { record_type: TYPES[of], ids: [...ids] } }),
    onSuccess: ({ operation_id }) => {
      did(operation_id, t('merge.dismissed'))
      onDone()
    },
    ...common,
  })
  return { merge, dismiss }
}
