import type { CustomType } from '@rihla/contracts/customFields.ts'
import { fieldOf } from '@rihla/contracts/customKinds.ts'
import { useId } from 'react'
import { useT } from '#lib/i18n.ts'
import { faces } from '#records/fields/registry.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Select } from '#ui/select.tsx'
import type { DefaultValue } from './field-form.ts'
import type { Draft } from './options-editor.tsx'

interface Props {
  type: CustomType
  /** What can be chosen, of a field of choices. */
  options: readonly Draft[]
  value: DefaultValue
  error: string | undefined
  onChange: (value: DefaultValue) => void
}

/** What new records begin with, set by the editor that the field has in a form. */
export function DefaultEditor(props: Props) {
  const t = useT()
  const { type, options, value, error, onChange } = props
  if (type === 'multi_choice') return options.length ? <Several {...props} /> : null
  const field = fieldOf({ key: 'default_value', type: type === 'choice' ? 'text' : type, options: [] })
  const { Edit } = faces[field.kind]
  return (
    <LabelledField label={t('own_fields.default')} hint={t('own_fields.default_hint')} error={error}>
      {(ids) =>
        type === 'choice' ? (
          <Select
            {...ids}
            value={options.some(({ id }) => id === value) ? (value as string) : null}
            empty={t('own_fields.default_none')}
            placeholder={t('own_fields.default_none')}
            onChange={onChange}
            choices={options.map(({ id, label }) => ({ value: id, label: <bdi>{label}</bdi> }))}
          />
        ) : Edit ? (
          <Edit
            key={type}
            name="default_value"
            field={field}
            ids={ids}
            value={value}
            onChange={(next) => onChange(next as DefaultValue)}
          />
        ) : null
      }
    </LabelledField>
  )
}

function Several({ options, value, error, onChange }: Props) {
  const t = useT()
  const id = useId()
  const chosen = Array.isArray(value) ? value : []
  const set = (option: string, on: boolean) => {
    const next = on ? [...chosen, option] : chosen.filter((one) => one !== option)
    onChange(next.length ? next : null)
  }
  return (
    <fieldset className="flex flex-col gap-1" aria-describedby={`${id}-notes`}>
      <legend className="pb-1 text-dense font-medium text-text-2">{t('own_fields.default')}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        {options.map((option) => (
          <span key={option.id} className="flex min-w-0 items-center gap-2">
            <Checkbox
              id={`${id}-${option.id}`}
              checked={chosen.includes(option.id)}
              onCheckedChange={(on) => set(option.id, on === true)}
            />
            <label htmlFor={`${id}-${option.id}`} className="min-w-0">
              <bdi className="one-line">{option.label}</bdi>
            </label>
          </span>
        ))}
      </div>
      <p id={`${id}-notes`} role={error ? 'alert' : undefined} className="text-meta text-text-3">
        {error ?? t('own_fields.default_hint')}
      </p>
    </fieldset>
  )
}
