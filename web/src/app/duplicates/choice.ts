import type { Field, Fields } from '@rihla/contracts/fields.ts'
import type { KindRecord } from '#records/kind.ts'
import { isEmpty } from '#records/fields/empty.ts'

/** Fields that a merge settles by itself: both have their tags, and the newer word of consent counts. */
const SETTLED = new Set(['tags', 'consent', 'custom', 'version'])

const same = (a: unknown, b: unknown) =>
  (isEmpty(a) && isEmpty(b)) || JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The fields somebody may have to choose between, in the order of the contract. */
export function differing(fields: Fields, a: KindRecord, b: KindRecord): [string, Field][] {
  return Object.entries(fields).filter(
    ([name, field]) => !field.read_only && !SETTLED.has(name) && !same(a[name], b[name]),
  )
}

/** Which of two a merge takes when nobody chooses: what the kept one has; else, unless private, what the other has. */
export const usual = (name: string, field: Field, kept: KindRecord): 'kept' | 'other' =>
  isEmpty(kept[name]) && !field.sensitive ? 'other' : 'kept'

/** The choices that have to be told: those that differ from what the merge does by itself. */
export function toldValues(
  fields: readonly [string, Field][],
  kept: KindRecord,
  other: KindRecord,
  chosen: Readonly<Record<string, 'kept' | 'other'>>,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap(([name, field]) => {
      const choice = chosen[name]
      if (!choice || choice === usual(name, field, kept)) return []
      return [[name, (choice === 'kept' ? kept : other)[name] ?? null]]
    }),
  )
}

/** How much a record says: the fuller one is mostly the one to keep. */
export const fullness = (fields: Fields, record: KindRecord): number =>
  Object.entries(fields).filter(([name, field]) => !field.read_only && !isEmpty(record[name])).length
