import type { ComponentProps } from 'react'
import { useT } from '#lib/i18n.ts'
import { ChoiceList } from '#ui/choice-list.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { useFieldLabel } from '../fields/record-type.ts'
import type { FilterParts } from '../filter-values.ts'
import { type FilterProps, Presence } from './panel.tsx'

const operatorOf = (parts: FilterParts) => (parts.not ? 'not' : 'is')

/** The values that a filter names, to have or not to have. */
export const chosenOf = (parts: FilterParts): string[] => (parts[operatorOf(parts)] ?? '').split(',').filter(Boolean)

/** Any of some values, or none of them, from a list. */
export function AnyOf({
  name,
  field,
  parts,
  onChange,
  ...list
}: Omit<FilterProps, 'onDone'> &
  Pick<ComponentProps<typeof ChoiceList>, 'options' | 'searchable' | 'busy' | 'onSearch'>) {
  const t = useT()
  const label = useFieldLabel()
  const operator = operatorOf(parts)
  const chosen = chosenOf(parts)
  const set = (by: 'is' | 'not', values: string[]) => onChange(values.length ? { [by]: values.join(',') } : null)
  return (
    <div className="flex flex-col">
      <div className="flex flex-wrap gap-2 border-b border-line p-2">
        <Segmented
          label={t('filter.operator')}
          value={operator}
          onChange={(next) => set(next, chosen)}
          choices={[
            { value: 'is', name: t('filter.is_any'), label: t('filter.is_any') },
            { value: 'not', name: t('filter.is_none'), label: t('filter.is_none') },
          ]}
        />
        <Presence field={field} parts={parts} onChange={onChange} />
      </div>
      <ChoiceList
        multiple
        label={label(name)}
        chosen={chosen}
        onChoose={(value) =>
          set(operator, chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
        }
        {...list}
      />
    </div>
  )
}
