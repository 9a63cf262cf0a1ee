import type { Field } from '@rihla/contracts/fields.ts'
import { countryName, currencyName } from '#lib/format.ts'
import { type MessageId, t } from '#lib/i18n.ts'
import { ownChoiceName, ownFieldName } from './own-names.ts'

// One name, two meanings: the title of a lead is what it asks for.
const OTHERWISE: Record<string, string> = { 'contact.title': 'job_title' }

/** What a field is called. A test holds that each has a name in every language. */
export const fieldLabel = (name: string, record_type = 'lead'): string =>
  name.startsWith('custom.')
    ? ownFieldName(record_type, name)
    : t(`field.${OTHERWISE[`${record_type}.${name}`] ?? name}` as MessageId)

/** What a value of an enum is called: `lead_status.new`. */
export const valueLabel = (name: string, value: string): string => t(`${name}.${value}` as MessageId)

/** A value from a fixed set, in words. */
export function choiceLabel(name: string, field: Field, value: string): string {
  if (field.kind === 'country') return countryName(value)
  if (field.kind === 'currency') return `${value} · ${currencyName(value)}`
  return name.startsWith('custom.') ? ownChoiceName(name, value) : valueLabel(name, value)
}

/** Texts in which mostly stands what is a choice elsewhere: a contact that a lead became came the way the lead did. */
const MOSTLY_CHOSEN = new Set(['lead_source'])

/** A free text, in words where it is one of those we have words for. */
export function knownWord(name: string, text: string): string {
  if (!MOSTLY_CHOSEN.has(name)) return text
  const word = valueLabel(name, text)
  return word === `${name}.${text}` ? text : word
}

/** Fields between 0 and 1 that people read as a percentage. */
export const isShare = (name: string): boolean => name === 'conversion_probability'
