import type { Field } from '@rihla/contracts/fields.ts'
import { ChevronRight } from 'lucide-react'
import { cn } from '#lib/cn.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { fieldLabel } from '../fields/labels.ts'
import { FieldView } from '../fields/field-view.tsx'
import { HEAD } from './grid-head.tsx'
import type { Segment } from './places.ts'
import type { GridSpec } from './spec.ts'
import { useFigure } from './use-figure.ts'

/** The head of a group: what its rows share, how many the server counts, and what they come to. */
export function GroupHead({
  id,
  spec,
  field,
  segment,
  place,
  top,
  sticky,
  height,
  active,
  narrow,
}: {
  id: string
  spec: GridSpec<any>
  field: string
  segment: Segment
  place: number
  top: number
  sticky: boolean
  height: number
  active: boolean
  narrow: boolean
}) {
  const t = useT()
  const { key, count, open } = segment.group!
  const sum = useFigure(spec, segment.query, spec.sum ?? '', 'sum', spec.sum !== undefined)
  const declared = spec.resource.fields[field] as Field
  const name =
    key === null && declared.kind !== 'member' ? (
      t('group.none', { field: fieldLabel(field, spec.resource.record_type) })
    ) : (
      <FieldView name={field} field={declared} record={{ [field]: key }} />
    )
  return (
    <div
      id={id}
      role={narrow ? 'listitem' : 'row'}
      {...(narrow ? {} : { 'aria-rowindex': place + 2 })}
      data-row={place}
      style={sticky ? { top: narrow ? 0 : HEAD, height } : { top, height }}
      className={cn(
        'inset-x-0 flex items-center border-b border-line bg-sunken',
        sticky ? 'sticky z-5' : 'absolute',
        active && 'outline-2 -outline-offset-2 outline-brand',
      )}
    >
      <div
        role={narrow ? undefined : 'gridcell'}
        className="sticky start-0 flex min-w-0 items-center gap-2 ps-3 text-dense"
      >
        <button
          type="button"
          tabIndex={narrow ? 0 : -1}
          data-toggle
          aria-expanded={open}
          className="flex min-h-7 min-w-0 items-center gap-2 rounded-sm pe-2 font-semibold hover:text-brand"
        >
          <ChevronRight
            className={cn('size-4 shrink-0 text-text-3 transition-transform', open ? 'rotate-90' : 'rtl:-scale-x-100')}
            aria-hidden
          />
          <span className="truncate">{name}</span>
        </button>
        <bdi className="text-text-3 tabular-nums">{formatNumber(count)}</bdi>
        {sum ? (
          <span className="truncate text-text-3">
            · <bdi className="tabular-nums">{sum.exact}</bdi>
          </span>
        ) : null}
      </div>
    </div>
  )
}
