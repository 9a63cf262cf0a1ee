import { leadResource, leads, type NewLead } from '@rihla/contracts/leads.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useHere } from '#lib/access.ts'
import { newKey, write } from '#lib/client.ts'
import { ProblemError, problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import { filled, refusals, useForm } from '#records/form.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { leadName, leadQuery } from './lead.ts'
import { LeadForm, MORE_FIELDS } from './lead-form.tsx'

const NAMING = ['first_name', 'last_name', 'company_name', 'title'] as const

/** One key for one body, so that sending the same form twice makes one lead. */
function useIdempotencyKey() {
  const kept = useRef({ text: '', key: '' })
  return (body: unknown) => {
    const text = JSON.stringify(body)
    if (kept.current.text !== text) kept.current = { text, key: newKey() }
    return kept.current.key
  }
}

/** Takes down an enquiry. What was typed survives closing, reloading and the end of the session. */
export function NewLeadDialog({
  name,
  like,
  onClose,
}: {
  name?: string | undefined
  /** What it begins with: a copy of this lead. */
  like?: { id: string; values: Record<string, unknown> } | undefined
  onClose: () => void
}) {
  const t = useT()
  const { tenant, me } = useHere()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { did } = useUndo()
  const keyFor = useIdempotencyKey()
  const draft = ['new-lead', tenant.slug, me.id, ...(like ? [like.id] : [])].join('.')
  const form = useForm(draft, leadResource.fields, {
    currency: tenant.base_currency,
    ...like?.values,
    assigned_to: me.id,
  })
  // Whom somebody looked for and did not find.
  useEffect(() => {
    if (!name) return
    const [first_name, ...rest] = name.trim().split(/\s+/)
    form.set({ first_name, last_name: rest.join(' ') || null })
    // oxlint-disable-next-line react/exhaustive-deps -- what it opens with, once
  }, [])
  // A fresh set of fields: some keep what was typed in them, as it was typed.
  const [round, setRound] = useState(0)
  const [more, setMore] = useState(() => MORE_FIELDS.some((name) => name in filled(form.values)))
  const body = useRef<HTMLDivElement>(null)

  const create = useMutation({
    mutationFn: (values: Wire<NewLead>) =>
      write(leads.create, {
        params: { tenant_id: tenant.slug },
        body: values,
        headers: { 'idempotency-key': keyFor(values) },
      }),
    onSuccess: ({ data, operation_id }) => {
      client.setQueryData(leadQuery(tenant.slug, data.id).queryKey, data)
      void client.invalidateQueries({ queryKey: keyOf(tenant.slug, 'leads') })
      form.clear()
      did(operation_id, t('new_lead.done', { name: leadName(data) }))
    },
    onError: (error) => {
      if (!(error instanceof ProblemError)) return
      const errors = refusals(error.problem)
      form.setErrors(errors)
      if (MORE_FIELDS.some((name) => name in errors)) setMore(true)
    },
  })
  const problem = create.error ? problemOf(create.error) : null
  const stray = problem && Object.keys(refusals(problem)).every((name) => !(name in leadResource.fields))

  useEffect(() => {
    if (Object.keys(form.errors).length) body.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [form.errors])

  function submit(another: boolean) {
    if (create.isPending) return
    const values = filled(form.values)
    const { currency, ...rest } = values
    const nameless = NAMING.every((name) => !(name in values))
    const wrong = form.check(nameless ? { first_name: t('new_lead.name_needed') } : {})
    if (MORE_FIELDS.some((name) => wrong.includes(name))) setMore(true)
    if (wrong.length) return
    const sent = 'estimated_value' in rest ? { ...rest, currency } : rest
    create.mutate({ ...sent, assigned_to: form.values['assigned_to'] ?? null } as Wire<NewLead>, {
      onSuccess: ({ data }) => {
        if (another) {
          setRound(round + 1)
          setMore(false)
          return
        }
        onClose()
        void navigate({ to: '/t/$tenant/leads/$id', params: { tenant: tenant.slug, id: data.id } })
      },
    })
  }
  useShortcut('mod+enter', 'keys.submit', () => submit(false), true)

  return (
    <Dialog
      open
      wide
      keepOpen={form.dirty}
      onOpenChange={(open) => open || onClose()}
      title={t('leads.new')}
      footer={
        <>
          <Button look="ghost" className="me-auto" disabled={create.isPending} onClick={() => submit(true)}>
            {t('new_lead.another')}
          </Button>
          <Button look="ghost" className="hidden sm:inline-flex" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button type="submit" form="new-lead" look="primary" busy={create.isPending}>
            {t('new_lead.create')}
            <span className="hidden pointer-fine:sm:inline">
              <Kbd keys="mod+enter" inverted />
            </span>
          </Button>
        </>
      }
    >
      <div ref={body} className="flex flex-col gap-4">
        {form.restored ? (
          <p className="flex flex-wrap items-center gap-x-2 rounded-sm bg-sunken px-3 py-1.5 text-dense text-text-2">
            {t('new_lead.restored')}
            <Button
              look="link"
              size="sm"
              className="px-0"
              onClick={() => {
                form.clear()
                setRound(round + 1)
              }}
            >
              {t('new_lead.start_over')}
            </Button>
          </p>
        ) : null}
        {problem && stray ? (
          <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-dense text-danger">
            {problem.status === 0 ? t('error.network.detail') : (problem.detail ?? problem.title)}
            {problem.request_id ? (
              <bdi className="block font-mono text-meta">
                {t('error.request_id')} {problem.request_id}
              </bdi>
            ) : null}
          </p>
        ) : null}
        <form
          id="new-lead"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            submit(false)
          }}
        >
          <LeadForm key={round} form={form} more={more} onMore={setMore} />
        </form>
      </div>
    </Dialog>
  )
}
