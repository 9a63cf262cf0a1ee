import { leadResource, leads } from '@rihla/contracts/leads.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useHere } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { useDraft } from '#lib/draft.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { TimestampEditor } from '#records/fields/editors.tsx'
import { acceptRecord } from '#records/save.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { LabelledField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Textarea } from '#ui/input.tsx'
import { inDays } from './follow-up.ts'
import { type Lead, leadName } from './lead.ts'

/** Counts a call, with what was said and when to call again. */
export function CallDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const t = useT()
  const {
    tenant: { slug: tenant },
    me,
  } = useHere()
  const client = useQueryClient()
  const { did } = useUndo()
  const [draft, setDraft] = useDraft<string>(`call.${tenant}.${me.id}.${lead.id}`)
  const note = draft ?? ''
  const [next, setNext] = useState<string | null>(null)
  const log = useMutation({
    mutationFn: () =>
      write(leads.logCallAttempt, {
        params: { tenant_id: tenant, id: lead.id },
        body: { ...(note.trim() ? { note: note.trim() } : {}), ...(next ? { next_follow_up: next } : {}) },
      }),
    onSuccess: ({ data, operation_id }) => {
      acceptRecord<Lead>(client, tenant, 'leads', data)
      setDraft(null)
      did(operation_id, t('leads.call.logged', { name: leadName(lead) }))
      onClose()
    },
    onSettled: () => void client.invalidateQueries({ queryKey: keyOf(tenant, 'leads') }),
  })
  return (
    <FormDialog
      dirty={note !== ''}
      title={t('leads.call.title', { name: leadName(lead) })}
      description={t('leads.call.attempts', { count: lead.call_attempts })}
      submit={t('leads.call.save')}
      busy={log.isPending}
      error={log.error}
      onSubmit={() => log.isPending || log.mutate()}
      onClose={onClose}
    >
      <LabelledField label={t('leads.call.note')}>
        {(ids) => (
          <Textarea
            {...ids}
            dir="auto"
            autoFocus
            rows={4}
            maxLength={2000}
            value={note}
            onChange={(event) => setDraft(event.target.value || null)}
          />
        )}
      </LabelledField>
      <LabelledField label={t('field.next_follow_up')}>
        {(ids) => (
          <TimestampEditor
            ids={ids}
            name="next_follow_up"
            field={leadResource.fields.next_follow_up}
            value={next}
            onChange={(value) => setNext(value as string | null)}
          />
        )}
      </LabelledField>
      <div className="flex flex-wrap gap-1">
        {[1, 3, 7].map((count) => (
          <Button key={count} size="sm" onClick={() => setNext(inDays(count))}>
            {t('leads.follow_up.days', { count })}
          </Button>
        ))}
      </div>
    </FormDialog>
  )
}
