import { travelDocuments } from '@rihla/contracts/travelDocuments.ts'
import { useMutation } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { notify } from '#ui/toast.tsx'
import type { Contact } from './contact.ts'
import type { TravelDocument } from './document.ts'

/** So long a number stays on the screen. */
const SHOWN = 60_000

/** The whole number of a document, for a reason that the log keeps. It goes from the screen by itself. */
export function RevealDialog({
  contact,
  document,
  onClose,
}: {
  contact: Contact
  document: TravelDocument
  onClose: () => void
}) {
  const t = useT()
  const tenant = useTenant()
  const [reason, setReason] = useState('')
  const reveal = useMutation({
    mutationFn: () =>
      call(travelDocuments.reveal, {
        params: { tenant_id: tenant, id: contact.id, document_id: document.id },
        body: { reason: reason.trim() },
      } as never) as Promise<{ number: string }>,
    // A secret is kept for no longer than it is looked at.
    gcTime: 0,
  })
  const number = reveal.data?.number
  useEffect(() => {
    if (!number) return
    const timer = setTimeout(onClose, SHOWN)
    return () => clearTimeout(timer)
  }, [number, onClose])
  const problem = reveal.error ? problemOf(reveal.error) : null
  const kind = valueLabel('kind', document.kind)
  const submit = () => {
    if (reason.trim() && !reveal.isPending) reveal.mutate()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('documents.reveal_named', { kind })}
      footer={
        number ? (
          <Button look="primary" onClick={onClose}>
            {t('action.close')}
          </Button>
        ) : (
          <>
            <Button look="ghost" onClick={onClose}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" form="reveal" look="primary" busy={reveal.isPending} disabled={!reason.trim()}>
              {t('documents.reveal')}
            </Button>
          </>
        )
      }
    >
      {number ? (
        <div className="flex flex-col gap-3">
          <p className="flex flex-wrap items-center gap-2" aria-live="polite">
            <bdi dir="ltr" className="font-mono text-h3 tracking-wide">
              {number}
            </bdi>
            <Button
              size="sm"
              onClick={() =>
                void navigator.clipboard?.writeText(number).then(() => notify({ text: t('state.copied') }))
              }
            >
              <Copy className="size-4" aria-hidden />
              {t('action.copy')}
            </Button>
          </p>
          <p className="text-dense text-text-2">{t('documents.revealed')}</p>
        </div>
      ) : (
        <form
          id="reveal"
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <LabelledField
            label={t('documents.reason')}
            hint={t('documents.reason_hint')}
            error={problem ? problemText(problem) : undefined}
          >
            {(ids) => (
              <Input
                {...ids}
                dir="auto"
                autoFocus
                maxLength={500}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </LabelledField>
        </form>
      )}
    </Dialog>
  )
}
