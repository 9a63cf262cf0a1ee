import type { ReactNode } from 'react'
import { useT } from '#lib/i18n.ts'
import { fieldLabel } from '../fields/labels.ts'
import { InlineField } from '../inline-field.tsx'
import { type KindRecord, pastOf, type RecordKind } from '../kind.ts'
import { useSave } from '../save.ts'
import { useUndo } from '../use-undo.ts'

/** A field of a record, changed where it is read, and taken back like everything else. */
export function EditField({
  kind,
  record,
  name,
  locked,
  history,
}: {
  kind: RecordKind
  record: KindRecord
  name: string
  locked: boolean
  history?: ReactNode
}) {
  const t = useT()
  const save = useSave<KindRecord>(kind.operations.update, kind.name)
  const { did } = useUndo()
  const { fields, record_type } = kind.resource
  return (
    <InlineField
      name={name}
      field={fields[name]}
      record={record}
      locked={locked}
      past={pastOf(kind)}
      history={history}
      onSave={async (value, onto) => {
        const { operation_id } = await save.mutateAsync({ record: onto as KindRecord, changes: { [name]: value } })
        if (operation_id)
          did(operation_id, t('record.edited', { name: kind.nameOf(record), field: fieldLabel(name, record_type) }), {
            quiet: true,
          })
      }}
    />
  )
}
