import { CUSTOM_RECORDS } from '@rihla/contracts/customFields.ts'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { EmptyState, ErrorPanel } from '#ui/states.tsx'
import { Section } from '../section.tsx'
import { PaneSkeleton } from '../pane-skeleton.tsx'
import { useMoveKeys } from '../use-move-keys.ts'
import { FieldDialog } from './field-dialog.tsx'
import { ArchivedRow, FieldRow } from './field-row.tsx'
import { fieldsQuery, type OwnField, type RecordType, recordTypeOf, useMoveField } from './fields.ts'

/** The tenant's own fields: what they are, in which order, and how much they are used. */
export function FieldsPane() {
  const t = useT()
  const { of } = useSearch({ strict: false }) as { of?: string }
  const navigate = useNavigate()
  const record_type = recordTypeOf(of)
  return (
    <>
      <p className="pb-3 text-dense text-text-2">{t('own_fields.about')}</p>
      <Segmented
        label={t('own_fields.record_type')}
        value={record_type}
        onChange={(next) =>
          void navigate({ to: '.', search: { of: next } as never, replace: true, resetScroll: false })
        }
        choices={CUSTOM_RECORDS.map((value) => {
          const name = t(`own_fields.of.${value}`)
          return { value, name, label: name }
        })}
      />
      <FieldsOf key={record_type} record_type={record_type} />
    </>
  )
}

function FieldsOf({ record_type }: { record_type: RecordType }) {
  const t = useT()
  const tenant = useTenant()
  const present = useQuery(fieldsQuery(tenant, record_type))
  const archived = useQuery(fieldsQuery(tenant, record_type, true))
  const [editing, setEditing] = useState<OwnField | 'new' | null>(null)
  const move = useMoveField(record_type)
  useMoveKeys(move)
  const error = present.error ?? archived.error
  const retry = () => void Promise.all([present.refetch(), archived.refetch()])
  if (error && !(present.data && archived.data)) return <ErrorPanel error={error} onRetry={retry} />
  if (!present.data || !archived.data) return <PaneSkeleton />
  const add = (
    <Button look="primary" onClick={() => setEditing('new')}>
      <Plus className="size-4" aria-hidden />
      {t('own_fields.new')}
    </Button>
  )
  const last = present.data.length - 1
  return (
    <>
      {editing ? (
        <FieldDialog
          record_type={record_type}
          {...(editing === 'new' ? {} : { field: editing })}
          onClose={() => setEditing(null)}
        />
      ) : null}
      {present.data.length ? (
        <>
          <div className="flex items-center justify-between gap-3 pt-5 pb-3">
            <h2 className="text-base font-semibold">{t('own_fields.count', { count: present.data.length })}</h2>
            {add}
          </div>
          <ul className="rounded-md border border-line bg-surface">
            {present.data.map((field, index) => (
              <FieldRow
                key={field.id}
                field={field}
                onEdit={() => setEditing(field)}
                {...(index > 0 ? { onUp: () => move(field.id, -1) } : {})}
                {...(index < last ? { onDown: () => move(field.id, 1) } : {})}
              />
            ))}
          </ul>
        </>
      ) : (
        <EmptyState title={t('own_fields.empty')} actions={add}>
          {t(`own_fields.empty.${record_type}`)}
        </EmptyState>
      )}
      {archived.data.length ? (
        <div className="pt-4">
          <Section title={t('own_fields.archived_title')} hint={t('own_fields.archived_hint')}>
            <ul className="rounded-md border border-line bg-surface">
              {archived.data.map((field) => (
                <ArchivedRow key={field.id} field={field} />
              ))}
            </ul>
          </Section>
        </div>
      ) : null}
    </>
  )
}
