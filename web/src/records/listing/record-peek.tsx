import type { LayoutKind } from '@rihla/contracts/layoutShape.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronDown, ChevronUp, Maximize2 } from 'lucide-react'
import type { ComponentType } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { buttonLook } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { tip } from '#ui/tip.ts'
import { cachedRecord } from '../cache.ts'
import { Composer, focusComposer } from '../composer.tsx'
import { type KindRecord, recordQuery } from '../kind.ts'
import { LatestNotes } from '../latest-notes.tsx'
import { OwnerPicker } from '../owner-picker.tsx'
import { ActionButtons, useNoteAction } from '../page/actions.tsx'
import { EditField } from '../page/edit-field.tsx'
import type { PartProps, PartsKind } from '../page/page-kind.ts'
import { inOrder, useArrangement } from '../page/layout.ts'
import { PeekPanel } from '../peek-panel.tsx'
import { RecordTags } from '../tags.tsx'
import type { PeekProps } from './list-kind.ts'

/** What one asks of a record before deciding whether to open it. */
export interface PeekKind extends PartsKind {
  fields: readonly string[]
  /** Where it stands, and the way on. */
  Standing?: ComponentType<PartProps>
}

/** A record beside its list: enough to decide, to change and to go on. */
export function RecordPeek({ peek, id, previous, next, onGo, onClose }: PeekProps & { peek: PeekKind }) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { kind } = peek
  const { data, error, refetch } = useQuery({
    ...recordQuery(kind, tenant, id),
    // The row that was pressed shows at once; the record follows.
    placeholderData: () => cachedRecord<KindRecord>(client, tenant, kind.name, id),
  })
  useShortcut('shift+j', 'keys.next_record', () => next && onGo(next))
  useShortcut('shift+k', 'keys.previous_record', () => previous && onGo(previous))
  const name = data ? kind.nameOf(data) : t(`record.${kind.resource.record_type as 'lead' | 'contact' | 'account'}`)
  return (
    <PeekPanel
      label={t('peek.label', { name })}
      title={name}
      onClose={onClose}
      tools={
        <>
          <IconButton
            label={t('keys.previous_record')}
            keys="shift+k"
            size="icon-sm"
            disabled={!previous}
            onClick={() => onGo(previous!)}
          >
            <ChevronUp className="size-4" aria-hidden />
          </IconButton>
          <IconButton
            label={t('keys.next_record')}
            keys="shift+j"
            size="icon-sm"
            disabled={!next}
            onClick={() => onGo(next!)}
          >
            <ChevronDown className="size-4" aria-hidden />
          </IconButton>
          <Link
            to={`/t/$tenant/${kind.name}/$id`}
            params={{ tenant, id }}
            aria-label={t('peek.open')}
            {...tip(t('peek.open'), 'enter')}
            className={buttonLook({ look: 'ghost', size: 'icon-sm' })}
          >
            <Maximize2 className="size-4" aria-hidden />
          </Link>
        </>
      }
    >
      {error && !data ? (
        <ErrorPanel compact error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Content key={id} peek={peek} record={data} />
      ) : (
        <div className="flex flex-col gap-3" aria-busy>
          {['w-2/5', 'w-3/5', 'w-1/2', 'w-1/3'].map((width) => (
            <Skeleton key={width} className={`h-5 ${width}`} />
          ))}
        </div>
      )}
    </PeekPanel>
  )
}

const NO_FIELDS: readonly string[] = []

function Content({ peek, record }: { peek: PeekKind; record: KindRecord }) {
  const t = useT()
  const may = useMay()
  const { kind, fields, Standing, Figures, Next, useActions: useOwnActions } = peek
  const record_type = kind.resource.record_type as LayoutKind
  const { arrangement, arranged } = useArrangement(record_type, NO_FIELDS)
  // What is set aside shows not even for a moment.
  const shown = arrangement && (arranged ? inOrder(fields, record_type, arrangement) : fields)
  const locked = record.archived_at !== null || !may(kind.name, 'update', record)
  const useTheActions =
    useOwnActions ?? ((one: KindRecord, _: boolean, on: () => void) => useNoteAction(kind.name, one, on))
  const { actions, dialogs } = useTheActions(record, locked, focusComposer)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-dense">
        {Standing ? <Standing record={record} locked={locked} /> : null}
        {Figures ? <Figures record={record} /> : null}
        <OwnerPicker kind={kind} record={record} />
        <RecordTags kind={kind} record={record} locked={locked} />
      </div>
      {actions.length ? (
        <div role="toolbar" aria-label={t('record.actions')} className="flex flex-wrap gap-2">
          <ActionButtons actions={actions} />
        </div>
      ) : null}
      {Next ? <Next record={record} locked={locked} /> : null}
      {shown === undefined ? (
        <Skeleton className="h-24 w-full rounded-md" />
      ) : shown.length ? (
        <section aria-label={t('peek.fields')} className="rounded-md border border-line bg-surface px-3 py-2">
          {shown.map((name) => (
            <EditField key={name} kind={kind} record={record} name={name} locked={locked} />
          ))}
        </section>
      ) : null}
      <section aria-labelledby="peek-notes" className="flex flex-col gap-3">
        <h3 id="peek-notes" className="text-dense font-semibold">
          {t('peek.notes')}
        </h3>
        {may(kind.name, 'comment', record) ? (
          <Composer operation={kind.operations.addNote} resource={kind.name} id={record.id} />
        ) : null}
        <LatestNotes operation={kind.operations.timeline} resource={kind.name} id={record.id} />
      </section>
      {dialogs}
    </div>
  )
}
