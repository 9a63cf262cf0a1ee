import type { CustomField } from '@rihla/contracts/customFields.ts'
import { currentLanguage } from '#lib/i18n.ts'

type Named = {
  label: string
  labels: Partial<Record<string, string | undefined>>
  /** A choice that is no longer offered. */
  archived?: boolean | undefined
}

/** What tenants call their own fields and the choices in them: `contact.custom.size`, `contact.custom.size:large`. */
const names = new Map<string, Named>()

export function keepNames(
  definitions: readonly Pick<CustomField, 'record_type' | 'key' | 'label' | 'labels' | 'options'>[],
) {
  for (const { record_type, key, label, labels, options } of definitions) {
    const name = `${record_type}.custom.${key}`
    names.set(name, { label, labels })
    for (const option of options)
      names.set(`${name}:${option.value}`, {
        label: option.label,
        labels: option.labels ?? {},
        archived: option.archived,
      })
  }
}

const said = (id: string): string | undefined => {
  const named = names.get(id)
  return named && (named.labels[currentLanguage()] ?? named.label)
}

/** The name of a field of the tenant's own, as they gave it in the language of the page. */
export const ownFieldName = (record_type: string, name: string): string =>
  said(`${record_type}.${name}`) ?? name.replace(/^custom\./, '')

/** The name of a choice in one; where two sorts of record have a field of that key, that of either. */
export function ownChoiceName(name: string, value: string): string {
  for (const record_type of ['lead', 'contact', 'account', 'opportunity']) {
    const found = said(`${record_type}.${name}:${value}`)
    if (found) return found
  }
  return value
}

/** Whether a choice is no longer offered; records that have it keep it, and filters find them. */
export const isRetired = (name: string, value: string): boolean =>
  name.startsWith('custom.') &&
  ['lead', 'contact', 'account', 'opportunity'].some((type) => names.get(`${type}.${name}:${value}`)?.archived)
