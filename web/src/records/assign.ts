import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import type { KindRecord, RecordKind } from './kind.ts'
import { useSave } from './save.ts'
import { tellProblem } from './tell-problem.ts'
import { useUndo } from './use-undo.ts'

/** Gives a record to a member, or to nobody. */
export function useAssign({ name: resource, operations, nameOf }: RecordKind) {
  const t = useT()
  const members = useMembers()
  const save = useSave<KindRecord>(operations.update, resource)
  const { did } = useUndo()
  async function assign(record: KindRecord, assigned_to: string | null): Promise<void> {
    if (assigned_to === record.assigned_to) return
    const name = members.find((member) => member.id === assigned_to)?.name ?? t('value.nobody')
    try {
      const { operation_id } = await save.mutateAsync({ record, changes: { assigned_to } })
      did(operation_id, t('record.assigned', { record: nameOf(record), name }))
    } catch (error) {
      tellProblem(error)
    }
  }
  return { assign, busy: save.isPending }
}
