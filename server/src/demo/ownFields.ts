import type { CustomField } from '@rihla/contracts/customFields.ts'
import { createField } from '#modules/fields/service.ts'
import type { Ctx } from '#platform/context.ts'
import { withDefined } from '#platform/custom.ts'
import type { OwnField } from './data/ownFields.ts'
import { dayAfter } from './moments.ts'
import type { Random } from './random.ts'

/** Makes the fields of a business; answers the context that knows of them, which nobody else does before the commit. */
export async function addFields(ctx: Ctx, fields: readonly OwnField[]): Promise<Ctx> {
  const made: CustomField[] = []
  for (const { definition } of fields) made.push(await createField(ctx, definition))
  return withDefined(ctx, made)
}

export type OwnValues = Record<string, ReturnType<OwnField['value']>>

/** What is known of a record in the fields of its kind. */
export function ownValues(
  { now }: Ctx,
  random: Random,
  fields: readonly OwnField[],
  kind: 'contact' | 'account',
): OwnValues {
  const known = fields.filter(({ definition, share }) => definition.record_type === kind && random.chance(share))
  const day = (from: number) => dayAfter(now, from)
  return Object.fromEntries(known.map(({ definition, value }) => [definition.key, value(random, day)]))
}
