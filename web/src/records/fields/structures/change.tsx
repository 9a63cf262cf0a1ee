import type { Field } from '@rihla/contracts/fields.ts'
import { FromTo } from '../../from-to.tsx'
import { ListChange } from '../../list-change.tsx'
import { asRows } from './parts.ts'
import { changedParts, flyerText } from './told.ts'

/** What became of a structure: only the parts that changed, each in words. */
export function StructureChange({ field, values: [from, to] }: { field: Field; values: [unknown, unknown] }) {
  if (field.shape === 'frequent_flyer')
    return <ListChange before={asRows(from).map(flyerText)} after={asRows(to).map(flyerText)} />
  return (
    <span className="inline-flex max-w-full min-w-0 flex-col align-baseline">
      {changedParts(field.shape, from, to).map(({ label, from, to }) => (
        <span key={label} className="flex flex-wrap items-baseline gap-x-1.5">
          <bdi className="text-text-3">{label}</bdi>
          <FromTo
            from={from === undefined ? undefined : <bdi className="wrap-anywhere">{from}</bdi>}
            to={<bdi className="wrap-anywhere">{to ?? '—'}</bdi>}
          />
        </span>
      ))}
    </span>
  )
}
