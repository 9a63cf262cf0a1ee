import type { Field } from '@rihla/contracts/fields.ts'
import { useState } from 'react'
import { cn } from '#lib/cn.ts'
import { formatNumber, formatPercent } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { keepPreference, readPreference } from '#lib/preferences.ts'
import { Menu, MenuChoices, MenuLabel } from '#ui/menu.tsx'
import { faces } from '../fields/registry.tsx'
import { fieldLabel } from '../fields/labels.ts'
import type { ListQuery } from '../list.ts'
import { useSummary } from '../summary.ts'
import type { PlacedColumn } from './layout.ts'
import { type GridSpec, headLabel } from './spec.ts'
import { useFigure } from './use-figure.ts'

const FIGURES = ['none', 'count', 'sum', 'avg', 'empty'] as const
type Figure = (typeof FIGURES)[number]

const NUMBERS = new Set<Field['kind']>(['integer', 'decimal', 'money'])

/** What can be said of a column: amounts and numbers add up, what may be missing can be counted as such. */
const figuresOf = (field: Field, main: boolean): readonly Figure[] => [
  'none',
  ...(main ? (['count'] as const) : []),
  ...(NUMBERS.has(field.kind) && !field.computed ? (['sum', 'avg'] as const) : []),
  ...(!field.required && !field.computed ? (['empty'] as const) : []),
]

const usually = (field: Field, main: boolean): Figure =>
  main
    ? 'count'
    : field.kind === 'money'
      ? 'sum'
      : NUMBERS.has(field.kind) && !field.computed && field.required
        ? 'avg'
        : 'none'

/** One figure under each column, of all that the list finds, by the server. */
export function SummaryRow({
  spec,
  query,
  total,
  columns,
  before,
  height,
}: {
  spec: GridSpec<any>
  query: ListQuery
  total: number | undefined
  columns: readonly PlacedColumn[]
  before: number
  height: number
}) {
  const t = useT()
  return (
    <div
      role="rowgroup"
      aria-label={t('summary.label')}
      className="sticky bottom-0 z-10 mt-auto bg-bg text-dense"
      style={{ height }}
    >
      <div role="row" className="flex h-full border-t border-line">
        <div className="sticky start-0 z-2 shrink-0 bg-bg" style={{ width: before }} />
        {columns.map((column) => (
          <div
            key={column.field}
            role="gridcell"
            style={{ width: column.width, ...(column.pinned ? { insetInlineStart: before + column.offset } : {}) }}
            className={cn(
              'flex shrink-0 items-center overflow-hidden bg-bg px-1',
              column.pinned && 'sticky z-1',
              faces[(spec.resource.fields[column.field] as Field).kind].end && 'justify-end',
            )}
          >
            <SummaryCell spec={spec} query={query} total={total} name={column.field} />
          </div>
        ))}
        <div className="min-w-4 flex-1" />
      </div>
    </div>
  )
}

function SummaryCell({
  spec,
  query,
  total,
  name,
}: {
  spec: GridSpec<any>
  query: ListQuery
  total: number | undefined
  name: string
}) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const field = spec.resource.fields[name] as Field
  const main = name === spec.widths.main
  const offered = figuresOf(field, main)
  const kept = `figure.${spec.resource.name}.${name}`
  const [figure, setFigure] = useState<Figure>(
    () => offered.find((one) => one === readPreference(kept)) ?? usually(field, main),
  )
  if (offered.length < 2) return null
  const label = headLabel(spec, name, fieldLabel(name, spec.resource.record_type), t)
  const trigger = (
    <button
      type="button"
      aria-label={t('summary.choose', { field: label })}
      aria-haspopup="menu"
      aria-expanded={open}
      onClick={() => setOpen(true)}
      className={cn(
        'flex h-6 min-w-6 max-w-full items-center gap-1 truncate rounded-sm px-1 text-text-3 hover:bg-hover',
        figure === 'none' && 'opacity-0 hover:opacity-100 focus-visible:opacity-100',
      )}
    >
      {figure === 'none' ? 'Σ' : <FigureView spec={spec} query={query} total={total} name={name} figure={figure} />}
    </button>
  )
  if (!open) return trigger
  return (
    <Menu open onOpenChange={setOpen} side="top" trigger={trigger}>
      <MenuLabel>{label}</MenuLabel>
      <MenuChoices<Figure>
        value={figure}
        onChange={(next) => {
          setFigure(next)
          keepPreference(kept, next === usually(field, main) ? null : next)
        }}
        choices={offered.map((value) => ({ value, label: t(`summary.${value}`) }))}
      />
    </Menu>
  )
}

function FigureView({
  spec,
  query,
  total,
  name,
  figure,
}: {
  spec: GridSpec<any>
  query: ListQuery
  total: number | undefined
  name: string
  figure: Exclude<Figure, 'none'>
}) {
  const t = useT()
  const summing = figure === 'sum' || figure === 'avg'
  const said = useFigure(spec, query, name, summing ? figure : 'sum', summing)
  const { data } = useSummary(
    spec.source.summary,
    spec.source.resource,
    { ...query, [`${name}_empty`]: 'true' },
    {},
    figure === 'empty',
  )
  if (figure === 'count')
    return total === undefined ? null : <bdi className="tabular-nums">{t('summary.rows', { count: total })}</bdi>
  if (figure === 'empty' && data && total !== undefined) {
    const share = formatPercent(total ? data.count / total : 0)
    return <bdi className="truncate tabular-nums">{t('summary.empty_share', { share })}</bdi>
  }
  if (!summing || said === null) return <span aria-hidden className="h-3 w-12 rounded-sm bg-line" />
  return (
    <span className="truncate" title={said.exact}>
      <span className="text-meta">{t(figure === 'sum' ? 'summary.sum_short' : 'summary.avg_short')}</span>{' '}
      <bdi className="text-text tabular-nums">{said.short}</bdi>
      {said.more ? (
        <bdi className="ms-1 text-meta tabular-nums">{formatNumber(said.more, { signDisplay: 'always' })}</bdi>
      ) : null}
    </span>
  )
}
