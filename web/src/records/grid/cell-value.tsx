import type { Field } from '@rihla/contracts/fields.ts'
import { createContext, useContext } from 'react'
import { useT } from '#lib/i18n.ts'
import { Avatar } from '#ui/avatar.tsx'
import { FieldView } from '../fields/field-view.tsx'
import { isEmpty } from '../fields/empty.ts'
import { StructureLine } from '../fields/registry.tsx'

/** Names of the members, asked for once for the whole grid: a question for each cell costs more than its row. */
export const PeopleContext = createContext<ReadonlyMap<string, string>>(new Map())

function Person({ id }: { id: string | null }) {
  const t = useT()
  const name = useContext(PeopleContext).get(id ?? '')
  if (id === null) return <span className="text-text-3">{t('value.nobody')}</span>
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Avatar name={name ?? '…'} size={20} />
      <bdi className="one-line">{name ?? '…'}</bdi>
    </span>
  )
}

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
  if (field.kind === 'member') return <Person id={record[name] as string | null} />
  if (field.kind === 'long_text' && !isEmpty(record[name]))
    return <bdi className="one-line">{String(record[name])}</bdi>
  if (field.shape && !isEmpty(record[name])) return <StructureLine field={field} value={record[name]} />
  if (field.kind === 'list')
    return (
      <span className="block overflow-hidden [&>span]:flex-nowrap">
        <FieldView name={name} field={field} record={record} />
      </span>
    )
  return <FieldView name={name} field={field} record={record} />
}
