import { CloudOff, TriangleAlert } from 'lucide-react'
import { useHere } from '#lib/access.ts'
import { formatDateTime, formatTime } from '#lib/format.ts'
import { type MessageId, useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { outboxOf, useUnsent } from './outbox.ts'
import { Spine, Station } from './timeline-entry.tsx'

/** What was written here and could not be sent: it waits for the connection, or says why the server will not have it. */
export function UnsentNotes({ resource, id }: { resource: string; id: string }) {
  const t = useT()
  const { tenant, me } = useHere()
  const outbox = outboxOf(tenant.slug, me.id)
  const notes = useUnsent(outbox).filter((note) => note.resource === resource && note.id === id)
  if (!notes.length) return null
  return (
    <ol aria-label={t('outbox.title')}>
      {notes.toReversed().map((note) => (
        <li key={note.key} className="group relative flex gap-3 pb-4">
          <Spine />
          <Station tone="said">
            {note.refused ? (
              <TriangleAlert className="size-3.5" aria-hidden />
            ) : (
              <CloudOff className="size-3.5" aria-hidden />
            )}
          </Station>
          <div className="min-w-0 flex-1 text-dense">
            <div className="flex items-baseline gap-2">
              <p className="min-w-0 flex-1 pt-1 text-warn">
                {t(`activity_type.${note.type}` as MessageId)}
                {' · '}
                {note.refused ?? t('outbox.waiting')}
              </p>
              <time dateTime={note.at} title={formatDateTime(note.at)} className="text-meta text-text-3 tabular-nums">
                {formatTime(note.at)}
              </time>
            </div>
            <p
              dir="auto"
              className="mt-1 rounded-md border border-dashed border-line-strong px-3 py-2 text-base whitespace-pre-line wrap-anywhere text-text-2"
            >
              {note.content}
            </p>
            <Button look="link" size="sm" className="mt-1 px-0" onClick={() => outbox.remove(note.key)}>
              {t('outbox.discard')}
            </Button>
          </div>
        </li>
      ))}
    </ol>
  )
}
