import { accountResource } from '@rihla/contracts/accounts.ts'
import { contactResource } from '@rihla/contracts/contacts.ts'
import type { Field } from '@rihla/contracts/fields.ts'
import { beforeAll, expect, test } from 'vitest'
import { activateLanguage, withTexts } from '#lib/i18n.ts'
import { isEmpty } from '../empty.ts'
import { invalidReason } from '../invalid.ts'
import { faceOf } from '../registry.tsx'
import { addressLines } from './address.ts'
import { profileLink } from './networks.ts'
import { type PartedShape, partsOf, type Values, written, writtenRows } from './parts.ts'
import { anyText, changedParts, lineOf, toldParts } from './told.ts'

beforeAll(async () => {
  await activateLanguage('en')
  await withTexts(Promise.resolve(), 'structures')
})

const contact: Record<string, Field> = contactResource.fields
const account: Record<string, Field> = accountResource.fields

/** The same numbers in each run, so that what failed fails again. */
function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}
const TEXTS = ['', ' ', 'Rabat', '  12, rue de Fès ', 'الرباط', 'MA', '-', '{"a":1}', '0']
const KEYS = ['floor', 'constructor', '__proto__', 'toString', 'zip', 'الحي', '7', 'length']

function anyValue(roll: (sides: number) => number, depth = 0): unknown {
  const kinds = [() => TEXTS[roll(TEXTS.length)], () => roll(2) === 1, () => roll(100), () => null]
  if (depth < 2)
    kinds.push(
      () => [anyValue(roll, 2), anyValue(roll, 2)] as never,
      () => anyStructure(roll, []) as never,
    )
  return kinds[roll(kinds.length)]!()
}
function anyStructure(roll: (sides: number) => number, names: readonly string[]): Record<string, unknown> {
  const all = [...names, ...KEYS].filter(() => roll(3) === 0)
  return Object.fromEntries(all.map((name) => [name, anyValue(roll, 1)]))
}

const SHAPES: PartedShape[] = ['address', 'social_profiles', 'preferences', 'emergency_contact']

test('whatever is written in a structure: what nobody touches stays, and what one writes is read again', () => {
  const roll = dice(7)
  for (let round = 0; round < 4000; round++) {
    const shape = SHAPES[roll(SHAPES.length)]!
    const names = partsOf(shape, {}).map(({ name }) => name)
    const original = roll(10) === 0 ? null : anyStructure(roll, names)
    const parts = partsOf(shape, original)
    // Nothing written, or the same again, is no change at all: not even of the order.
    const same = Object.fromEntries(
      parts.filter(({ name }) => original && Object.hasOwn(original, name)).map(({ name }) => [name, original![name]]),
    )
    expect(JSON.stringify(written(original, {}))).toBe(JSON.stringify(original))
    expect(JSON.stringify(written(original, same))).toBe(JSON.stringify(original))

    const { name, kind } = parts[roll(parts.length)]!
    const next = kind === 'boolean' ? [true, false, null][roll(3)] : TEXTS[roll(TEXTS.length)]
    const after = written(original, Object.fromEntries([[name, next]]))
    const kept = Object.entries(original ?? {}).filter(([key]) => key !== name)
    const wanted = typeof next === 'string' ? next.trim() : next
    if (after === null) {
      expect(kept.every(([, value]) => isEmpty(value))).toBe(true)
      continue
    }
    for (const [key, value] of kept) {
      expect(Object.hasOwn(after, key), `${key} is kept`).toBe(true)
      expect(Object.getOwnPropertyDescriptor(after, key)!.value).toEqual(value)
    }
    const found = Object.getOwnPropertyDescriptor(after, name)?.value as unknown
    const read = typeof found === 'string' ? found.trim() : found
    if (isEmpty(wanted)) expect(isEmpty(read)).toBe(true)
    else expect(read).toEqual(wanted)
    expect(Object.keys(after).length).toBeLessThanOrEqual(kept.length + 1)
  }
})

test('what is written back and forth ends as it began', () => {
  const original = { line1: '4, rue Atlas', city: 'Fès', floor: '3' }
  expect(JSON.stringify(written(original, { line1: '4, rue Atlas', city: 'Fès' }))).toBe(JSON.stringify(original))
  expect(written(original, { city: '' })).toEqual({ line1: '4, rue Atlas', floor: '3' })
  expect(written({ city: 'Fès', region: null }, { city: '' })).toBeNull()
})

test('everything that a structure holds is told, declared or not, in words', () => {
  const roll = dice(11)
  for (let round = 0; round < 1000; round++) {
    const shape = SHAPES[roll(SHAPES.length)]!
    const value = anyStructure(
      roll,
      partsOf(shape, {}).map(({ name }) => name),
    )
    const told = toldParts(shape, value)
    const full = Object.keys(value).filter((name) => !isEmpty(value[name]))
    expect(told.map(({ name }) => name).toSorted()).toEqual(full.toSorted())
    for (const { text } of told) expect(text).not.toContain('[object')
  }
  expect(anyText({ rooms: [2, 'sea view'], quiet: true })).toBe('rooms: 2, sea view, quiet: Yes')
})

