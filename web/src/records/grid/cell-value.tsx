import type { Field } from '@rihla/contracts/fields.ts'
import { FieldView } from '../fields/field-view.tsx'
import { isEmpty } from '../fields/registry.tsx'

/** A value on one line, as high as its row. */
export function CellValue({
  name,
  field,
  record,
}: {
  name: string
  field: Field
  record: Readonly<Record<string, unknown>>
}) {
  if (field.kind === 'long_text' && !isEmpty(record[name]))
    return <bdi className="one-line">{String(record[name])}</bdi>
  if (field.kind === 'list')
    return (
      <span className="block overflow-hidden [&>span]:flex-nowrap">
        <FieldView name={name} field={field} record={record} />
      </span>
    )
  return <FieldView name={name} field={field} record={record} />
}
