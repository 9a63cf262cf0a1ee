import { useQueries } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { NamedView, useReferenceOptions } from '../fields/reference-editor.tsx'
import { referenceQuery } from '../references.ts'
import { AnyOf, chosenOf } from './any-of.tsx'
import type { FilterProps } from './panel.tsx'

/** Any of some records, or none of them; the server finds them by what is typed. */
export function ReferenceFilter({ onDone: _, ...filter }: FilterProps) {
  const tenant = useTenant()
  const to = filter.field.to ?? ''
  const { options, ...search } = useReferenceOptions(to)
  const known = useQueries({ queries: chosenOf(filter.parts).map((id) => referenceQuery(tenant, to, id)) })
  const others = known.flatMap(({ data }) =>
    data && !options.some(({ value }) => value === data.id)
      ? [{ value: data.id, text: data.name, view: <NamedView one={data} /> }]
      : [],
  )
  return <AnyOf {...filter} {...search} searchable options={[...others, ...options]} />
}