test('every field made of parts has an editor; the tenant’s own values and consent have theirs elsewhere', () => {
  for (const fields of [contact, account]) {
    const without = Object.entries(fields).filter(
      ([, field]) => field.kind === 'json' && !field.read_only && !faceOf(field).Edit,
    )
    expect(without.map(([name]) => name).filter((name) => name !== 'consent' && name !== 'custom')).toEqual([])
  }
})

test('what is written is what the contracts take', () => {
  const roll = dice(3)
  const fields = { ...account, ...contact }
  const names = { address: 'address', social_profiles: 'social_profiles', preferences: 'preferences' } as const
  for (let round = 0; round < 500; round++)
    for (const [shape, name] of Object.entries(names)) {
      const parts = partsOf(shape as PartedShape, {})
      const changes = Object.fromEntries(
        parts.map(({ name, kind }) => [name, kind === 'boolean' ? roll(2) === 1 : TEXTS[roll(TEXTS.length)]]),
      )
      expect(invalidReason(fields[name]!, written(null, changes))).toBeNull()
    }
  expect(invalidReason(fields['frequent_flyer']!, writtenRows([{ programme: ' ', number: '' }]))).toBeNull()
})

test('what is missing or wrong in a part is told in words', () => {
  const { emergency_contact, frequent_flyer } = contact as Required<Record<string, Field>>
  expect(invalidReason(emergency_contact!, { phone: '+212 661 000000' })).toBe('This is needed.')
  expect(invalidReason(emergency_contact!, { name: 'Salma', phone: 'at home' })).toMatch(/digits/)
  expect(invalidReason(emergency_contact!, { name: 'Salma', email: 'salma' })).toMatch(/e-mail/)
  expect(invalidReason(frequent_flyer!, [{ programme: 'Safar Flyer', number: '' }])).toBe('This is needed.')
  expect(invalidReason(frequent_flyer!, [{ programme: 'Safar Flyer', number: 'AT 1' }])).toBeNull()
})

test.each<[string, Values, string[]]>([
  [
    'Morocco',
    { line1: '12, rue Atlas', city: 'Casablanca', postal_code: '20250', country: 'MA' },
    ['12, rue Atlas', '20250 Casablanca', 'Morocco'],
  ],
  [
    'the United States',
    { line1: '1 Main St', city: 'Austin', region: 'TX', postal_code: '73301', country: 'US' },
    ['1 Main St', 'Austin, TX 73301', 'United States'],
  ],
  [
    'the United Kingdom',
    { line1: '1 High St', city: 'York', postal_code: 'YO1 7HH', country: 'GB' },
    ['1 High St', 'York', 'YO1 7HH', 'United Kingdom'],
  ],
  ['nowhere in particular', { city: ' Salé ', country: 'Maroc' }, ['Salé', 'Maroc']],
])('an address in %s stands as it does on a letter', (_, address, lines) => {
  expect(addressLines(address)).toEqual(lines)
})

test.each([
  ['instagram', '@amina.travels', 'https://www.instagram.com/amina.travels'],
  ['linkedin', 'company/atlas', 'https://www.linkedin.com/company/atlas'],
  ['linkedin', 'http://www.linkedin.com/in/amina', 'https://www.linkedin.com/in/amina'],
  ['facebook', 'facebook.com/atlas', 'https://facebook.com/atlas'],
  ['blog', 'https://atlas.example/blog', 'https://atlas.example/blog'],
  ['blog', 'amina', null],
  ['constructor', 'amina', null],
  ['instagram', 'two words', null],
  ['instagram', 'javascript:alert(1)', null],
  ['blog', 'data:text/html,x', null],
  ['x', 'https://x.com@evil.example/', null],
])('of %s, %s is the page %s', (network, value, link) => {
  expect(profileLink(network, value)).toBe(link)
})

test('of a change only the parts that differ are told', () => {
  const before = { line1: '4, rue Atlas', city: 'Fès', country: 'MA', floor: 3 }
  expect(changedParts('address', before, { ...before, city: 'Rabat', country: 'FR', floor: 4 })).toEqual([
    { label: 'City', from: 'Fès', to: 'Rabat' },
    { label: 'Country', from: 'Morocco', to: 'France' },
    { label: 'floor', from: '3', to: '4' },
  ])
  expect(changedParts('preferences', { halal: true }, { halal: false, form_of_address: 'Dr' })).toEqual([
    { label: 'Form of address', from: undefined, to: 'Dr' },
    { label: 'Halal', from: 'Yes', to: 'No' },
  ])
  expect(changedParts('consent', { email: { state: 'unknown' } }, { email: { state: 'granted' } })).toEqual([
    { label: 'E-mail', from: 'Not asked', to: 'Agreed' },
  ])
})

test('a cell has a structure on one line', () => {
  expect(lineOf('address', { line1: '12, rue de Fès', postal_code: '20000', city: 'Casablanca', country: 'MA' })).toBe(
    '12, rue de Fès, 20000 Casablanca, Morocco',
  )
  expect(lineOf('address', { floor: 3 })).toBe('floor: 3')
  expect(lineOf('social_profiles', { instagram: '@amina', x: '' })).toBe('Instagram: @amina')
  expect(lineOf('preferences', { halal: true, prayer_times: false })).toMatch(/Yes.* · .*No|No.* · .*Yes/)
})
