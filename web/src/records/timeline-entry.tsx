import type { Fields } from '@rihla/contracts/fields.ts'
import {
  Archive,
  ArchiveRestore,
  ArrowRightLeft,
  Mail,
  Merge,
  MessageCircle,
  MessagesSquare,
  Paperclip,
  PencilLine,
  Phone,
  PhoneOutgoing,
  Plus,
  StickyNote,
  Undo2,
  UsersRound,
} from 'lucide-react'
import { Link } from '@tanstack/react-router'
import { cn } from '#lib/cn.ts'
import { formatDateTime, formatTime } from '#lib/format.ts'
import { type MessageId, t as translate, useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { fieldLabel } from './fields/labels.ts'
import { useRecordType } from './fields/record-type.ts'
import type { RecordSearch } from './record-search.ts'
import { type Entry, isPending } from './story.ts'
import { Change, ChangeList, readableChanges } from './timeline-changes.tsx'

const ICONS = {
  note: StickyNote,
  call: Phone,
  email: Mail,
  meeting: UsersRound,
  chat: MessagesSquare,
  whatsapp: MessageCircle,
  sms: MessageCircle,
  in_person: UsersRound,
  created: Plus,
  updated: PencilLine,
  attempt: PhoneOutgoing,
  status_changed: ArrowRightLeft,
  converted: ArrowRightLeft,
  archived: Archive,
  restored: ArchiveRestore,
  merged: Merge,
  went: Merge,
} as const

const SAID = ['created', 'updated', 'status_changed', 'converted', 'archived', 'restored', 'merged'] as const
type Said = (typeof SAID)[number] | 'attempt' | 'went'

/** What kind of thing happened: `updated` for what this app has no words for. */
function kindOf(entry: Entry): Said {
  if (!entry.undoes && 'call_attempts' in entry.changes && entry.type.endsWith('.updated')) return 'attempt'
  if (entry.type.endsWith('.archived') && entry.changes['merged_into_id']?.[1]) return 'went'
  const kind = entry.type.split('.').at(-1) as (typeof SAID)[number]
  return SAID.includes(kind) ? kind : 'updated'
}

/** What happened to a document that hangs on the record. */
const DOCUMENT = /^travel_document\.(created|updated|archived|restored|revealed)$/
type DocumentEvent = 'created' | 'updated' | 'archived' | 'restored' | 'revealed'

/** What happened to a file that hangs on the record. */
function fileEventOf({ type, changes }: Entry): MessageId | undefined {
  const what = /^file\.(created|updated|archived|restored|deleted)$/.exec(type)?.[1]
  if (!what) return undefined
  if (what !== 'updated') return `timeline.file.${what as 'created' | 'archived' | 'restored' | 'deleted'}`
  return changes['name'] ? 'timeline.file.renamed' : 'timeline.file.linked'
}

/** What somebody did, in words that follow their name: "changed City". */
export function saidOf(entry: Entry, fields: Fields, record_type: string): string {
  if (entry.activity) return translate(`activity.${entry.activity.type}` as MessageId)
  const document = DOCUMENT.exec(entry.type)?.[1] as DocumentEvent | undefined
  if (document) return translate(`timeline.document.${document}`)
  const file = fileEventOf(entry)
  if (file) return translate(file)
  const kind = kindOf(entry)
  const changes = readableChanges(entry, fields)
  if (kind === 'updated' && changes.length === 1)
    return translate('timeline.changed_field', { field: fieldLabel(changes[0]![0], record_type) })
  return kind === 'merged' ? translate('timeline.merged', { name: entry.note ?? '' }) : translate(`timeline.${kind}`)
}

export interface EntryProps {
  entry: Entry
  fields: Fields
  /** The record as it is, for what a change does not say itself. */
  record: Readonly<Record<string, unknown>>
  /** Absent: not to be taken back from here. */
  onUndo?: ((entry: Entry) => void) | undefined
  /** Taken back since. */
  undone?: boolean | undefined
  /** What the address points at. */
  marked?: boolean
  /** What it happened to, where that is not the record itself. */
  about?: string | undefined
}

/** One line of a record's story: who did what, when, and from what to what. */
export function TimelineEntry({ entry, fields, record, onUndo, undone, marked, about }: EntryProps) {
  const t = useT()
  const record_type = useRecordType()
  const { activity } = entry
  const kind = kindOf(entry)
  const Icon =
    entry.record_type === 'file' ? Paperclip : (ICONS[(activity?.type ?? kind) as keyof typeof ICONS] ?? PencilLine)
  const changes = readableChanges(entry, fields).filter(([name]) => !(kind === 'attempt' && name === 'call_attempts'))
  const alone = changes.length === 1 && kind !== 'attempt' && kind !== 'merged' ? changes[0] : undefined
  return (
    <li
      className={cn(
        'group relative flex gap-3 pb-4 outline-none',
        marked &&
          'before:absolute before:-inset-x-2 before:-top-1 before:bottom-2 before:rounded-md before:bg-accent-soft',
      )}
      {...(marked ? { 'data-marked': '', tabIndex: -1, 'aria-current': 'true' } : {})}
    >
      <Spine />
      <Station tone={activity ? 'said' : 'done'} faded={undone}>
        <Icon className="size-3.5" aria-hidden />
      </Station>
      <div className={cn('relative min-w-0 flex-1', undone && '[&_*]:text-text-3')}>
        <div className="flex items-baseline gap-2 text-dense">
          <p className="min-w-0 flex-1 pt-1">
            <bdi className="font-medium">{entry.actor.name ?? t('timeline.system')}</bdi>{' '}
            <span className="text-text-2">{saidOf(entry, fields, record_type)}</span>{' '}
            {about ? <bdi className="font-medium wrap-anywhere">{about}</bdi> : null}
            {alone ? (
              <Change name={alone[0]} field={fields[alone[0]]!} values={alone[1]} entry={entry} record={record} />
            ) : null}
            {entry.undoes || undone ? (
              <span className="ms-1 whitespace-nowrap text-text-3">
                <Undo2 className="me-1 inline size-3 align-baseline" aria-hidden />
                {undone ? t('timeline.undone') : t('timeline.undo')}
              </span>
            ) : null}
          </p>
          {onUndo ? (
            <Button
              look="link"
              size="sm"
              className="h-5 gap-1 px-1 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:size-8 pointer-coarse:px-0 pointer-coarse:opacity-100"
              onClick={() => onUndo(entry)}
            >
              <Undo2 className="size-3.5 self-center" aria-hidden />
              <span className="pointer-coarse:sr-only">{t('action.undo')}</span>
            </Button>
          ) : null}
          <EntryTime entry={entry} />
        </div>
        {activity ? (
          <p
            dir="auto"
            className={cn(
              'mt-1 rounded-md border border-line bg-surface px-3 py-2 whitespace-pre-line wrap-anywhere',
              isPending(entry) && 'text-text-3',
              undone && 'line-through decoration-line-strong',
            )}
          >
            {activity.description ?? activity.subject}
          </p>
        ) : null}
        {changes.length && !alone ? (
          <ChangeList entry={entry} changes={changes} fields={fields} record={record} />
        ) : null}
        {entry.note && kind !== 'merged' && !changes.some(([, [, now]]) => now === entry.note) ? (
          <p dir="auto" className="mt-1 w-fit border-s-2 border-line ps-2 text-dense wrap-anywhere text-text-2">
            {entry.note}
          </p>
        ) : null}
      </div>
    </li>
  )
}

/** When it was, which is also its address. */
function EntryTime({ entry }: { entry: Entry }) {
  const t = useT()
  if (isPending(entry)) return <span className="text-meta text-text-3">{t('state.sending')}</span>
  return (
    <Link
      to="."
      search={((old: RecordSearch): RecordSearch => ({ ...old, focus: entry.activity?.id ?? entry.id })) as never}
      resetScroll={false}
      replace
      className="inline-flex min-h-6 min-w-6 items-center rounded-sm text-meta text-text-3 hover:underline"
    >
      <time dateTime={entry.at} title={formatDateTime(entry.at)} className="tabular-nums">
        {formatTime(entry.at)}
      </time>
    </Link>
  )
}

/** The line that the stations of a story stand on. */
export const Spine = () => (
  <span
    aria-hidden
    className="absolute start-3 top-8 bottom-0.5 w-0.5 -translate-x-1/2 bg-line group-last:hidden rtl:translate-x-1/2"
  />
)

export const Station = ({
  tone,
  faded,
  children,
}: {
  tone: 'said' | 'done'
  faded?: boolean | undefined
  children: React.ReactNode
}) => (
  <span
    className={cn(
      'z-1 mt-0.5 grid size-6 shrink-0 place-items-center rounded-full',
      tone === 'said' ? 'bg-accent-soft text-accent-text' : 'bg-brand-soft text-brand',
      faded && 'bg-sunken text-text-3',
    )}
  >
    {children}
  </span>
)
