import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useHere } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { ProblemError, problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { keyOf } from '#lib/keys.ts'
import { problemText } from '#lib/problem-text.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { RecordTypeContext } from '../fields/record-type.ts'
import { flat, nested } from '../flat.ts'
import { isEmpty } from '../fields/empty.ts'
import { filled, refusals, useForm, type Values } from '../form.ts'
import { type KindRecord, recordQuery } from '../kind.ts'
import { useOwnFields } from '../own-fields.ts'
import { useUndo } from '../use-undo.ts'
import type { CreateKind } from './create-kind.ts'
import { Candidates } from './duplicates.tsx'
import { Refused, Restored } from './form-notes.tsx'
import { candidatesOf, useIdempotencyKey, valuesToSend, withOwn } from './new-record.ts'
import { RecordForm } from './record-form.tsx'

/** What a dialog that makes a record may be asked to begin with. */
export interface Beginning {
  /** Whom somebody looked for and did not find. */
  name?: string | undefined
  /** What it begins as a copy of. */
  like?: { id: string; values: Values } | undefined
  /** What is known of it already. */
  values?: Values | undefined
}

/** Takes down a new record. What was typed survives closing, reloading and the end of the session. */
export function NewRecordDialog({
  creates: declared,
  name,
  like,
  values: known,
  onClose,
}: Beginning & { creates: CreateKind; onClose: () => void }) {
  const t = useT()
  const here = useHere()
  const { tenant, me } = here
  const client = useQueryClient()
  const navigate = useNavigate()
  const { did } = useUndo()
  const keyFor = useIdempotencyKey()
  const { kind, own, needed, defaults } = useOwnFields(declared.kind)
  const creates = useMemo(
    () => (own.length ? withOwn(declared, kind, own, needed) : declared),
    [declared, kind, own, needed],
  )
  const { record_type, fields } = kind.resource
  const parts = [`new-${record_type}`, tenant.slug, me.id, ...(like ? [like.id] : []), ...Object.values(known ?? {})]
  const form = useForm(
    parts.join('.'),
    fields,
    { ...creates.initial(here), ...defaults, ...like?.values, ...known, assigned_to: me.id },
    record_type,
  )
  useEffect(() => {
    if (name) form.set(creates.named(name.trim()))
    // oxlint-disable-next-line react/exhaustive-deps -- what it opens with, once
  }, [])
  // A fresh set of fields: some keep what was typed in them, as it was typed.
  const [round, setRound] = useState(0)
  const isMore = (one: string) => creates.more.includes(one)
  const [more, setMore] = useState(() => Object.keys(filled(form.values)).some(isMore))
  const body = useRef<HTMLDivElement>(null)

  const create = useMutation({
    mutationFn: ({ values, again }: { values: Values; again: boolean }) =>
      write(kind.operations.create, {
        params: { tenant_id: tenant.slug },
        body: nested(values),
        ...(again ? { query: { allow_duplicate: true } } : {}),
        headers: { 'idempotency-key': keyFor([values, again]) },
      } as never),
    onSuccess: ({ data, operation_id }) => {
      const record = flat(data as KindRecord)
      if (kind.include === undefined) client.setQueryData(recordQuery(kind, tenant.slug, record.id).queryKey, record)
      void client.invalidateQueries({ queryKey: keyOf(tenant.slug, kind.name) })
      form.clear()
      did(operation_id, t('create.done', { name: kind.nameOf(record) }))
    },
    onError: (error) => {
      if (!(error instanceof ProblemError)) return
      const errors = refusals(error.problem)
      form.setErrors(errors)
      if (Object.keys(errors).some(isMore)) setMore(true)
    },
  })
  const problem = create.error ? problemOf(create.error) : null
  const candidates = candidatesOf(problem)
  const stray = problem && !candidates.length && Object.keys(refusals(problem)).every((one) => !(one in fields))

  useEffect(() => {
    if (Object.keys(form.errors).length) body.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [form.errors])

  function submit(another: boolean, again = false) {
    if (create.isPending) return
    const lacking = needed.filter((one) => isEmpty(form.values[one]))
    const wrong = form.check({
      ...creates.missing?.(form.values),
      ...Object.fromEntries(lacking.map((one) => [one, t('invalid.required')])),
    })
    if (wrong.some(isMore)) setMore(true)
    if (wrong.length) return
    const values = valuesToSend(creates, form.values, fields, defaults)
    create.mutate(
      { values, again },
      {
        onSuccess: ({ data }) => {
          if (another) {
            setRound(round + 1)
            setMore(false)
            return
          }
          onClose()
          const { id } = data as KindRecord
          void navigate({ to: `/t/$tenant/${kind.name}/$id`, params: { tenant: tenant.slug, id } })
        },
      },
    )
  }
  useShortcut('mod+enter', 'keys.submit', () => submit(false), true)

  return (
    <RecordTypeContext value={record_type}>
      <Dialog
        open
        wide
        keepOpen={form.dirty}
        onOpenChange={(open) => open || onClose()}
        title={t(creates.title)}
        footer={
          <>
            <Button look="ghost" className="me-auto" disabled={create.isPending} onClick={() => submit(true)}>
              {t('create.another')}
            </Button>
            <Button look="ghost" className="hidden sm:inline-flex" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" form="new-record" look="primary" busy={create.isPending}>
              {t(creates.submit)}
              <span className="hidden pointer-fine:sm:inline">
                <Kbd keys="mod+enter" inverted />
              </span>
            </Button>
          </>
        }
      >
        <div ref={body} className="flex flex-col gap-4">
          {form.restored ? (
            <Restored
              onClear={() => {
                form.clear()
                setRound(round + 1)
              }}
            />
          ) : null}
          {candidates.length ? (
            <Refused>
              <Candidates kind={kind} items={candidates} />
              <Button size="sm" className="self-start" onClick={() => submit(false, true)}>
                {t('create.anyway')}
              </Button>
            </Refused>
          ) : null}
          {problem && stray ? (
            <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-dense text-danger">
              {problemText(problem)}
              {problem.request_id ? (
                <bdi className="block font-mono text-meta">
                  {t('error.request_id')} {problem.request_id}
                </bdi>
              ) : null}
            </p>
          ) : null}
          <form
            id="new-record"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              submit(false)
            }}
          >
            <RecordForm key={round} creates={creates} form={form} more={more} onMore={setMore} />
          </form>
        </div>
      </Dialog>
    </RecordTypeContext>
  )
}
