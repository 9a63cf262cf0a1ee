import type { Field } from '@rihla/contracts/fields.ts'
import type { ImportFault } from '@rihla/contracts/importShapes.ts'
import { importedResources, importTargets, type Imported } from '@rihla/contracts/importTargets.ts'
import { t } from '#lib/i18n.ts'
import { choicesOf } from '#records/fields/choices.ts'
import { fieldLabel } from '#records/fields/labels.ts'
import type { Option } from '#ui/choice-list.tsx'

const OTHERS = {
  full_name: 'import.target.full_name',
  account_name: 'import.target.account_name',
  industry: 'import.target.industry',
  primary_contact_id: 'import.target.primary_contact_id',
  id: 'import.target.id',
} as const
const PARTS = ['line1', 'line2', 'city', 'region', 'postal_code', 'country'] as const
type Part = (typeof PARTS)[number]

/** What a column becomes, in words. */
export function targetLabel(type: Imported, target: string): string {
  if (Object.hasOwn(OTHERS, target)) return t(OTHERS[target as keyof typeof OTHERS])
  const [name, part] = target.split('.') as [string, string | undefined]
  if (name === 'custom') return fieldLabel(target, type)
  const label = fieldLabel(name, type)
  return part && PARTS.includes(part as Part) ? `${label} · ${t(`import.part.${part as Part}`)}` : label
}

/** Everything a column may become, the tenant's own fields last. */
export const targetOptions = (type: Imported, own: readonly string[]): Option[] =>
  [...importTargets(type), ...own].map((value) => ({ value, text: targetLabel(type, value) }))

/** What a cell of this target can be, where it is one of a few. */
export function targetChoices(type: Imported, target: string): Option[] {
  const name = target.split('.').at(-1)!
  const field = (importedResources[type].fields as Record<string, Field>)[name]
  return field && field.kind !== 'list' ? choicesOf(name, field) : []
}

/** Why a row will not do. The server's words name fields and values as other programs know them; people choose by name. */
export function reasonOf(type: Imported, { field, code, message }: Pick<ImportFault, 'field' | 'code' | 'message'>) {
  if (code === 'required_any') return t('import.fault.required_any')
  return code === 'unknown_value' && field && targetChoices(type, field).length
    ? t('import.fault.unknown_value')
    : message
}
