import type { FieldKind, Shape } from '@rihla/contracts/fields.ts'
import { isEmpty } from '../empty.ts'

export type Values = Readonly<Record<string, unknown>>

/** One thing that a structure says, with a line of its own where it is changed. */
export interface Part {
  name: string
  kind: Extract<FieldKind, 'text' | 'email' | 'phone' | 'country' | 'boolean'>
  /** What browsers call it, to fill it in. */
  autoComplete?: string
  /** Takes half of a line. */
  half?: boolean
  /** Read from left to right in every language. */
  ltr?: boolean
  /** A key that nobody declared: it is called what it is called. */
  other?: boolean
}

interface Structure {
  parts: readonly Part[]
  /** Keys that nobody declared are kept, and may be changed where they hold a text or a yes or no. */
  open?: boolean
}

/** Structures made of named parts, in the order in which people read them. */
const STRUCTURES: Record<Exclude<Shape, 'frequent_flyer' | 'consent'>, Structure> = {
  address: {
    open: true,
    parts: [
      { name: 'line1', kind: 'text', autoComplete: 'address-line1' },
      { name: 'line2', kind: 'text', autoComplete: 'address-line2' },
      { name: 'postal_code', kind: 'text', autoComplete: 'postal-code', half: true, ltr: true },
      { name: 'city', kind: 'text', autoComplete: 'address-level2', half: true },
      { name: 'region', kind: 'text', autoComplete: 'address-level1', half: true },
      { name: 'country', kind: 'country', half: true },
    ],
  },
  social_profiles: {
    open: true,
    parts: ['instagram', 'facebook', 'linkedin', 'x', 'tiktok', 'youtube'].map((name) => ({
      name,
      kind: 'text',
      ltr: true,
      half: true,
      autoComplete: 'off',
    })),
  },
  preferences: {
    open: true,
    parts: [
      { name: 'form_of_address', kind: 'text', autoComplete: 'off' },
      { name: 'prayer_times', kind: 'boolean', half: true },
      { name: 'halal', kind: 'boolean', half: true },
      { name: 'ramadan_hours', kind: 'boolean', half: true },
    ],
  },
  emergency_contact: {
    parts: [
      { name: 'name', kind: 'text', autoComplete: 'section-emergency name' },
      { name: 'relationship', kind: 'text', autoComplete: 'off' },
      { name: 'phone', kind: 'phone', autoComplete: 'section-emergency tel', ltr: true },
      { name: 'email', kind: 'email', autoComplete: 'section-emergency email', ltr: true },
    ],
  },
}
export type PartedShape = keyof typeof STRUCTURES

/** What one frequent flyer number says. */
export const FLYER_PARTS: readonly Part[] = [
  { name: 'programme', kind: 'text', autoComplete: 'off' },
  { name: 'number', kind: 'text', autoComplete: 'off', ltr: true },
]

export const asValues = (value: unknown): Values =>
  value && typeof value === 'object' && !Array.isArray(value) ? (value as Values) : {}
export const asRows = (value: unknown): readonly Values[] => (Array.isArray(value) ? value.map(asValues) : [])

/** The parts of a structure: those that it is made of, and what else is written in it and can be changed as such. */
export function partsOf(shape: PartedShape, value: unknown): Part[] {
  const { parts, open } = STRUCTURES[shape]
  if (!open) return [...parts]
  const declared = new Set(parts.map(({ name }) => name))
  const others = Object.entries(asValues(value)).flatMap(([name, said]): Part[] =>
    declared.has(name) || (typeof said !== 'string' && typeof said !== 'boolean')
      ? []
      : [{ name, kind: typeof said === 'string' ? 'text' : 'boolean', other: true, autoComplete: 'off' }],
  )
  return [...parts, ...others]
}

const tidy = (value: unknown) => (typeof value === 'string' ? value.trim() : (value ?? ''))

/** A structure with some parts written anew; what nobody touched stays as it is, to the order of its keys. */
export function written(original: unknown, changes: Values): Values | null {
  const before = asValues(original)
  const after: Record<string, unknown> = { ...before }
  for (const [name, next] of Object.entries(changes)) {
    if (Object.hasOwn(before, name) ? tidy(before[name]) === tidy(next) : tidy(next) === '') continue
    if (tidy(next) === '') delete after[name]
    // Assigning would take `__proto__` for the parent of all.
    else Object.defineProperty(after, name, { value: tidy(next), enumerable: true, configurable: true, writable: true })
  }
  if (JSON.stringify(after) === JSON.stringify(before)) return (original ?? null) as Values | null
  return isEmpty(after) ? null : after
}

/** Rows as they are kept: without those that nobody filled in. */
export const writtenRows = (rows: readonly Values[]): Values[] =>
  rows
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, tidy(value)])))
    .filter((row) => !isEmpty(row))
