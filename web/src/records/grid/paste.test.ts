import { leadResource } from '@rihla/contracts/leads.ts'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { activateLanguage } from '#lib/i18n.ts'
import { type Reading, readValue, UNREADABLE } from '../fields/readers.ts'
import { plan, readCells } from './paste.ts'

beforeAll(() => activateLanguage('en'))

const fields = leadResource.fields
const reading: Reading = {
  members: [
    { id: '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2e', name: 'Sara Amrani', email: 'sara@atlas.example' },
    { id: '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2f', name: 'Ali' },
    { id: '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d20', name: 'Ali' },
  ],
  timeZone: 'Africa/Casablanca',
  words: { today: 'today', tomorrow: 'tomorrow', yes: 'Yes', no: 'No' },
}
const read = (name: keyof typeof fields, text: string) => readValue(name, fields[name], text, reading)
const quoted = (text: string) => (/["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

test('whatever a spreadsheet writes is read back cell by cell', () => {
  const cell = fc.string().map((text) => text.replace(/\r\n?/g, '\n'))
  const table = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 8 }))
    .chain(([width, height]) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: height, maxLength: height }),
    )
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const text = rows.map((row) => row.map(quoted).join('\t') + end).join('')
      const said = readCells(text)
      // Empty lines at the end cannot be told from the end of the line before.
      const kept = rows.length > 1 && said.length < rows.length ? rows.slice(0, said.length) : rows
      expect(said).toEqual(kept)
    }),
  )
})

test('a column, a block, quotes, a last line that ends or not', () => {
  expect(readCells('a\nb\nc')).toEqual([['a'], ['b'], ['c']])
  expect(readCells('a\tb\r\nc\td\r\n')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ])
  expect(readCells('"two\nlines"\t"say ""hi"""')).toEqual([['two\nlines', 'say "hi"']])
  expect(readCells('a\n\nb')).toEqual([['a'], [''], ['b']])
})

test('texts become values as the editors of their fields read them', () => {
  expect(read('estimated_value', '1 200,50 MAD')).toBe(1200.5)
  expect(read('estimated_value', '€1,200.50')).toBe(1200.5)
  expect(read('lead_score', '70')).toBe(70)
  expect(read('lead_score', 'high')).toBe(UNREADABLE)
  expect(read('conversion_probability', '35 %')).toBe(0.35)
  expect(read('conversion_probability', '0.35')).toBe(0.35)
  expect(read('lead_status', 'Qualified')).toBe('qualified')
  expect(read('lead_source', 'walk-in')).toBe('walk_in')
  expect(read('lead_source', 'telephone')).toBe('phone')
  expect(read('lead_status', 'purple')).toBe(UNREADABLE)
  expect(read('country', 'Morocco')).toBe('MA')
  expect(read('currency', 'eur')).toBe('EUR')
  expect(read('preferred_travel_date', '12/6/2030')).toBe('2030-06-12')
  expect(read('preferred_travel_date', 'soon')).toBe(UNREADABLE)
  expect(read('assigned_to', 'sara amrani')).toBe(reading.members[0]!.id)
  expect(read('assigned_to', 'Ali')).toBe(UNREADABLE)
  expect(read('tags', 'family, VIP, vip')).toEqual(['family', 'vip'])
  expect(read('score_locked', 'yes')).toBe(true)
  expect(read('next_follow_up', '12/6/2030 15:30')).toBe(new Date(2030, 5, 12, 15, 30).toISOString())
  expect(read('city', '  ')).toBeNull()
})

test('no text makes a reader throw', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.keys(fields)), fc.string({ unit: 'grapheme' }), (name, text) => {
      readValue(name, fields[name as keyof typeof fields], text, reading)
    }),
  )
})

test('rows are changed whole or refused with the reason', () => {
  const record = (id: string) => ({ id, version: 3 })
  const rows = [record('a'), record('b'), record('c'), null]
  const pasted = plan(
    [
      ['Rabat', '70'],
      ['Fès', 'x'],
      ['', '101'],
      ['Agadir', '1'],
    ],
    ['city', 'lead_score'],
    (row) => ({ record: rows[row] ?? null, locked: false }),
    fields,
    reading,
  )
  expect(pasted.items).toEqual([{ id: 'a', version: 3, changes: { city: 'Rabat', lead_score: 70 } }])
  expect(pasted.refused).toEqual([
    { row: 1, field: 'lead_score', why: 'unreadable', text: 'x' },
    { row: 2, field: 'lead_score', why: 'invalid', text: '101' },
    { row: 3, field: null, why: 'no_row', text: '' },
  ])
  const locked = plan([['1']], ['created_at'], () => ({ record: record('a'), locked: false }), fields, reading)
  expect(locked.refused[0]!.why).toBe('read_only')
})
