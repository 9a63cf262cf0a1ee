import type { Shape } from '@rihla/contracts/fields.ts'
import { formatNumber } from '#lib/format.ts'
import { type MessageId, t } from '#lib/i18n.ts'
import { isEmpty } from '../empty.ts'
import { fieldLabel } from '../labels.ts'
import { addressLines, countryText } from './address.ts'
import { networkName } from './networks.ts'
import { asValues, type PartedShape, partsOf } from './parts.ts'

export interface Told {
  name: string
  label: string
  text: string
}

/** Parts that are called as the fields of that name are. */
const AS_FIELDS = new Set(['city', 'region', 'country', 'phone', 'email', 'name', 'number'])

/** What a part of a structure is called; a key that nobody declared is called what it is called. */
export function partLabel(shape: Shape, name: string, other = false): string {
  if (shape === 'social_profiles') return networkName(name)
  if (shape === 'consent') return t(`consent.channel.${name}` as MessageId)
  if (other) return name.replaceAll('_', ' ')
  return AS_FIELDS.has(name) ? fieldLabel(name) : t(`part.${name}` as MessageId)
}

/** Anything that may stand in a structure, in words. */
export function anyText(value: unknown): string {
  if (isEmpty(value)) return ''
  if (typeof value === 'boolean') return t(value ? 'value.yes' : 'value.no')
  if (typeof value === 'number') return formatNumber(value)
  if (Array.isArray(value)) return value.map(anyText).filter(Boolean).join(', ')
  if (typeof value === 'object')
    return Object.entries(value as object)
      .filter(([, said]) => !isEmpty(said))
      .map(([name, said]) => `${name.replaceAll('_', ' ')}: ${anyText(said)}`)
      .join(', ')
  return String(value)
}

/** A part of a structure in words: codes and yes or no as people say them. */
export function partText(shape: Shape | undefined, name: string, value: unknown): string {
  if (isEmpty(value)) return ''
  if (shape === 'address' && name === 'country' && typeof value === 'string') return countryText(value)
  if (shape === 'consent') return t(`consent.${String(asValues(value)['state'] ?? 'unknown')}` as MessageId)
  return anyText(value)
}

/** What a structure says, part by part, in the order in which people read it; nothing is left out. */
export function toldParts(shape: Shape | undefined, value: unknown): Told[] {
  const values = asValues(value)
  const parted = shape && shape !== 'consent' && shape !== 'frequent_flyer'
  const declared = parted ? partsOf(shape as PartedShape, values).filter(({ other }) => !other) : []
  const names = new Set([...declared.map(({ name }) => name), ...Object.keys(values)])
  return [...names]
    .filter((name) => !isEmpty(values[name]))
    .map((name) => ({
      name,
      label: shape
        ? partLabel(shape, name, parted && !declared.some((one) => one.name === name))
        : name.replaceAll('_', ' '),
      text: partText(shape, name, values[name]),
    }))
}

/** A structure on one line: an address as it stands on a letter, of others each part by its name. */
export function lineOf(shape: Shape | undefined, value: unknown): string {
  const lines = shape === 'address' ? addressLines(asValues(value)) : []
  // What somebody noted of an address under names of their own is all there is to say of it.
  if (lines.length) return lines.join(', ')
  return toldParts(shape, value)
    .map(({ label, text }) => `${label}: ${text}`)
    .join(' · ')
}

interface Changed {
  label: string
  from: string | undefined
  to: string | undefined
}

/** The parts that are not what they were. */
export function changedParts(shape: Shape | undefined, from: unknown, to: unknown): Changed[] {
  const [before, after] = [toldParts(shape, from), toldParts(shape, to)]
  const textOf = (told: readonly Told[], name: string) => told.find((one) => one.name === name)?.text
  // In the order of the structure, whichever of the two has the part.
  return toldParts(shape, { ...asValues(from), ...nonEmpty(to) })
    .map(({ name, label }) => ({ label, from: textOf(before, name), to: textOf(after, name) }))
    .filter((one) => one.from !== one.to)
}
const nonEmpty = (value: unknown) =>
  Object.fromEntries(Object.entries(asValues(value)).filter(([, one]) => !isEmpty(one)))

/** One frequent flyer number, on one line. */
export const flyerText = (row: unknown): string => {
  const { programme, number } = asValues(row)
  return [programme, number].filter(Boolean).join(' ')
}
