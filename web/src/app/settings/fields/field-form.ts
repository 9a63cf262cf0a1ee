import type { CustomField, CustomType } from '@rihla/contracts/customFields.ts'
import type { Language } from '#lib/i18n.ts'
import { isChoice, type OwnField } from './fields.ts'
import { type Draft, draftOf } from './options-editor.tsx'

export type Labels = Partial<Record<Language, string>>
export type DefaultValue = CustomField['default_value']

/** A field while it is edited. */
export interface FieldForm {
  label: string
  labels: Labels
  description: string
  type: CustomType
  required: boolean
  key: string
  options: Draft[]
  /** A choice is named as its option is while it is edited, which may have no value yet. */
  default_value: DefaultValue
  visible_to: CustomField['visible_to']
}

export const formOf = (field: OwnField | undefined): FieldForm => ({
  label: field?.label ?? '',
  labels: (field?.labels as Labels | undefined) ?? {},
  description: field?.description ?? '',
  type: field?.type ?? 'text',
  required: field?.required ?? false,
  key: field?.key ?? '',
  options: field ? field.options.map(draftOf) : [],
  default_value: field?.default_value ?? null,
  visible_to: field?.visible_to ?? null,
})

/** Options that can be chosen once they are saved. */
export const offeredOptions = (options: readonly Draft[]): Draft[] =>
  options.filter(({ label, archived }) => label.trim() && !archived)

/** Labels that say something. */
const filledLabels = (labels: Labels): Labels =>
  Object.fromEntries(
    Object.entries(labels).flatMap(([language, text]) => (text?.trim() ? [[language, text.trim()]] : [])),
  )

/** What of a form the API takes, whether the field is new or not. */
export const sentOf = ({
  label,
  labels,
  description,
  required,
  type,
  options,
  default_value,
  visible_to,
}: FieldForm) => ({
  label: label.trim(),
  labels: filledLabels(labels),
  description: description.trim() || null,
  required,
  visible_to,
  options: isChoice(type) ? options.filter((one) => one.label.trim()).map(optionOf) : [],
  default_value: isChoice(type) ? chosenOf(options, default_value) : default_value,
})

/** What was never saved gets its value from its label. */
function optionOf({ value, label, labels, archived }: Draft) {
  const said = filledLabels(labels)
  return {
    label: label.trim(),
    ...(value ? { value } : {}),
    ...(Object.keys(said).length ? { labels: said } : {}),
    ...(archived ? { archived: true } : {}),
  }
}

/** The default by values, where there are any yet, else by labels; what is no longer offered is none. */
function chosenOf(options: readonly Draft[], chosen: DefaultValue): DefaultValue {
  const offered = offeredOptions(options)
  const named = [chosen].flat().flatMap((id) => {
    const option = offered.find((one) => one.id === id)
    return option ? [option.value ?? option.label.trim()] : []
  })
  if (Array.isArray(chosen)) return named.length ? named : null
  return named[0] ?? null
}
