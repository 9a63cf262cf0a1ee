import type { Fields } from '@rihla/contracts/fields.ts'
import { ListFilter as FilterIcon, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import { useMembers } from '#lib/members.ts'
import { Button } from '#ui/button.tsx'
import type { Option } from '#ui/choice-list.tsx'
import { ChoicePopover } from '#ui/choice-popover.tsx'
import { afterClosing, Popover } from '#ui/popover.tsx'
import { fieldLabel } from './fields/labels.ts'
import { useFieldLabel, useRecordType } from './fields/record-type.ts'
import { faceOf } from './fields/registry.tsx'
import { activeFilters, describeFilter, filterableFields, type FilterParts, withFilter } from './filter-values.ts'
import type { ListSearch } from './list-query.ts'
import { useReferenceNames } from './references.ts'

const FilterEditor = lazyComponent(async () => (await import('./filters/filter-editor.tsx')).FilterEditor)

/** Filters under a heading, in the order people reach for them. */
export interface FilterGroup {
  label: string
  fields: readonly string[]
}

/** What narrows the list, each filter a chip that opens its editor, and the way to add one. */
export function FilterBar({
  fields,
  groups,
  search,
  onChange,
  children,
}: {
  fields: Fields
  /** What stands in none of them comes last. */
  groups: readonly FilterGroup[]
  search: ListSearch
  onChange: (search: ListSearch) => void
  /** What stands in the row after the filters. */
  children?: ReactNode
}) {
  const t = useT()
  const record_type = useRecordType()
  const members = useMembers()
  const active = activeFilters(fields, search)
  // A chip shows as soon as its field is picked, before it says anything.
  const [adding, setAdding] = useState<string | null>(null)
  const [picking, setPicking] = useState(false)
  useShortcut('f', 'keys.filter', () => setPicking(true))
  const referenceName = useReferenceNames(fields, active)
  const memberName = (id: string) =>
    id === 'me' ? t('value.me') : (referenceName(id) ?? members.find((one) => one.id === id)?.name ?? '…')
  const shown = adding && !active.has(adding) ? [...active.keys(), adding] : [...active.keys()]
  const set = (name: string, parts: FilterParts | null) => onChange(withFilter(fields, search, name, parts))

  return (
    <div className="flex min-w-0 items-center gap-2 overflow-x-auto [scrollbar-width:none] md:flex-wrap">
      {shown.map((name) => (
        <FilterChip
          key={name}
          name={name}
          fields={fields}
          parts={active.get(name) ?? {}}
          text={
            active.has(name)
              ? describeFilter(name, fields[name]!, active.get(name)!, memberName, record_type)
              : fieldLabel(name, record_type)
          }
          startOpen={adding === name}
          onChange={(parts) => set(name, parts)}
          onClose={() => setAdding(null)}
        />
      ))}
      <ChoicePopover
        searchable
        label={t('filter.add')}
        open={picking}
        onOpenChange={setPicking}
        trigger={
          <Button look="ghost" className="max-md:order-first shrink-0 border border-dashed border-line-strong/60">
            <FilterIcon className="size-4" aria-hidden />
            <span className={shown.length || children ? 'max-md:sr-only' : ''}>{t('filter.add')}</span>
          </Button>
        }
        chosen={[...active.keys()]}
        options={grouped(fields, record_type, groups, t('filter.group.other'))}
        onChoose={(name) => afterClosing(() => setAdding(name))}
      />
      {active.size > 1 ? (
        <Button
          look="ghost"
          size="sm"
          onClick={() =>
            onChange([...active.keys()].reduce((rest, name) => withFilter(fields, rest, name, null), search))
          }
        >
          {t('filter.clear')}
        </Button>
      ) : null}
      {children}
    </div>
  )
}

function grouped(fields: Fields, record_type: string, groups: readonly FilterGroup[], other: string): Option[] {
  const names = filterableFields(fields).map(([name]) => name)
  const placed = new Set(groups.flatMap((group) => group.fields))
  const all = [...groups, { label: other, fields: names.filter((name) => !placed.has(name)) }]
  return all.flatMap(({ label, fields: ones }) =>
    ones
      .filter((name) => names.includes(name))
      .map((value) => ({ value, text: fieldLabel(value, record_type), group: label })),
  )
}

function FilterChip({
  name,
  fields,
  parts,
  text,
  startOpen,
  onChange,
  onClose,
}: {
  name: string
  fields: Fields
  parts: FilterParts
  text: string
  startOpen: boolean
  onChange: (parts: FilterParts | null) => void
  onClose: () => void
}) {
  const t = useT()
  const label = useFieldLabel()(name)
  const [open, setOpen] = useState(startOpen)
  const close = () => {
    setOpen(false)
    onClose()
  }
  return (
    <span className="inline-flex h-8 max-w-80 shrink-0 items-center rounded-sm border border-brand/40 bg-brand-soft text-dense text-brand pointer-coarse:h-11">
      {faceOf(fields[name]!).filter === null ? (
        <span className="min-w-0 truncate ps-2 pe-1 font-medium">{text}</span>
      ) : (
        <Popover
          label={label}
          open={open}
          onOpenChange={(next) => (next ? setOpen(true) : close())}
          className="p-0"
          trigger={
            <button type="button" className="h-full min-w-0 truncate rounded-sm ps-2 pe-1 font-medium hover:underline">
              {text}
            </button>
          }
        >
          <FilterEditor name={name} field={fields[name]!} parts={parts} onChange={onChange} onDone={close} />
        </Popover>
      )}
      <button
        type="button"
        aria-label={t('filter.remove', { field: label })}
        onClick={() => {
          onChange(null)
          onClose()
        }}
        className="grid h-full w-6 place-items-center rounded-sm hover:bg-hover pointer-coarse:w-11"
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </span>
  )
}
