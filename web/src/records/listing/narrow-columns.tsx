import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { ChoiceList } from '#ui/choice-list.tsx'
import { LabelledField } from '#ui/field.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Select } from '#ui/select.tsx'
import { fieldLabel } from '../fields/labels.ts'
import {
  type ColumnChoice,
  columnsOf,
  columnsSearch,
  groupable,
  IN_ROW,
  listFields,
  nameFirst,
  shown,
} from '../grid/columns.ts'
import { headLabel } from '../grid/spec.ts'
import type { ListSearch } from '../list-query.ts'
import type { ListKind } from './list-kind.ts'

/** The columns of a list, ordered without a pointer: the first of them make the row, the name always. */
export function NarrowColumns({
  list,
  search,
  onChange,
}: {
  list: ListKind
  search: ListSearch
  onChange: (search: ListSearch) => void
}) {
  const t = useT()
  const [adding, setAdding] = useState(false)
  const { fields, record_type } = list.kind.resource
  const choices = columnsOf(fields, search, list.columns)
  const [name, ...rest] = nameFirst(choices, list.columns)
  const label = (field: string) => headLabel(list, field, fieldLabel(field, record_type), t)
  const set = (next: readonly ColumnChoice[]) => onChange({ ...search, cols: columnsSearch(next, list.columns) })
  // A name that wide screens hide stays hidden there.
  const first = choices.includes(name!) ? [name!] : []
  const move = (from: number, to: number) => {
    const next = [...rest]
    next.splice(to, 0, ...next.splice(from, 1))
    set([...first, ...next])
  }
  const row = ({ field }: ColumnChoice, at: number) => (
    <li key={field} className="flex min-h-11 items-center gap-1 border-b border-line ps-2 last:border-0">
      <bdi className="min-w-0 flex-1 truncate">{label(field)}</bdi>
      <IconButton label={t('column.up', { field: label(field) })} disabled={at === 0} onClick={() => move(at, at - 1)}>
        <ArrowUp className="size-4" aria-hidden />
      </IconButton>
      <IconButton
        label={t('column.down', { field: label(field) })}
        disabled={at === rest.length - 1}
        onClick={() => move(at, at + 1)}
      >
        <ArrowDown className="size-4" aria-hidden />
      </IconButton>
      <IconButton
        label={t('column.take_away', { field: label(field) })}
        disabled={rest.length === 1}
        onClick={() => set(shown(choices, field, false))}
      >
        <X className="size-4" aria-hidden />
      </IconButton>
    </li>
  )
  const drawn = IN_ROW - 1
  const hidden = listFields(fields).filter((field) => field !== name!.field && !rest.some((one) => one.field === field))
  return (
    <div className="flex flex-col gap-3 px-2">
      <section>
        <h3 className="text-dense font-medium text-text-2">{t('column.in_row')}</h3>
        <p className="flex min-h-11 items-center border-b border-line ps-2 font-medium">
          <bdi>{label(name!.field)}</bdi>
        </p>
        <ul aria-label={t('column.in_row')}>{rest.slice(0, drawn).map(row)}</ul>
      </section>
      {rest.length > drawn ? (
        <section>
          <h3 className="text-dense font-medium text-text-2">{t('column.beyond')}</h3>
          <ul aria-label={t('column.beyond')}>{rest.slice(drawn).map((one, at) => row(one, at + drawn))}</ul>
        </section>
      ) : null}
      {adding ? (
        <div className="rounded-md border border-line">
          <ChoiceList
            searchable
            label={t('column.add')}
            chosen={[]}
            options={hidden.map((value) => ({ value, text: label(value) }))}
            onChoose={(field) => {
              setAdding(false)
              // Where it is seen at once: last in the row.
              set([...first, ...rest.toSpliced(drawn - 1, 0, { field })])
            }}
          />
        </div>
      ) : (
        <Button className="self-start" onClick={() => setAdding(true)}>
          <Plus className="size-4" aria-hidden />
          {t('column.add')}
        </Button>
      )}
      <LabelledField label={t('column.group_by')}>
        {(ids) => (
          <Select
            {...ids}
            value={search['group'] ?? null}
            onChange={(field) => onChange({ ...search, group: field ?? '' })}
            placeholder={t('column.no_groups')}
            empty={t('column.no_groups')}
            choices={groupable(fields).map((value) => ({ value, label: label(value) }))}
          />
        )}
      </LabelledField>
      <Button look="ghost" onClick={() => set(list.columns)}>
        {t('column.usual')}
      </Button>
    </div>
  )
}
