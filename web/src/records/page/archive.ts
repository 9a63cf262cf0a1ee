import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { type Written, write } from '#lib/client.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { KindRecord, RecordKind } from '../kind.ts'
import { tellProblem } from '../tell-problem.ts'
import { useUndo } from '../use-undo.ts'

/** Archives, or brings back what is archived. */
export function useArchive({ name, operations, nameOf }: RecordKind, record: KindRecord) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  const params = { tenant_id: tenant, id: record.id }
  return useMutation({
    mutationFn: (): Promise<Written<unknown>> =>
      record.archived_at
        ? write(operations.restore, { params, body: {} } as never)
        : write(operations.archive, { params }),
    onSuccess: ({ operation_id }) =>
      did(operation_id, t(record.archived_at ? 'record.restored' : 'record.archived', { name: nameOf(record) })),
    onError: tellProblem,
    onSettled: () => void client.invalidateQueries({ queryKey: keyOf(tenant, name) }),
  })
}
