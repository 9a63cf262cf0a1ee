import { readListText, writeListText } from '@rihla/contracts/listText.ts'
import { useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { ChoiceList } from '#ui/choice-list.tsx'
import { Input } from '#ui/input.tsx'
import { Segmented } from '#ui/segmented.tsx'
import { choicesOf } from '../fields/choices.ts'
import { useFieldLabel } from '../fields/record-type.ts'
import { ListInput } from '../fields/list-input.tsx'
import { TagsInput } from '../fields/tags-input.tsx'
import { faceOf } from '../fields/registry.tsx'
import { ChoiceFilter } from './choice-filter.tsx'
import { DateFilter } from './date-filter.tsx'
import { NumberFilter } from './number-filter.tsx'
import { ReferenceFilter } from './reference-filter.tsx'
import { Apply, type FilterProps, Panel, Presence } from './panel.tsx'

/** Sets the filter on one field, as its kind is filtered. */
export function FilterEditor(props: FilterProps) {
  switch (faceOf(props.field).filter) {
    case 'choice':
    case 'member':
      return <ChoiceFilter {...props} />
    case 'number':
      return <NumberFilter {...props} />
    case 'date':
      return <DateFilter {...props} />
    case 'boolean':
      return <YesNoFilter {...props} />
    case 'list':
      return <ListFilter {...props} />
    case 'reference':
      return <ReferenceFilter {...props} />
    case 'presence':
      return <PresenceFilter {...props} />
    default:
      return <TextFilter {...props} />
  }
}

function YesNoFilter({ parts, onChange, onDone, name }: FilterProps) {
  const t = useT()
  const label = useFieldLabel()
  return (
    <ChoiceList
      label={label(name)}
      options={[
        { value: 'true', text: t('value.yes') },
        { value: 'false', text: t('value.no') },
      ]}
      chosen={parts.is ? [parts.is] : []}
      onChoose={(value) => {
        onChange({ is: value })
        onDone()
      }}
    />
  )
}

/** Whether it says anything at all. */
const PresenceFilter = ({ onDone, ...filter }: FilterProps) => (
  <Panel onDone={onDone}>
    <Presence {...filter} />
    <Apply />
  </Panel>
)

/** All of some short texts, or none of them. */
function ListFilter({ name, field, parts, onChange, onDone }: FilterProps) {
  const t = useT()
  const label = useFieldLabel()
  const [operator, setOperator] = useState<'all' | 'not'>(parts.not ? 'not' : 'all')
  const Editor = name === 'tags' ? TagsInput : ListInput
  const values = readListText(parts[operator] ?? '')
  const set = (by: 'all' | 'not', to: readonly string[]) => onChange(to.length ? { [by]: writeListText(to) } : null)
  return (
    <Panel onDone={onDone}>
      <Operators
        value={operator}
        onChange={(next) => {
          setOperator(next)
          if (values.length) set(next, values)
        }}
        choices={[
          ['all', t('filter.has_all')],
          ['not', t('filter.has_none')],
        ]}
      />
      <Editor
        label={label(name)}
        choices={field.values && choicesOf(name, field)}
        placeholder={t(operator === 'all' ? 'filter.all_of' : 'filter.none_of')}
        autoFocus
        value={values}
        onChange={(to) => set(operator, to)}
      />
      <Presence field={field} parts={parts} onChange={onChange} />
      <Apply />
    </Panel>
  )
}

const TEXT_OPERATORS = ['contains', 'is', 'not'] as const
type TextOperator = (typeof TEXT_OPERATORS)[number]

function TextFilter({ name, field, parts, onChange, onDone }: FilterProps) {
  const t = useT()
  const label = useFieldLabel()
  const [operator, setOperator] = useState<TextOperator>(
    TEXT_OPERATORS.find((one) => parts[one] !== undefined) ?? 'contains',
  )
  const text = parts[operator] ?? ''
  const set = (by: TextOperator, to: string) => onChange(to ? { [by]: to } : null)
  return (
    <Panel onDone={onDone}>
      {field.kind === 'long_text' ? null : (
        <Operators
          value={operator}
          onChange={(next) => {
            setOperator(next)
            if (text) set(next, text)
          }}
          choices={[
            ['contains', t('filter.contains')],
            ['is', t('filter.is')],
            ['not', t('filter.is_none')],
          ]}
        />
      )}
      <Input
        aria-label={label(name)}
        dir="auto"
        autoFocus
        name={name}
        autoComplete="off"
        value={text}
        onChange={(event) => set(operator, event.target.value)}
      />
      <Presence field={field} parts={parts} onChange={onChange} />
      <Apply />
    </Panel>
  )
}

/** How the values are compared. */
function Operators<T extends string>({
  value,
  onChange,
  choices,
}: {
  value: T
  onChange: (value: T) => void
  choices: readonly (readonly [T, string])[]
}) {
  const t = useT()
  return (
    <Segmented
      label={t('filter.operator')}
      value={value}
      onChange={onChange}
      choices={choices.map(([one, label]) => ({ value: one, name: label, label }))}
    />
  )
}
