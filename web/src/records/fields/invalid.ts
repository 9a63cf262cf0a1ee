import type { Field } from '@rihla/contracts/fields.ts'
import { formatNumber } from '#lib/format.ts'
import { t } from '#lib/i18n.ts'

interface Issue {
  code?: string
  maximum?: unknown
  minimum?: unknown
  /** Where in a structure. */
  path?: readonly PropertyKey[]
}

/** What is wrong with a value, in words; null when the contract accepts it. The server says the same, later. */
export function invalidReason(field: Field, value: unknown): string | null {
  if (value === null || value === undefined) return field.required ? t('invalid.required') : null
  const result = field.schema.safeParse(value)
  if (result.success) return null
  return reasonOf(field, (result.error.issues[0] ?? {}) as Issue)
}

/** Words for one issue of a schema. */
export function reasonOf(field: Field | undefined, issue: Issue): string {
  if (field?.kind === 'json' && issue.path?.length) return reasonOfPart(issue)
  if (field?.kind === 'email') return t('invalid.email')
  if (field?.kind === 'phone') return t('invalid.phone')
  if (field?.kind === 'date' || field?.kind === 'timestamp') return t('invalid.date')
  const limit = (value: unknown) => formatNumber(Number(value))
  const text = field?.kind === 'text' || field?.kind === 'long_text' || field?.kind === 'url'
  if (issue.code === 'too_big')
    return text
      ? t('invalid.too_long', { max: limit(issue.maximum) })
      : t('invalid.too_big', { max: limit(issue.maximum) })
  if (issue.code === 'too_small')
    return text ? t('invalid.required') : t('invalid.too_small', { min: limit(issue.minimum) })
  if (field?.kind === 'money') return t('invalid.money')
  return t('invalid.value')
}

/** A part of a structure is judged as a field of its sort is. */
function reasonOfPart(issue: Issue): string {
  const name = issue.path?.at(-1)
  if (issue.code === 'invalid_type') return t('invalid.required')
  return reasonOf({ kind: name === 'email' || name === 'phone' ? name : 'text' } as Field, issue)
}
