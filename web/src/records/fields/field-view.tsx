import type { Field } from '@rihla/contracts/fields.ts'
import { isEmpty } from './empty.ts'
import { faceOf } from './registry.tsx'

/** A value as its kind is shown; nothing at all is a dash. */
export function FieldView({
  name,
  field,
  record,
}: {
  name: string
  field: Field
  record: Readonly<Record<string, unknown>>
}) {
  const value = record[name]
  if (isEmpty(value) && field.kind !== 'member') return <span className="text-text-3">—</span>
  const { View } = faceOf(field)
  return <View name={name} field={field} value={value ?? null} record={record} />
}
