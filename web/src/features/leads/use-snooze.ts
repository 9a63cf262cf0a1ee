import { leads } from '@rihla/contracts/leads.ts'
import { formatDateTime } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useSave } from '#records/save.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { useUndo } from '#records/use-undo.ts'
import { snoozed } from './follow-up.ts'
import { type Lead, leadName } from './lead.ts'

/** Puts the next step of a lead off to the next working day; undo brings the old day back. */
export function useSnooze(lead: Lead): () => Promise<void> {
  const t = useT()
  const save = useSave<Lead>(leads.update, 'leads')
  const { did } = useUndo()
  return async () => {
    const next_follow_up = snoozed(lead.next_follow_up)
    try {
      const { operation_id } = await save.mutateAsync({ record: lead, changes: { next_follow_up } })
      did(operation_id, t('leads.snoozed', { name: leadName(lead), at: formatDateTime(next_follow_up) }))
    } catch (error) {
      tellProblem(error)
    }
  }
}
