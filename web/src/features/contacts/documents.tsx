import { travelDocuments } from '@rihla/contracts/travelDocuments.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Eye, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { countryName, formatDay } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import { valueLabel } from '#records/fields/labels.ts'
import { RecordCard } from '#records/page/record-card.tsx'
import { tellProblem } from '#records/tell-problem.ts'
import { useUndo } from '#records/use-undo.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import type { Contact } from './contact.ts'
import { documentsQuery, expiryOf, refreshDocuments, type TravelDocument } from './document.ts'

const DocumentDialog = lazyComponent(async () => (await import('./document-dialog.tsx')).DocumentDialog)
const RevealDialog = lazyComponent(async () => (await import('./reveal-dialog.tsx')).RevealDialog)

type Open = { dialog: 'write'; document: TravelDocument | null } | { dialog: 'reveal'; document: TravelDocument }

/** What they show at borders: masked, with how long each is good, and the number for who gives a reason. */
export function Documents({ record: contact, locked }: { record: Contact; locked: boolean }) {
  const t = useT()
  const { data, error, refetch } = useQuery(documentsQuery(useTenant(), contact.id))
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  return (
    <RecordCard title={t('documents.title')}>
      {error && !data ? (
        <ErrorPanel compact error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton className="h-10 w-full" />
      ) : data.items.length ? (
        <ul className="flex flex-col divide-y divide-line">
          {data.items.map((document) => (
            <Line key={document.id} contact={contact} document={document} locked={locked} onOpen={setOpen} />
          ))}
        </ul>
      ) : (
        <p className="text-dense text-text-3">{t('documents.none')}</p>
      )}
      {locked ? null : (
        <Button
          look="ghost"
          size="sm"
          className="-ms-2 self-start"
          onClick={() => setOpen({ dialog: 'write', document: null })}
        >
          <Plus className="size-4" aria-hidden />
          {t('documents.add')}
        </Button>
      )}
      {open?.dialog === 'write' ? <DocumentDialog contact={contact} document={open.document} onClose={close} /> : null}
      {open?.dialog === 'reveal' ? <RevealDialog contact={contact} document={open.document} onClose={close} /> : null}
    </RecordCard>
  )
}

function Line({
  contact,
  document,
  locked,
  onOpen,
}: {
  contact: Contact
  document: TravelDocument
  locked: boolean
  onOpen: (open: Open) => void
}) {
  const t = useT()
  const may = useMay()
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  const kind = valueLabel('kind', document.kind)
  const away = useMutation({
    mutationFn: () =>
      write(travelDocuments.archive, {
        params: { tenant_id: tenant, id: contact.id, document_id: document.id },
      } as never),
    onSuccess: ({ operation_id }) => did(operation_id, t('documents.removed', { kind })),
    onError: tellProblem,
    onSettled: () => refreshDocuments(client, tenant),
  })
  const about = [document.country && countryName(document.country), document.holder_name].filter(Boolean).join(' · ')
  return (
    <li className="flex flex-col gap-0.5 py-1.5">
      <div className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium">{kind}</span>
        <bdi dir="ltr" className="font-mono text-dense tracking-wide text-text-2">
          {document.number}
        </bdi>
        <span className="ms-auto flex items-center">
          {may('contacts', 'reveal', contact) ? (
            <IconButton
              label={t('documents.reveal_named', { kind })}
              size="icon-sm"
              onClick={() => onOpen({ dialog: 'reveal', document })}
            >
              <Eye className="size-4" aria-hidden />
            </IconButton>
          ) : null}
          {locked ? null : (
            <>
              <IconButton
                label={t('documents.edit_named', { kind })}
                size="icon-sm"
                onClick={() => onOpen({ dialog: 'write', document })}
              >
                <Pencil className="size-4" aria-hidden />
              </IconButton>
              <IconButton
                label={t('documents.remove_named', { kind })}
                size="icon-sm"
                disabled={away.isPending}
                onClick={() => away.mutate()}
              >
                <Trash2 className="size-4" aria-hidden />
              </IconButton>
            </>
          )}
        </span>
      </div>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-dense text-text-3">
        <Expiry expires_on={document.expires_on} />
        {about ? <bdi>{about}</bdi> : null}
      </p>
    </li>
  )
}

/** From so many days on, the day says more than their number. */
const LONG_AGO = 60

/** How long it is good: green, amber for the last half year, red when it has ended; said in words too. */
export function Expiry({ expires_on }: { expires_on: string | null }) {
  const t = useT()
  const expiry = expiryOf(expires_on)
  if (!expiry || !expires_on) return null
  const { state, days, tone } = expiry
  const day = formatDay(expires_on)
  const said =
    state === 'good'
      ? t('documents.until', { day })
      : state === 'ended' && days > LONG_AGO
        ? t('documents.ended_on', { day })
        : t(`documents.${state}`, { count: days })
  return (
    <Badge tone={tone} title={day}>
      {said}
    </Badge>
  )
}
