import * as z from 'zod'
import { clean, type CustomField, customName, type CustomOption } from './customFields.ts'
import {
  boolean,
  day,
  decimal,
  email,
  type Field,
  type Fields,
  foldEnum,
  list,
  member,
  money,
  oneOf,
  phone,
  text,
} from './fields.ts'

type Definition = Pick<CustomField, 'key' | 'type' | 'options'> & Partial<Pick<CustomField, 'searched'>>

const optionLabels = ({ value, label, labels = {} }: CustomOption) => [value, label, ...Object.values(labels)]

/** Every spelling of every option, folded, with its value: `Première classe` → `first`. */
export const optionSpellings = (options: readonly CustomOption[]): Record<string, string> =>
  Object.fromEntries(
    options.toReversed().flatMap((option) => optionLabels(option).map((name) => [foldEnum(name), option.value])),
  )

/** With or without its scheme; no scheme but that of the web may stand where somebody clicks. */
function isWebAddress(address: string): boolean {
  const schemed = /^https?:\/\//i.test(address)
  if (!schemed && /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(address)) return false
  return URL.canParse(schemed ? address : `https://${address}`)
}
const Link = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine(clean, { error: 'bad_text', abort: true })
  .refine(isWebAddress, { error: 'bad_link' })

/** A field of the tenant's own as every other field: rules of its values, kind, choices. */
export function fieldOf({ key, type, options, searched = true }: Definition): Field {
  const values = options.map(({ value }) => value)
  const kept = { custom_key: key, ...(!searched && { unsearched: true as const }) }
  switch (type) {
    case 'text':
      return text(1000, kept)
    case 'number':
      return decimal(-1e15, 1e15, kept)
    case 'money':
      return money(kept)
    case 'date':
      return day(kept)
    case 'choice':
      return oneOf(values as [string, ...string[]], { ...kept, synonyms: optionSpellings(options) })
    case 'multi_choice':
      return {
        ...list(200, 60, kept),
        schema: z.array(z.enum(values)).max(200),
        values,
        synonyms: optionSpellings(options),
      }
    case 'yes_no':
      return boolean(kept)
    case 'link':
      return { ...text(500, kept), kind: 'url', schema: Link }
    case 'email':
      return email(kept)
    case 'phone':
      return phone(kept)
    case 'member':
      return member(kept)
  }
}

/** Fields of the tenant's own, by their names among the others. */
export const customFieldsOf = (definitions: readonly Definition[]): Fields =>
  Object.fromEntries(definitions.map((definition) => [customName(definition.key), fieldOf(definition)]))
