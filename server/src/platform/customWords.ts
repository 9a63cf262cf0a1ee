import type { CustomField, CustomType } from '@rihla/contracts/customFields.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import type { Ctx } from './context.ts'
import { type Values, withCustom, withDefined } from './custom.ts'

/*
 * What people may look for of the tenant's own fields. Of what is for some roles nothing: all who search do so in one text.
 */

const TEXTS: ReadonlySet<CustomType> = new Set(['text', 'email', 'link'])
const CHOICES: ReadonlySet<CustomType> = new Set(['choice', 'multi_choice'])
/** Whether records are found by a field of this type. */
export const hasWords = ({ type }: Pick<CustomField, 'type'>): boolean =>
  TEXTS.has(type) || CHOICES.has(type) || type === 'phone'

/**
 * The context for what writes records: a request may have read the definitions long before, and what it would write by
 * those could be found by what was hidden meanwhile. So they are asked for again, and stay until the transaction ends.
 */
export async function forWriting(asker: Ctx): Promise<Ctx> {
  const ctx = await withCustom(asker)
  const defined = ctx.defined ?? []
  if (!ctx.tx || !defined.some(hasWords)) return ctx
  const held = (ctx.tx.held.get(HELD) as Promise<readonly CustomField[]> | undefined) ?? hold(ctx, defined)
  const now = await held
  return now === defined ? ctx : withDefined(ctx, now)
}

const HELD = 'custom fields'

function hold(ctx: Ctx, defined: readonly CustomField[]) {
  const held = ctx.platform.heldFields(ctx, defined)
  ctx.tx!.held.set(HELD, held)
  return held
}

/** The words and numbers of the values of a record: texts as they are, choices by their names. */
export function customWords(
  { defined = [] }: Ctx,
  { record_type }: Pick<Resource<any>, 'record_type'>,
  custom: unknown,
): { words: string[]; phones: string[] } {
  const words: string[] = []
  const phones: string[] = []
  for (const { key, type, options, visible_to, ...field } of defined) {
    if (visible_to !== null || field.record_type !== record_type) continue
    const value = (custom as Values | null | undefined)?.[key]
    if (value === undefined || value === null) continue
    if (typeof value === 'string' && type === 'phone') phones.push(value)
    else if (typeof value === 'string' && TEXTS.has(type)) words.push(value)
    else if (CHOICES.has(type)) {
      const chosen = options.filter((option) => [value].flat().includes(option.value))
      words.push(...chosen.flatMap(({ label, labels = {} }) => [label, ...Object.values(labels)]))
    }
  }
  return { words, phones }
}
