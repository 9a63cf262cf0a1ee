import { leadResource } from '@rihla/contracts/leads.ts'
import { expect, test } from 'vitest'
import { fitting, placeColumns, sideways } from './layout.ts'

const { fields } = leadResource
const widths = { own: { full_name: 240, lead_score: 80 }, main: 'full_name' }

test('pinned columns come first; the main one takes what room is left first, unless it was sized', () => {
  const columns = [{ field: 'lead_score' }, { field: 'full_name', pinned: true }]
  expect(placeColumns(fields, columns, widths, 500)).toEqual([
    { field: 'full_name', width: 420, offset: 0, pinned: true },
    { field: 'lead_score', width: 80, offset: 420, pinned: false },
  ])
  const sized = [{ field: 'full_name', width: 200 }, { field: 'lead_score' }]
  expect(placeColumns(fields, sized, widths, 280).map((one) => one.width)).toEqual([200, 80])
})

test('in a wide window the main column stops growing, and the others share the rest within reason', () => {
  const columns = [{ field: 'full_name' }, { field: 'lead_score' }, { field: 'city', width: 160 }]
  const at = (room: number) => placeColumns(fields, columns, widths, room).map((one) => one.width)
  expect(at(740)).toEqual([480, 100, 160])
  expect(at(2000)).toEqual([480, 120, 160])
})

test('usual columns leave from the end when there is little room; a few always stay', () => {
  const columns = ['full_name', 'lead_score', 'lead_status', 'assigned_to', 'city'].map((field) => ({ field }))
  expect(fitting(fields, columns, widths, 2000)).toBe(columns)
  expect(fitting(fields, columns, widths, 620)).toHaveLength(4)
  expect(fitting(fields, columns, widths, 100)).toHaveLength(3)
})

test('a column is brought into sight beside the pinned ones', () => {
  const columns = placeColumns(
    fields,
    [
      { field: 'full_name', width: 200, pinned: true },
      { field: 'city', width: 300 },
      { field: 'title', width: 300 },
    ],
    widths,
    0,
  )
  const at = (from: number) => ({ from, room: 600, before: 40 })
  expect(sideways(columns, 'full_name', at(500))).toBeNull()
  expect(sideways(columns, 'city', at(0))).toBeNull()
  expect(sideways(columns, 'title', at(0))).toBe(240)
  expect(sideways(columns, 'city', at(240))).toBe(0)
})
