import { leadResource, leads } from '@rihla/contracts/leads.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronDown, ChevronUp, Maximize2 } from 'lucide-react'
import { useRef } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { cachedRecord } from '#records/cache.ts'
import { Composer } from '#records/composer.tsx'
import { fieldLabel } from '#records/fields/labels.ts'
import { InlineField } from '#records/inline-field.tsx'
import { LatestNotes } from '#records/latest-notes.tsx'
import { PeekPanel } from '#records/peek-panel.tsx'
import { useSave } from '#records/save.ts'
import { useUndo } from '#records/use-undo.ts'
import { buttonLook } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { Tooltip } from '#ui/tooltip.tsx'
import { type Lead, leadName, leadQuery } from './lead.ts'
import { ActionButtons, useLeadActions } from './lead-actions.tsx'
import { Figures } from './lead-bar.tsx'
import { FollowUp } from './follow-up-card.tsx'
import { LeadTags } from './lead-tags.tsx'
import { OwnerPicker } from './owner-picker.tsx'
import { StatusMenu, useMover } from './status.tsx'

/** What one asks of a lead before deciding whether to open it. */
const FIELDS = [
  'title',
  'destinations',
  'preferred_travel_date',
  'return_date',
  'number_of_travelers',
  'estimated_value',
  'interest_level',
  'phone',
  'email',
  'company_name',
  'city',
  'country',
  'lead_source',
  'description',
] as const satisfies readonly (keyof typeof leadResource.fields)[]

const PAST = { operation: leads.timeline, resource: 'leads' }

interface Props {
  id: string
  previous: string | null
  next: string | null
  onGo: (id: string) => void
  onClose: () => void
}

/** A lead beside its list: enough to decide, to change and to go on. */
export function LeadPeek({ id, previous, next, onGo, onClose }: Props) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery({
    ...leadQuery(tenant, id),
    // The row that was pressed shows at once; the record follows.
    placeholderData: () => cachedRecord<Lead>(client, tenant, 'leads', id),
  })
  useShortcut('shift+j', 'keys.next_record', () => next && onGo(next))
  useShortcut('shift+k', 'keys.previous_record', () => previous && onGo(previous))
  const name = data ? leadName(data) : t('record.lead')
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
          <Tooltip text={t('peek.open')} keys="enter">
            <Link
              to="/t/$tenant/leads/$id"
              params={{ tenant, id }}
              aria-label={t('peek.open')}
              className={buttonLook({ look: 'ghost', size: 'icon-sm' })}
            >
              <Maximize2 className="size-4" aria-hidden />
            </Link>
          </Tooltip>
        </>
      }
    >
      {error && !data ? (
        <ErrorPanel compact error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Content key={id} lead={data} />
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

function Content({ lead }: { lead: Lead }) {
  const t = useT()
  const may = useMay()
  const box = useRef<HTMLTextAreaElement>(null)
  const { move, asking } = useMover()
  const locked = lead.archived_at !== null || !may('leads', 'update', lead)
  const { actions, dialogs } = useLeadActions(lead, locked, () => box.current?.focus())
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-dense">
        <StatusMenu lead={lead} locked={locked} onMove={move} />
        <Figures lead={lead} />
        <OwnerPicker lead={lead} />
        <LeadTags lead={lead} locked={locked} />
      </div>
      {actions.length ? (
        <div role="toolbar" aria-label={t('leads.actions')} className="flex flex-wrap gap-2">
          <ActionButtons actions={actions} />
        </div>
      ) : null}
      <FollowUp lead={lead} locked={locked} />
      <KeyFields lead={lead} locked={locked} />
      <section aria-labelledby="peek-notes" className="flex flex-col gap-3">
        <h3 id="peek-notes" className="text-dense font-semibold">
          {t('peek.notes')}
        </h3>
        {may('leads', 'comment', lead) ? (
          <Composer operation={leads.addNote} resource="leads" id={lead.id} box={box} />
        ) : null}
        <LatestNotes operation={leads.timeline} resource="leads" id={lead.id} />
      </section>
      {asking}
      {dialogs}
    </div>
  )
}

function KeyFields({ lead, locked }: { lead: Lead; locked: boolean }) {
  const t = useT()
  const save = useSave<Lead>(leads.update, 'leads')
  const { did } = useUndo()
  return (
    <section aria-label={t('peek.fields')} className="rounded-md border border-line bg-surface px-3 py-2">
      {FIELDS.map((name) => (
        <InlineField
          key={name}
          name={name}
          field={leadResource.fields[name]}
          record={lead}
          locked={locked}
          past={PAST}
          onSave={async (value, onto) => {
            const { operation_id } = await save.mutateAsync({ record: onto as Lead, changes: { [name]: value } })
            if (operation_id)
              did(operation_id, t('leads.edited', { name: leadName(lead), field: fieldLabel(name) }), { quiet: true })
          }}
        />
      ))}
    </section>
  )
}
