import type { NewConversion } from '@rihla/contracts/conversion.ts'
import { leads } from '@rihla/contracts/leads.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { newKey, write } from '#lib/client.ts'
import { type Problem, ProblemError, problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { keyOf } from '#lib/keys.ts'
import { refusals } from '#records/form.ts'
import { KindButton } from '#records/kind-button.tsx'
import { KindPanel } from '#records/kind-panel.tsx'
import { type AnyFields, kindQuery } from '#records/kind-facts.ts'
import { type Kind, KINDS, kinds } from '#records/kinds.ts'
import { acceptRecord } from '#records/save.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { NEEDED, partOf } from './convert-carry.ts'
import { ConvertPart, type Part, usePart } from './convert-part.tsx'
import { type Lead, leadName } from './lead.ts'

/** Turns a lead into account, contact and deal. Opens when the contact that the lead already names is known. */
export function ConvertDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const t = useT()
  const known = useQuery({
    ...kindQuery(useTenant(), 'contact', lead.contact_id ?? ''),
    enabled: lead.contact_id !== null,
  })
  if (lead.contact_id === null || known.data || known.error)
    return <ConvertForm lead={lead} contact={known.data ?? null} onClose={onClose} />
  return (
    <Dialog open wide onOpenChange={onClose} title={t('convert.title', { name: leadName(lead) })}>
      <Skeleton className="h-64 w-full" />
    </Dialog>
  )
}

function ConvertForm({ lead, contact, onClose }: { lead: Lead; contact: AnyFields | null; onClose: () => void }) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  const [key] = useState(newKey)
  const parts: Part[] = [
    usePart('account', lead, null),
    usePart('contact', lead, contact),
    usePart('opportunity', lead, null),
  ]
  const body = useRef<HTMLDivElement>(null)
  const name = leadName(lead)

  const convert = useMutation({
    mutationFn: () =>
      write(leads.convert, {
        params: { tenant_id: tenant, id: lead.id },
        // Who is there already was offered; whoever is made all the same is meant to be.
        body: {
          ...Object.fromEntries(
            parts.map(({ kind, mode, linked, form, carried }) => [
              kind,
              partOf(kind, mode, linked?.id ?? null, form.values, carried),
            ]),
          ),
          allow_duplicate: true,
        } as NewConversion,
        headers: { 'if-match': `"${lead.version}"`, 'idempotency-key': key },
      }),
    onSuccess: ({ data, operation_id }) => {
      acceptRecord<Lead>(client, tenant, 'leads', data.lead)
      for (const kind of KINDS)
        if (data[kind]) client.setQueryData(kindQuery(tenant, kind, data[kind].id).queryKey, data[kind])
      onClose()
      did(operation_id, t('convert.done', { name }))
    },
    onError: (error) => {
      if (!(error instanceof ProblemError)) return
      for (const { kind, form } of parts) form.setErrors(refusals(error.problem, `${kind}.`))
    },
    onSettled: () => {
      for (const resource of ['leads', ...KINDS.map((kind) => kinds[kind].resource)])
        void client.invalidateQueries({ queryKey: keyOf(tenant, resource) })
    },
  })
  const problem = convert.error ? problemOf(convert.error) : null
  const placed = problem !== null && parts.some(({ kind }) => Object.keys(refusals(problem, `${kind}.`)).length > 0)

  const wrong = parts.map(({ form }) => Object.keys(form.errors).length).join()
  useEffect(() => {
    body.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [wrong])

  function submit() {
    if (convert.isPending || problem?.code === 'lead.converted') return
    const bad = parts.filter((part) => checkPart(part, t('invalid.required'), t('convert.choose_one')).length > 0)
    if (!bad.length) convert.mutate()
  }
  useShortcut('mod+enter', 'keys.submit', submit, true)

  const made = parts.filter(({ mode }) => mode === 'create').length
  return (
    <Dialog
      open
      wide
      keepOpen
      onOpenChange={(open) => open || onClose()}
      title={t('convert.title', { name })}
      description={t('convert.text')}
      footer={
        problem?.code === 'lead.converted' ? (
          <Button look="primary" onClick={onClose}>
            {t('action.close')}
          </Button>
        ) : (
          <>
            <p className="me-auto text-dense text-text-3">{t('convert.summary', { count: made })}</p>
            <Button look="ghost" className="hidden sm:inline-flex" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button look="primary" busy={convert.isPending} onClick={submit}>
              {t('convert.submit')}
            </Button>
          </>
        )
      }
    >
      {problem?.code === 'lead.converted' ? (
        <AlreadyConverted problem={problem} />
      ) : (
        <div ref={body} className="flex flex-col gap-4">
          {problem && !placed ? (
            problem.status === 412 ? (
              <p role="alert" className="rounded-sm bg-warn-soft px-3 py-2 text-dense text-warn">
                {t('convert.stale')}
              </p>
            ) : (
              <ErrorPanel compact error={convert.error} />
            )
          ) : null}
          <div>
            {parts.map((part, index) => (
              <ConvertPart key={part.kind} part={part} last={index === parts.length - 1} />
            ))}
          </div>
        </div>
      )}
    </Dialog>
  )
}

/** Marks what is missing in a part; a link needs somebody to link to. */
function checkPart({ kind, mode, linked, form }: Part, required: string, choose: string): string[] {
  if (mode === 'none') return form.check()
  if (mode === 'link') return form.check(linked ? {} : { id: choose })
  const nameless = NEEDED[kind].every((name) => !String(form.values[name] ?? '').trim())
  return form.check(nameless ? { [NEEDED[kind][0]!]: required } : {})
}

/** Somebody was faster: says so, and shows what they made. */
function AlreadyConverted({ problem }: { problem: Problem }) {
  const t = useT()
  const [peek, setPeek] = useState<{ kind: Kind; id: string } | null>(null)
  const ids = problem as unknown as Record<string, string | null | undefined>
  const made = KINDS.flatMap((kind) => (ids[`${kind}_id`] ? [{ kind, id: ids[`${kind}_id`]! }] : []))
  return (
    <div role="alert" className="flex flex-col gap-3">
      <p>{t('convert.already')}</p>
      <ul className="flex flex-col gap-1">
        {made.map((one) => (
          <li key={one.kind}>
            <KindButton {...one} onOpen={() => setPeek(one)} />
          </li>
        ))}
      </ul>
      {peek ? <KindPanel {...peek} onClose={() => setPeek(null)} /> : null}
    </div>
  )
}
