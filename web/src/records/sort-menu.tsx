import type { Resource } from '@rihla/contracts/resource.ts'
import { ArrowDownUp } from 'lucide-react'
import { useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import { Button } from '#ui/button.tsx'
import { ChoiceList } from '#ui/choice-list.tsx'
import { Popover } from '#ui/popover.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { fieldLabel } from './fields/labels.ts'
import { faces } from './fields/registry.tsx'
import { filterableFields } from './filter-values.ts'
import { gotoStyle } from './goto-style.ts'
import type { Place } from './goto.ts'
import { type ListSearch, sortOf, sortSearch } from './list-query.ts'

const GoTo = lazyComponent(async () => (await import('./goto-form.tsx')).GoTo)

interface Props {
  resource: Resource<any>
  /** The sorts that people reach for, in that order; the rest follow. */
  common: readonly string[]
  search: ListSearch
  onChange: (search: ListSearch) => void
  /** Begins the list elsewhere. Absent: it is always shown from its top. */
  onGo?: (place: Place) => void
}

/** The order of a list and where in it to begin; on a phone, where there are no heads of columns, the only way to it. */
export function SortMenu({ resource, common, search, onChange, onGo }: Props) {
  const t = useT()
  const [open, setOpen] = useState(false)
  useShortcut('o', 'keys.sort', () => setOpen(true))
  const { by, descending } = sortOf(resource, search)
  const { sort_by: _by, sort_order: _order, ...rest } = search
  const set = (field: string, down: boolean) => onChange({ ...rest, ...sortSearch(resource, field, down) })
  const field = resource.fields[by]
  const [up, down] = directions(faces[field.kind as keyof typeof faces].filter)
  const named = new Set(filterableFields(resource.fields).map(([name]) => name))
  const others = resource.sorts.filter((name) => !common.includes(name) && named.has(name))
  const label = (name: string) => fieldLabel(name, resource.record_type)
  return (
    <Popover
      label={t('list.sort')}
      open={open}
      onOpenChange={setOpen}
      className="p-0"
      trigger={
        <Button look="ghost" aria-label={t('list.sorted_by', { field: label(by) })}>
          <ArrowDownUp className="size-4" aria-hidden />
          <span className="hidden max-w-32 truncate lg:inline">{label(by)}</span>
        </Button>
      }
    >
      <div className="border-b border-line p-2">
        <Segmented
          label={t('list.direction')}
          value={descending ? 'desc' : 'asc'}
          onChange={(order) => set(by, order === 'desc')}
          choices={[
            { value: 'asc', name: t(up), label: t(up) },
            { value: 'desc', name: t(down), label: t(down) },
          ]}
        />
      </div>
      <ChoiceList
        searchable
        label={t('list.sort')}
        chosen={[by]}
        options={[
          ...common.map((value) => ({ value, text: label(value) })),
          ...others.map((value) => ({ value, text: label(value), group: t('list.sort_others') })),
        ]}
        onChoose={(name) => {
          // Names begin with A, everything else with the most and the newest.
          set(name, gotoStyle(resource.fields[name]) !== 'text')
          setOpen(false)
        }}
      />
      {onGo && gotoStyle(field) ? (
        <GoTo
          key={by}
          name={by}
          resource={resource}
          descending={descending}
          onGo={(place) => {
            setOpen(false)
            onGo(place)
          }}
        />
      ) : null}
    </Popover>
  )
}

/** What the two directions are called: a list of names goes from A to Z, one of dates from the oldest. */
function directions(style: string | null) {
  if (style === 'text') return ['list.direction.a_z', 'list.direction.z_a'] as const
  if (style === 'number') return ['list.direction.lowest', 'list.direction.highest'] as const
  if (style === 'date') return ['list.direction.oldest', 'list.direction.newest'] as const
  return ['list.ascending', 'list.descending'] as const
}
