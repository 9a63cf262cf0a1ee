import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useHere } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { useDraft } from '#lib/draft.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { Button } from '#ui/button.tsx'
import { Textarea } from '#ui/input.tsx'
import type { KindRecord, RecordKind } from '../kind.ts'
import { tellProblem } from '../tell-problem.ts'
import { useUndo } from '../use-undo.ts'

/** A note on a row, without leaving the list; what was begun is there again when one comes back. */
export function RowNote({ kind, record, onDone }: { kind: RecordKind; record: KindRecord; onDone: () => void }) {
  const t = useT()
  const {
    tenant: { slug: tenant },
    me,
  } = useHere()
  const client = useQueryClient()
  const { did } = useUndo()
  const [draft, setDraft] = useDraft<string>(`row-note.${tenant}.${me.id}.${record.id}`)
  const content = (draft ?? '').trim()
  const add = useMutation({
    mutationFn: () =>
      write(kind.operations.addNote, { params: { tenant_id: tenant, id: record.id }, body: { content, type: 'note' } }),
    onSuccess: ({ operation_id }) => {
      setDraft(null)
      did(operation_id, t('composer.added'))
      onDone()
    },
    onError: tellProblem,
    onSettled: () => void client.invalidateQueries({ queryKey: keyOf(tenant, kind.name) }),
  })
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        if (content) add.mutate()
      }}
    >
      <Textarea
        aria-label={t('composer.label')}
        placeholder={t('composer.placeholder')}
        dir="auto"
        autoFocus
        rows={4}
        maxLength={20_000}
        value={draft ?? ''}
        onChange={(event) => setDraft(event.target.value || null)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) event.currentTarget.form?.requestSubmit()
        }}
      />
      <div className="flex justify-end">
        <Button type="submit" look="primary" size="sm" busy={add.isPending} disabled={!content}>
          {t('composer.add')}
        </Button>
      </div>
    </form>
  )
}
