import { useQueries } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { ChoiceList } from '#ui/choice-list.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { useFieldLabel } from '../fields/record-type.ts'
import { NamedView, useReferenceOptions } from '../fields/reference-editor.tsx'
import { referenceQuery } from '../references.ts'
import { type FilterProps, Presence } from './panel.tsx'

/** Any of some records, or none of them; the server finds them by what is typed. */
export function ReferenceFilter({ name, field, parts, onChange }: FilterProps) {
  const t = useT()
  const tenant = useTenant()
  const label = useFieldLabel()
  const to = field.to ?? ''
  const operator = parts.not ? 'not' : 'is'
  const chosen = (parts[operator] ?? '').split(',').filter(Boolean)
  const { options, busy, onSearch } = useReferenceOptions(to)
  const known = useQueries({ queries: chosen.map((id) => referenceQuery(tenant, to, id)) })
  const others = known.flatMap(({ data }) =>
    data && !options.some(({ value }) => value === data.id)
      ? [{ value: data.id, text: data.name, view: <NamedView one={data} /> }]
      : [],
  )
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
        searchable
        label={label(name)}
        options={[...others, ...options]}
        busy={busy}
        onSearch={onSearch}
        chosen={chosen}
        onChoose={(value) =>
          set(operator, chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
        }
      />
    </div>
  )
}
