import { isDeepStrictEqual } from 'node:util'
import type { Field, Fields } from '@rihla/contracts/fields.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import type { Row } from '#platform/context.ts'
import { mergeConsent } from './consent.ts'

/** What says whose a record is and how it came to be: never taken over from another one. */
const OWN = new Set([
  'id',
  'created_at',
  'updated_at',
  'created_by',
  'archived_at',
  'version',
  'merged_into_id',
  'assigned_to',
])

/**
 * What a record takes over from those that go into it, in their order: what it has not; of lists, what it lacks; of
 * notes, all; of consent, the last word. What somebody chose is not touched.
 */
export function fillsOf(
  resource: Resource<any>,
  keep: Row,
  merged: readonly Row[],
  chosen: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const filled: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(resource.fields as Fields)) {
    if (OWN.has(name) || field.computed || field.derived || chosen[name] !== undefined) continue
    const value = merged.reduce<unknown>(
      (kept, row) => united(name, field, kept, row[name] ?? null),
      keep[name] ?? null,
    )
    if (!isDeepStrictEqual(value, keep[name] ?? null)) filled[name] = value
  }
  return filled
}

/** Private fields that the others have otherwise: what `fillsOf` leaves to somebody's choice. */
export const leftOf = (resource: Resource<any>, keep: Row, merged: readonly Row[], chosen: object): string[] =>
  Object.entries(resource.fields as Fields)
    .filter(([name, { sensitive }]) => sensitive && !(name in chosen))
    .filter(([name]) => merged.some((row) => !isEmpty(row[name]) && !isDeepStrictEqual(row[name], keep[name])))
    .map(([name]) => name)

const isEmpty = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0)

/** One value of two. A value too long to be one stays as it was. */
function united(name: string, field: Field, kept: unknown, other: unknown): unknown {
  if (other === null) return kept
  const both = unite(name, field, kept, other)
  return both === kept || both === other || field.schema.safeParse(both).success ? both : kept
}

function unite(name: string, { kind, sensitive }: Field, kept: unknown, other: unknown): unknown {
  if (name === 'consent') return mergeConsent(kept, other)
  // The log does not hold it, so nothing could take it back: it comes along only where somebody chooses it.
  if (sensitive) return kept
  if (kind === 'list') return unitedList((kept ?? []) as string[], other as string[])
  if (kind === 'json' && Array.isArray(other)) return unitedParts((kept ?? []) as unknown[], other)
  if (kind === 'json' && BY_KEY.has(name)) return { ...(other as object), ...(kept as object | null) }
  if (kind === 'long_text' && name === 'notes') return joined(kept as string | null, other as string)
  return kept ?? other
}

/** Objects whose keys stand for themselves; half of one address and half of another would be none. */
const BY_KEY = new Set(['custom', 'preferences', 'social_profiles'])

function unitedList(kept: readonly string[], other: readonly string[]): readonly string[] {
  const known = new Set(kept.map((text) => text.toLowerCase()))
  const more = other.filter((text) => !known.has(text.toLowerCase()) && known.add(text.toLowerCase()))
  return more.length ? [...kept, ...more] : kept
}

function unitedParts(kept: readonly unknown[], other: readonly unknown[]): readonly unknown[] {
  const more = other.filter((part) => !kept.some((one) => isDeepStrictEqual(one, part)))
  return more.length ? [...kept, ...more] : kept
}

const joined = (kept: string | null, other: string) =>
  !kept ? other : kept.includes(other) ? kept : `${kept}\n\n${other}`
