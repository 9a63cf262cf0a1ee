import type { ReactNode } from 'react'
import { useHere } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { Combobox } from '#ui/combobox.tsx'
import { type ControlIds, LabelledField } from '#ui/field.tsx'
import { choicesOf } from './fields/choices.ts'
import { fieldLabel } from './fields/labels.ts'
import { faceOf, faces } from './fields/registry.tsx'
import { FormParts } from './form-parts.tsx'
import type { Form } from './form.ts'

/** A field of a form, edited as its kind is edited anywhere; `children` replaces the editor. */
export function FormField({
  form,
  name,
  autoFocus,
  className,
  required = false,
  children,
}: {
  form: Form
  name: string
  autoFocus?: boolean
  required?: boolean
  className?: string
  children?: (ids: ControlIds) => ReactNode
}) {
  const field = form.fields[name]!
  const { Edit, saves } = faceOf(field)
  if (Edit && saves === 'parts')
    return <FormParts form={form} name={name} Edit={Edit} className={className} autoFocus={autoFocus ?? false} />
  return (
    <LabelledField
      label={fieldLabel(name, form.record_type)}
      error={form.errors[name]}
      required={required}
      className={className ?? ''}
    >
      {children ??
        ((ids) =>
          Edit ? (
            <Edit
              name={name}
              field={field}
              ids={ids}
              value={form.values[name] ?? null}
              onChange={(value) => form.set({ [name]: value })}
              {...(autoFocus ? { autoFocus } : {})}
            />
          ) : null)}
    </LabelledField>
  )
}

/** An amount with its currency beside it; without one it is the tenant's. */
export function MoneyField({ form, name, className }: { form: Form; name: string; className?: string }) {
  const t = useT()
  const { tenant } = useHere()
  const field = form.fields[name]!
  const currency = form.fields['currency']!
  const code = (form.values['currency'] as string | null) ?? tenant.base_currency
  const Edit = faces.money.Edit!
  return (
    <FormField form={form} name={name} {...(className ? { className } : {})}>
      {(ids) => (
        <div className="flex gap-1">
          <Edit
            name={name}
            field={field}
            ids={ids}
            value={form.values[name] ?? null}
            onChange={(value) => form.set({ [name]: value })}
          />
          <Combobox
            label={fieldLabel('currency')}
            className="w-22 shrink-0"
            value={code}
            view={<bdi>{code}</bdi>}
            placeholder={t('action.choose')}
            options={choicesOf('currency', currency)}
            onChange={(value) => form.set({ currency: value })}
          />
        </div>
      )}
    </FormField>
  )
}
