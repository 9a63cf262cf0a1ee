import { expect, test } from 'vitest'
import { rangeIn, typedOn } from './use-grid-state.ts'

const columns = ['full_name', 'lead_score', 'lead_status', 'city']
const press = (key: string, shiftKey = false) => ({ key, shiftKey })

test('a range is the cells between two corners, whichever way it was drawn', () => {
  const a = { place: 5, field: 'city' }
  const b = { place: 3, field: 'lead_score' }
  expect(rangeIn(4, columns, a, b)).toEqual(['lead_score', 'lead_status', 'city'])
  expect(rangeIn(3, columns, b, a)).toEqual(['lead_score', 'lead_status', 'city'])
  expect(rangeIn(2, columns, a, b)).toEqual([])
  expect(rangeIn(4, columns, { place: 3, field: 'gone' }, b)).toEqual([])
})

test('who types faster than the editor comes loses no letter, and no Enter', () => {
  let editing = typedOn({ place: 1, field: 'lead_score', typed: '7' }, press('3'))!
  expect(editing.typed).toBe('73')
  editing = typedOn(editing, press('x'))!
  editing = typedOn(editing, press('Backspace'))!
  editing = typedOn(editing, press('Tab', true))!
  expect(editing).toEqual({ place: 1, field: 'lead_score', typed: '73', after: 'back' })
  expect(typedOn(editing, press('Escape'))).toBeNull()
})
