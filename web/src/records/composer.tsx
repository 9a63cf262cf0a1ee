import type { Note, NoteInput, Operation } from '@rihla/contracts/operation.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { useHere } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { keepDraft, readDraft, useDraft } from '#lib/draft.ts'
import { problemOf } from '#lib/http.ts'
import { type MessageId, useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { Button } from '#ui/button.tsx'
import { Textarea } from '#ui/input.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { Select } from '#ui/select.tsx'
import { addPendingNote } from './story.ts'
import { useUndo } from './use-undo.ts'

const TYPES = ['note', 'call', 'email', 'meeting', 'chat', 'whatsapp', 'sms', 'in_person'] as const
type Type = (typeof TYPES)[number]
type AddNote = Operation<{ tenant_id: string; id: string }, any, NoteInput, Note>
interface Draft {
  text: string
  type: Type
}

/** Writes down what was said, and by which way. It shows at once; what could not be sent comes back to be sent again. */
export function Composer({
  operation,
  resource,
  id,
  box,
}: {
  operation: AddNote
  resource: string
  id: string
  box: RefObject<HTMLTextAreaElement | null>
}) {
  const t = useT()
  const { tenant, me } = useHere()
  const client = useQueryClient()
  const { did } = useUndo()
  const key = `note.${tenant.slug}.${me.id}.${resource}.${id}`
  const [draft, setDraft] = useDraft<Draft>(key)
  const { text, type } = draft ?? { text: '', type: 'note' }
  const change = (next: Partial<Draft>) => {
    const { text: words, type: by } = { text, type, ...next }
    setDraft(words || by !== 'note' ? { text: words, type: by } : null)
  }
  const add = useMutation({
    mutationFn: (note: { content: string; type: Type }) =>
      write(operation, { params: { tenant_id: tenant.slug, id }, body: note } as never),
    onMutate: async (note) => {
      const takeOut = await addPendingNote(client, [tenant.slug, resource, id], me, note)
      setDraft(null)
      return takeOut
    },
    onError: (_error, { content, type }, takeOut) => {
      takeOut?.()
      // What was begun in the meantime stands after what comes back; the page may have been left.
      const begun = readDraft<Draft>(key)?.text
      const back: Draft = { text: begun ? `${content}\n\n${begun}` : content, type }
      keepDraft(key, back)
      setDraft(back)
    },
    onSuccess: ({ operation_id }) => did(operation_id, t('composer.added')),
    onSettled: () => void client.invalidateQueries({ queryKey: keyOf(tenant.slug, resource) }),
  })
  const problem = add.error && !add.isPending ? problemOf(add.error) : null

  return (
    <form
      className="flex flex-col rounded-md border border-line-strong bg-surface focus-within:border-brand"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim()) add.mutate({ content: text.trim(), type })
      }}
    >
      <Textarea
        ref={box}
        aria-label={t('composer.label')}
        placeholder={t('composer.placeholder')}
        dir="auto"
        rows={2}
        maxLength={20_000}
        value={text}
        onChange={(event) => change({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
          event.preventDefault()
          event.currentTarget.form?.requestSubmit()
        }}
        className="field-sizing-content max-h-80 min-h-16 resize-none border-0 bg-transparent hover:border-0 focus-visible:outline-none"
      />
      {problem ? (
        <p role="alert" className="px-3 pb-1 text-meta text-danger">
          {problem.status === 0 ? t('error.network.detail') : (problem.detail ?? problem.title)}
          {problem.request_id ? <bdi className="ms-2 font-mono">{problem.request_id}</bdi> : null}
        </p>
      ) : null}
      <div className="flex items-center gap-2 p-1.5">
        <Select<Type>
          aria-label={t('composer.type')}
          value={type}
          onChange={(next) => change({ type: next ?? 'note' })}
          choices={TYPES.map((value) => ({ value, label: t(`activity_type.${value}` as MessageId) }))}
          className="h-7 w-36 border-transparent bg-transparent text-dense hover:bg-hover"
        />
        <span className="ms-auto hidden text-meta md:inline">
          <Kbd keys="mod+enter" />
        </span>
        <Button type="submit" look="primary" size="sm" disabled={!text.trim()} className="max-md:ms-auto">
          {t('composer.add')}
        </Button>
      </div>
    </form>
  )
}
