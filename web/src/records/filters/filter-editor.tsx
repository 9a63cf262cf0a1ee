import { useT } from '#lib/i18n.ts'
import { ChoiceList } from '#ui/choice-list.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { fieldLabel } from '../fields/labels.ts'
import { ListInput } from '../fields/list-input.tsx'
import { faces } from '../fields/registry.tsx'
import { ChoiceFilter } from './choice-filter.tsx'
import { DateFilter } from './date-filter.tsx'
import { NumberFilter } from './number-filter.tsx'
import { Apply, type FilterProps, Panel, Presence } from './panel.tsx'

/** Sets the filter on one field, as its kind is filtered. */
export function FilterEditor(props: FilterProps) {
  switch (faces[props.field.kind].filter) {
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
    case 'presence':
      return <PresenceFilter {...props} />
    default:
      return <TextFilter {...props} />
  }
}

function YesNoFilter({ parts, onChange, onDone, name }: FilterProps) {
  const t = useT()
  return (
    <ChoiceList
      label={fieldLabel(name)}
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

function ListFilter({ name, field, parts, onChange, onDone }: FilterProps) {
  const t = useT()
  return (
    <Panel onDone={onDone}>
      <ListInput
        label={fieldLabel(name)}
        placeholder={t('filter.all_of')}
        autoFocus
        value={(parts.all ?? '').split(',').filter(Boolean)}
        onChange={(values) => onChange({ ...parts, empty: '', all: values.join(',') })}
      />
      <Presence field={field} parts={parts} onChange={onChange} />
      <Apply />
    </Panel>
  )
}

function PresenceFilter({ field, parts, onChange, onDone }: FilterProps) {
  return (
    <Panel onDone={onDone}>
      <Presence field={field} parts={parts} onChange={onChange} />
      <Apply />
    </Panel>
  )
}

function TextFilter({ name, field, parts, onChange, onDone }: FilterProps) {
  const t = useT()
  return (
    <Panel onDone={onDone}>
      <LabelledField label={t('filter.contains')}>
        {(ids) => (
          <Input
            {...ids}
            dir="auto"
            autoFocus
            name={name}
            autoComplete="off"
            value={parts.contains ?? parts.is ?? ''}
            onChange={(event) => onChange({ contains: event.target.value })}
          />
        )}
      </LabelledField>
      <Presence field={field} parts={parts} onChange={onChange} />
      <Apply />
    </Panel>
  )
}
