import { DATE_ORDERS } from '@rihla/contracts/importShapes.ts'
import { TriangleAlert } from 'lucide-react'
import { cn } from '#lib/cn.ts'
import { formatPercent } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { Badge } from '#ui/badge.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { Select } from '#ui/select.tsx'
import { Foot } from './foot.tsx'
import { type Column, holdsOf, type Import, isAtWork, isOver, useChangeImport } from './import.ts'
import type { StepProps } from './import-page.tsx'
import { NewField } from './new-field.tsx'
import { targetOptions } from './targets.ts'
import { useOwnTargets } from './use-own-targets.ts'

/** Which column becomes which field: guessed, shown with what is in it, and yours to change. */
export function MapStep({ one, onStep }: StepProps) {
  const t = useT()
  const change = useChangeImport(one.id)
  const own = useOwnTargets(one.record_type)
  const options = targetOptions(one.record_type, own)
  const locked = isOver(one) || isAtWork(one)
  const left = one.columns.filter(({ field }) => field === null).length
  return (
    <div className="flex flex-col gap-3">
      <p className="text-text-2">
        {t('import.map_text', { kind: t(`nav.${holdsOf(one.record_type)}`) })}
        {left ? ` ${t('import.left_out', { count: left })}` : ''}
      </p>
      <ul className="rounded-md border border-line bg-surface">
        {one.columns.map((column) => (
          <ColumnLine
            key={column.index}
            one={one}
            column={column}
            options={options}
            locked={locked}
            onField={(field) => change.mutate({ columns: [{ index: column.index, field }] })}
            onOrder={(date_order) => change.mutate({ columns: [{ index: column.index, date_order }] })}
          />
        ))}
      </ul>
      <Foot go={t('import.next')} onGo={() => onStep('rules')} />
    </div>
  )
}

function ColumnLine({
  one,
  column,
  options,
  locked,
  onField,
  onOrder,
}: {
  one: Import
  column: Column
  options: ReturnType<typeof targetOptions>
  locked: boolean
  onField: (field: string | null) => void
  onOrder: (order: (typeof DATE_ORDERS)[number]) => void
}) {
  const t = useT()
  const unsure = column.notes.some(({ code }) => code === 'ambiguous_dates')
  return (
    <li className="grid gap-x-4 gap-y-1.5 border-b border-line px-4 py-3 last:border-0 md:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)_minmax(0,1.1fr)]">
      <div className="min-w-0">
        <bdi className="one-line font-medium">{column.name}</bdi>
        <p className="flex items-center gap-2 text-dense text-text-3">
          <span aria-hidden className="h-1 w-16 overflow-hidden rounded-full bg-line">
            <span className="block h-full bg-brand" style={{ width: `${Math.round(column.fill * 100)}%` }} />
          </span>
          {t('import.filled', { share: formatPercent(Math.round(column.fill * 100) / 100) })}
        </p>
      </div>
      <p className="min-w-0 text-dense text-text-2">
        <span className="line-clamp-2 wrap-anywhere">
          {column.samples.slice(0, 3).map((sample, place) => (
            <span key={place}>
              {place ? ' · ' : ''}
              <bdi>{sample}</bdi>
            </span>
          ))}
        </span>
      </p>
      <div className="flex min-w-0 flex-col gap-1.5">
        <div className="flex min-w-0 items-center gap-2">
          <Combobox
            label={t('import.becomes', { column: column.name })}
            value={column.field}
            onChange={onField}
            options={options}
            empty={t('import.leave_out')}
            placeholder={t('import.leave_out')}
            disabled={locked}
            className={cn('min-w-0 flex-1', column.field === null && 'border-dashed')}
          />
          {column.field === null && !locked ? <NewField one={one} column={column} onMade={onField} /> : null}
          {column.field !== null && column.field === column.guess && column.confidence < 0.6 ? (
            <Badge tone="warn">{t('import.unsure')}</Badge>
          ) : column.remembered && column.field === column.guess ? (
            <Badge>{t('import.remembered')}</Badge>
          ) : null}
        </div>
        {unsure && column.field ? (
          <Select
            aria-label={t('import.date_order')}
            value={column.date_order}
            placeholder={t('import.date_order')}
            disabled={locked}
            onChange={(order) => order && onOrder(order)}
            choices={DATE_ORDERS.map((value) => ({ value, label: t(`import.order.${value}`) }))}
          />
        ) : null}
        {column.notes
          .filter(({ code }) => column.field !== null || code === 'repeated_heading')
          .map(({ code, count }) => (
            <p key={code} className="flex items-center gap-1.5 text-meta text-warn">
              <TriangleAlert className="size-3.5 shrink-0" aria-hidden />
              {t(`import.note.${code}`, { count })}
            </p>
          ))}
      </div>
    </li>
  )
}
