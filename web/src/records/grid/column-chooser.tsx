import type { Field } from '@rihla/contracts/fields.ts'
import { type MessageId, useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { ChoiceList } from '#ui/choice-list.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Select } from '#ui/select.tsx'
import { fieldLabel } from '../fields/labels.ts'
import { type ColumnChoice, groupable, listFields, shown } from './columns.ts'
import { type GridSpec, headLabel } from './spec.ts'

export interface ChooserProps {
  spec: GridSpec<any>
  choices: readonly ColumnChoice[]
  onColumns: (choices: readonly ColumnChoice[]) => void
  group: string | undefined
  onGroup: (field: string | null) => void
}

const PARTS = ['columns', 'words', 'figures', 'dates', 'people', 'other'] as const
type Part = (typeof PARTS)[number]

/** Fields of one sort stand together. */
const PART_OF: Partial<Record<Field['kind'], Part>> = {
  text: 'words',
  long_text: 'words',
  enum: 'words',
  list: 'words',
  country: 'words',
  integer: 'figures',
  decimal: 'figures',
  money: 'figures',
  currency: 'figures',
  boolean: 'figures',
  date: 'dates',
  timestamp: 'dates',
  member: 'people',
  email: 'people',
  phone: 'people',
  url: 'people',
}

/** All fields a list has, to be shown or hidden; those shown first, in their order. */
export function ColumnChooser({ spec, choices, onColumns, group, onGroup }: ChooserProps) {
  const t = useT()
  const { fields, record_type } = spec.resource
  const on = choices.map((one) => one.field)
  const partOf = (name: string): Part =>
    on.includes(name) ? 'columns' : (PART_OF[(fields[name] as Field).kind] ?? 'other')
  const label = (name: string) => headLabel(spec, name, fieldLabel(name, record_type), t)
  const names = [...on, ...listFields(fields).filter((name) => !on.includes(name))]
  return (
    <>
      <ChoiceList
        searchable
        multiple
        label={t('column.choose')}
        chosen={on}
        options={PARTS.flatMap((part) =>
          names
            .filter((name) => partOf(name) === part)
            .map((name) => ({ value: name, text: label(name), group: t(`column.part.${part}` as MessageId) })),
        )}
        onChoose={(name) => onColumns(shown(choices, name, !on.includes(name)))}
      />
      <div className="flex items-end gap-2 border-t border-line p-3">
        <div className="min-w-0 flex-1">
          <LabelledField label={t('column.group_by')}>
            {(ids) => (
              <Select
                {...ids}
                value={group ?? null}
                onChange={(field) => onGroup(field)}
                placeholder={t('column.no_groups')}
                empty={t('column.no_groups')}
                choices={groupable(fields).map((value) => ({ value, label: label(value) }))}
              />
            )}
          </LabelledField>
        </div>
        <Button look="ghost" onClick={() => onColumns(spec.usual)}>
          {t('column.usual')}
        </Button>
      </div>
    </>
  )
}
