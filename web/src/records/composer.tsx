import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CloudOff, Mail, MessageCircle, Phone, StickyNote } from 'lucide-react'
import { useHere } from '#lib/access.ts'
import { newKey, write } from '#lib/client.ts'
import { keepDraft, readDraft, useDraft } from '#lib/draft.ts'
import { problemOf } from '#lib/http.ts'
import { type MessageId, useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import { problemText } from '#lib/problem-text.ts'
import { useOnline } from '#lib/use-media.ts'
import { Button } from '#ui/button.tsx'
import { Textarea } from '#ui/input.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { outboxOf } from './outbox.ts'
import { addPendingNote } from './story.ts'
import type { AddNote } from './use-outbox.ts'
import { useUndo } from './use-undo.ts'

const MODES = { note: StickyNote, call: Phone, email: Mail, whatsapp: MessageCircle } as const
const OTHERS = ['meeting', 'in_person', 'chat', 'sms'] as const
type Type = keyof typeof MODES | (typeof OTHERS)[number]
const TypeSelect = lazyComponent(
  async () => (await import('#ui/select.tsx')).Select<Type>,
  <span className="h-7 w-24" />,
)

interface Draft {
  text: string
  type: Type
}

/** The draft of what one writes about a record. */
export const noteKey = (tenant: string, me: string, resource: string, id: string): string =>
  `note.${tenant}.${me}.${resource}.${id}`

/** Puts the focus where something is written about the record of this page. */
export const focusComposer = (): void => document.querySelector<HTMLElement>('[data-composer]')?.focus()

/**
 * Writes down what was said, and by which way. It shows at once; what the server refused comes back to be sent again,
 * and what found no connection is sent once there is one.
 */
export function Composer({ operation, resource, id }: { operation: AddNote; resource: string; id: string }) {
  const t = useT()
  const { tenant, me } = useHere()
  const client = useQueryClient()
  const online = useOnline()
  const { did } = useUndo()
  const key = noteKey(tenant.slug, me.id, resource, id)
  const [draft, setDraft] = useDraft<Draft>(key)
  const { text, type } = draft ?? { text: '', type: 'note' }
  const change = (next: Partial<Draft>) => {
    const { text: words, type: by } = { text, type, ...next }
    setDraft(words || by !== 'note' ? { text: words, type: by } : null)
  }
  const keepForLater = (note: { content: string; type: Type; key: string }) =>
    outboxOf(tenant.slug, me.id).add({ ...note, resource, id, at: new Date().toISOString() })
  const add = useMutation({
    mutationFn: (note: { content: string; type: Type; key: string }) =>
      write(operation, {
        params: { tenant_id: tenant.slug, id },
        body: { content: note.content, type: note.type },
        headers: { 'idempotency-key': note.key },
      } as never),
    onMutate: async (note) => {
      const takeOut = await addPendingNote(client, [tenant.slug, resource, id], me, note)
      setDraft(null)
      return takeOut
    },
    onError: (error, note, takeOut) => {
      takeOut?.()
      if (problemOf(error).status === 0) return keepForLater(note)
      // What was begun in the meantime stands after what comes back; the page may have been left.
      const begun = readDraft<Draft>(key)?.text
      const back: Draft = { text: begun ? `${note.content}\n\n${begun}` : note.content, type: note.type }
      keepDraft(key, back)
      setDraft(back)
    },
    onSuccess: ({ operation_id }) => did(operation_id, t('composer.added')),
    onSettled: () => void client.invalidateQueries({ queryKey: keyOf(tenant.slug, resource) }),
  })
  const problem = add.error && !add.isPending ? problemOf(add.error) : null

  function submit() {
    const content = text.trim()
    if (!content) return
    const note = { content, type, key: newKey() }
    if (navigator.onLine) return add.mutate(note)
    keepForLater(note)
    setDraft(null)
  }

  return (
    <form
      className="flex flex-col rounded-md border border-line-strong bg-surface focus-within:border-brand"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Textarea
        data-composer
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
      {problem && problem.status !== 0 ? (
        <p role="alert" className="px-3 pb-1 text-meta text-danger">
          {problemText(problem)}
          {problem.request_id ? <bdi className="ms-2 font-mono">{problem.request_id}</bdi> : null}
        </p>
      ) : null}
      {online ? null : (
        <p role="status" className="flex items-center gap-1.5 px-3 pb-1 text-meta text-warn">
          <CloudOff className="size-3.5 shrink-0" aria-hidden />
          {t('composer.offline')}
        </p>
      )}
      <div className="flex flex-wrap items-center gap-1 p-1.5">
        <Segmented<Type>
          label={t('composer.type')}
          value={type}
          onChange={(next) => change({ type: next })}
          choices={(Object.keys(MODES) as (keyof typeof MODES)[]).map((value) => {
            const Icon = MODES[value]
            return {
              value,
              name: t(`activity_type.${value}`),
              label: (
                <>
                  <Icon className="size-4" aria-hidden />
                  {value === type ? <span>{t(`activity_type.${value}`)}</span> : null}
                </>
              ),
            }
          })}
        />
        <TypeSelect
          aria-label={t('composer.other_type')}
          value={type in MODES ? null : type}
          placeholder={t('composer.other_type')}
          onChange={(next) => change({ type: next ?? 'note' })}
          choices={OTHERS.map((value) => ({ value, label: t(`activity_type.${value}` as MessageId) }))}
          className="h-7 w-24 border-transparent px-2 bg-transparent text-dense hover:bg-hover"
        />
        <Button type="submit" look="primary" size="sm" disabled={!text.trim()} className="ms-auto">
          {t('composer.add')}
          <span className="hidden pointer-fine:sm:inline">
            <Kbd keys="mod+enter" inverted />
          </span>
        </Button>
      </div>
    </form>
  )
}
