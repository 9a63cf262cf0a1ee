import { travelDocuments } from '@rihla/contracts/travelDocuments.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTenant } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { ProblemError } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { RecordTypeContext } from '#records/fields/record-type.ts'
import { isEmpty } from '#records/fields/empty.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { FormField } from '#records/form-field.tsx'
import { type Errors, refusals, useForm, type Values } from '#records/form.ts'
import { useUndo } from '#records/use-undo.ts'
import { FormDialog } from '#ui/form-dialog.tsx'
import type { Contact } from './contact.ts'
import { DOCUMENT_FIELDS, refreshDocuments, type TravelDocument } from './document.ts'

const NAMES = ['kind', 'number', 'country', 'holder_name', 'issued_on', 'expires_on'] as const

/** Writes down a travel document, or changes one. Its number is kept nowhere on this device. */
export function DocumentDialog({
  contact,
  document,
  onClose,
}: {
  contact: Contact
  document: TravelDocument | null
  onClose: () => void
}) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  const body = useRef<HTMLDivElement>(null)
  const initial: Values = document
    ? Object.fromEntries(NAMES.map((name) => [name, document[name]]))
    : { kind: 'passport', country: contact.nationality }
  const form = useForm(null, DOCUMENT_FIELDS, initial, 'travel_document')
  const params = { tenant_id: tenant, id: contact.id }
  const save = useMutation({
    mutationFn: (values: Values) =>
      document
        ? write(travelDocuments.update, {
            params: { ...params, document_id: document.id },
            body: { ...values, version: document.version },
          } as never)
        : write(travelDocuments.add, { params, body: values } as never),
    onSuccess: ({ operation_id }) => {
      const kind = valueLabel('kind', String(form.values['kind']))
      did(operation_id, t(document ? 'documents.changed' : 'documents.added', { kind }))
      onClose()
    },
    onError: (error) => {
      if (error instanceof ProblemError) form.setErrors(refusals(error.problem))
    },
    onSettled: () => refreshDocuments(client, tenant),
  })
  useEffect(() => {
    if (Object.keys(form.errors).length) body.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [form.errors])

  function submit() {
    if (save.isPending) return
    const missing: Errors = isEmpty(form.values['number']) ? { number: t('invalid.required') } : {}
    if (form.check(missing).length) return
    const changed = Object.entries(form.values).filter(([name, value]) => value !== (initial[name] ?? null))
    const entries = document ? changed : Object.entries(form.values).filter(([, value]) => !isEmpty(value))
    if (!entries.length) return onClose()
    save.mutate(Object.fromEntries(entries))
  }

  return (
    <RecordTypeContext value="travel_document">
      <FormDialog
        title={t(document ? 'documents.edit' : 'documents.add')}
        submit={t('action.save')}
        busy={save.isPending}
        error={Object.keys(form.errors).length ? null : save.error}
        onSubmit={submit}
        onClose={onClose}
      >
        <div ref={body} className="grid grid-cols-1 gap-3 sm:grid-cols-2">
          {NAMES.map((name) => (
            <FormField key={name} form={form} name={name} {...(name === 'number' ? { autoFocus: true } : {})} />
          ))}
        </div>
      </FormDialog>
    </RecordTypeContext>
  )
}
