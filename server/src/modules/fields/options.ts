import type { CustomOption, OptionInput } from '@rihla/contracts/customFields.ts'
import { foldEnum } from '@rihla/contracts/fields.ts'
import { invalid } from '#platform/errors.ts'

/** Options as they are kept: each with a value that nothing else is called. Throws 400 where two are one. */
export function readOptions(given: readonly OptionInput[]): CustomOption[] {
  const options = given.map(readOption)
  const values = new Set(options.map(({ value }) => foldEnum(value)))
  if (values.size < options.length) throw invalid('options', 'taken')
  return options
}

function readOption(given: OptionInput): CustomOption {
  if (typeof given === 'string') return { value: valueOf(given), label: given }
  const { archived, value = valueOf(given.label), ...option } = given
  return { ...option, value, ...(archived && { archived: true }) }
}

// Filters take several values between commas, and files between semicolons.
const valueOf = (label: string) =>
  foldEnum(label.replace(/[,;]/g, ' '))
    .slice(0, 60)
    .toWellFormed()
    .replace(/^_+|_+$/g, '') || '_'

/** Options of which the new list says nothing, and that could still stand in records. */
export const leftOut = (before: readonly CustomOption[], after: readonly CustomOption[]): CustomOption[] =>
  before.filter((option) => !after.some(({ value }) => value === option.value))

/** A key made of a label, other than those taken. */
export function keyOf(label: string, taken: ReadonlySet<string>): string {
  const plain = label
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 30)
  const stem = /^[a-z]/.test(plain) ? plain : 'field'
  const key = /_(not|empty|contains|min|max|from|to)$|^(constructor|prototype)$/.test(stem) ? `${stem}_value` : stem
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? key : `${key}_${n}`
    if (!taken.has(candidate)) return candidate
  }
}
