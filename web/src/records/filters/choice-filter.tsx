import { useMemo } from 'react'
import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import { ChoiceList } from '#ui/choice-list.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { choicesOf } from '../fields/choices.ts'
import { useFieldLabel } from '../fields/record-type.ts'
import { MemberName } from '../fields/views.tsx'
import { type FilterProps, Presence } from './panel.tsx'

/** Any of some values, or none of them. */
export function ChoiceFilter({ name, field, parts, onChange }: FilterProps) {
  const t = useT()
  const label = useFieldLabel()
  const members = useMembers()
  const operator = parts.not ? 'not' : 'is'
  const chosen = (parts[operator] ?? '').split(',').filter(Boolean)
  const options = useMemo(() => {
    if (field.kind !== 'member') return choicesOf(name, field)
    const people = members.map(({ id, name }) => ({ value: id, text: name, view: <MemberName id={id} /> }))
    return [{ value: 'me', text: t('value.me') }, ...people]
  }, [field, members, name, t])
  const set = (operator: 'is' | 'not', values: string[]) =>
    onChange(values.length ? { [operator]: values.join(',') } : null)
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
        options={options}
        chosen={chosen}
        onChoose={(value) =>
          set(operator, chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
        }
      />
    </div>
  )
}
