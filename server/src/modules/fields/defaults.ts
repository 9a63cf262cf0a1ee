import * as z from 'zod'
import type { CustomField } from '@rihla/contracts/customFields.ts'
import { fieldOf } from '@rihla/contracts/customKinds.ts'
import type { Ctx } from '#platform/context.ts'
import { once, spellValue } from '#platform/custom.ts'
import { namesClosed } from '#platform/customDefaults.ts'
import { invalid, Problem } from '#platform/errors.ts'
import { complaints } from '#platform/validation.ts'

/** What a field gives to new records, in our spelling: a value as any record could have it, or none. */
export async function judgeDefault(ctx: Ctx, definition: CustomField): Promise<CustomField['default_value']> {
  if (definition.default_value === null) return null
  const field = fieldOf(definition)
  const default_value = once(spellValue(field, definition.default_value))
  const rule = z.object({ default_value: field.schema.nullable() })
  const errors = complaints(rule, { default_value }, 'body', ctx.locale)
  if (errors.length) throw new Problem(422, 'validation_failed', { errors })
  if (namesClosed(definition.options, default_value)) throw invalid('default_value', 'not_offered', 422)
  if (field.kind === 'member' && default_value !== null) {
    const known = await ctx.platform.records.get('member')!.summaries(ctx, [default_value as string])
    if (!known.has(default_value as string)) throw invalid('default_value', 'unknown_reference', 422)
  }
  return default_value as CustomField['default_value']
}
