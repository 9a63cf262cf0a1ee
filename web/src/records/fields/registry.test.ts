import type { Field } from '@rihla/contracts/fields.ts'
import { leadResource } from '@rihla/contracts/leads.ts'
import { filtersOf } from '@rihla/contracts/filters.ts'
import { beforeAll, expect, test } from 'vitest'
import { activateLanguage } from '#lib/i18n.ts'
import { filterableFields } from '../filter-values.ts'
import { choicesOf } from './choices.ts'
import { isEmpty } from './empty.ts'
import { readNumber } from './read-number.ts'
import { invalidReason } from './invalid.ts'
import { knownWord } from './labels.ts'
import { faces } from './registry.tsx'
import { safeUrl } from './views.tsx'

beforeAll(() => activateLanguage('en'))

const fields: [string, Field][] = Object.entries(leadResource.fields)

test('every field that a body may carry can be edited, except structures', () => {
  const without = fields.filter(([, field]) => !field.read_only && !faces[field.kind].Edit).map(([name]) => name)
  expect(without).toEqual(['custom'])
})

test('every kind of field says how it is shown, changed, filtered, set for many and read from a text', () => {
  // Only structures have nothing for people to write; who a reference is, the server finds.
  const shownOnly = new Set(['id', 'json'])
  for (const [kind, face] of Object.entries(faces)) {
    const written = !shownOnly.has(kind)
    expect(face.View, kind).toBeTruthy()
    for (const part of ['Edit', 'BulkEdit', 'filter', 'reads', 'saves'] as const)
      if (written && !(kind === 'reference' && part === 'reads')) expect(face[part], `${kind}: ${part}`).toBeTruthy()
    if (!written) expect([face.Edit, face.BulkEdit, face.reads], kind).toEqual([undefined, undefined, null])
  }
})

test('every field that the bar offers has a filter in the API', () => {
  const known = new Set(Object.values(filtersOf(leadResource.fields)).map(({ field }) => field))
  for (const [name] of filterableFields(leadResource.fields)) expect(known, name).toContain(name)
  expect(filterableFields(leadResource.fields).map(([name]) => name)).not.toContain('phone_e164')
})

test.each([
  ['1 200,50', 1200.5],
  ['1,200.50', 1200.5],
  ['1.200,50', 1200.5],
  ['1,200', 1200],
  ['12,5', 12.5],
  ['42\u202f000', 42_000],
  ['-3', -3],
  ['', null],
  ['twelve', Number.NaN],
  ['1.2.3', Number.NaN],
])('the number typed as %s is %d', (text, number) => {
  expect(readNumber(text)).toEqual(number)
})

test('only addresses of the web become links', () => {
  expect(safeUrl('rihla.example/a')).toBe('https://rihla.example/a')
  expect(safeUrl('http://rihla.example')).toBe('http://rihla.example/')
  expect(safeUrl('javascript:alert(1)')).toBeNull()
  expect(safeUrl('data:text/html,x')).toBeNull()
})

test('a value is judged by the contract before it is sent', () => {
  const { email, lead_score, first_name, lead_status } = leadResource.fields
  expect(invalidReason(email, 'amina@example.com')).toBeNull()
  expect(invalidReason(email, 'amina')).toBeTruthy()
  expect(invalidReason(lead_score, 101)).toBeTruthy()
  expect(invalidReason(first_name, null)).toBeNull()
  expect(invalidReason(lead_status, null)).toBeTruthy()
})

test('choices come from the contract, countries from ISO 3166', () => {
  expect(choicesOf('lead_status', leadResource.fields.lead_status)).toHaveLength(8)
  const countries = choicesOf('country', leadResource.fields.country).map(({ value }) => value)
  expect(countries).toContain('MA')
  expect(countries).not.toContain('SU')
  expect(countries.length).toBeGreaterThan(240)
  expect(countries.length).toBeLessThan(255)
})

test('nothing is nothing in every kind of field', () => {
  for (const value of [null, undefined, '', []]) expect(isEmpty(value)).toBe(true)
  for (const value of [0, false, ['a'], 'a']) expect(isEmpty(value)).toBe(false)
})

test('a text is in words where it says what is a choice elsewhere', () => {
  expect(['website', 'walk_in', 'A fair in Agadir'].map((text) => knownWord('lead_source', text))).toEqual([
    'Website',
    'Walk-in',
    'A fair in Agadir',
  ])
  expect(knownWord('city', 'website')).toBe('website')
})
