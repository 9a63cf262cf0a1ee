import { leadResource, leads } from '@rihla/contracts/leads.ts'
import { useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { TimestampEditor } from '#records/fields/editors.tsx'
import { invalidReason } from '#records/fields/invalid.ts'
import { useSave } from '#records/save.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { inDays, nextWorkday } from './follow-up.ts'
import { type Lead, leadName } from './lead.ts'

/** When to speak to them next: by one press, or at any day and time. */
export function RowFollowUp({ lead, onDone }: { lead: Lead; onDone: () => void }) {
  const t = useT()
  const [next, setNext] = useState<string | null>(lead.next_follow_up)
  const save = useSave<Lead>(leads.update, 'leads')
  const { did } = useUndo()
  const field = leadResource.fields.next_follow_up
  async function set(next_follow_up: string | null) {
    onDone()
    if (next_follow_up === lead.next_follow_up) return
    try {
      const { operation_id } = await save.mutateAsync({ record: lead, changes: { next_follow_up } })
      did(operation_id, t('leads.follow_up.set', { name: leadName(lead) }))
    } catch (error) {
      tellProblem(error)
    }
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (!invalidReason(field, next)) void set(next)
      }}
    >
      <div className="flex flex-wrap gap-1">
        <Button size="sm" autoFocus onClick={() => void set(nextWorkday())}>
          {t('leads.follow_up.tomorrow')}
        </Button>
        <Button size="sm" onClick={() => void set(inDays(3))}>
          {t('leads.follow_up.days', { count: 3 })}
        </Button>
        <Button size="sm" onClick={() => void set(inDays(7))}>
          {t('leads.follow_up.week')}
        </Button>
      </div>
      <TimestampEditor
        name="next_follow_up"
        field={field}
        value={next}
        onChange={(value) => setNext(value as string | null)}
      />
      <div className="flex justify-end gap-2">
        {lead.next_follow_up ? (
          <Button look="ghost" onClick={() => void set(null)}>
            {t('action.clear')}
          </Button>
        ) : null}
        <Button type="submit" look="primary" disabled={next === null}>
          {t('action.save')}
        </Button>
      </div>
    </form>
  )
}
