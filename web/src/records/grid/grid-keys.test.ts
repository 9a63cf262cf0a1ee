import { expect, test } from 'vitest'
import { cellModeKey, rowModeKey } from './grid-keys.ts'

const press = (key: string, more: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
})

test('in row mode arrows walk and shift selects; letters are left to the page', () => {
  expect(rowModeKey(press('ArrowDown'), false, false)).toEqual({ do: 'move', rows: 1, extend: false })
  expect(rowModeKey(press('ArrowUp', { shiftKey: true }), false, false)).toEqual({ do: 'move', rows: -1, extend: true })
  expect(rowModeKey(press('End'), false, false)).toEqual({ do: 'move', rows: 'last', extend: false })
  for (const key of ['s', 'j', 'Enter', ' ', 'Tab', 'Escape']) expect(rowModeKey(press(key), false, false)).toBeNull()
  expect(rowModeKey(press('ArrowDown', { ctrlKey: true }), false, false)).toBeNull()
})

test('a group opens away from its head, in either direction of reading', () => {
  expect(rowModeKey(press('ArrowRight'), false, true)).toEqual({ do: 'open-head' })
  expect(rowModeKey(press('ArrowRight'), true, true)).toEqual({ do: 'close-head' })
  expect(rowModeKey(press('Enter'), false, true)).toEqual({ do: 'toggle-head' })
})

test('in cell mode arrows follow the eye', () => {
  const step = (columns: number) => ({ do: 'move-cell', rows: 0, columns, extend: false })
  expect(cellModeKey(press('ArrowRight'), false)).toEqual(step(1))
  expect(cellModeKey(press('ArrowLeft'), false)).toEqual(step(-1))
  expect(cellModeKey(press('ArrowRight'), true)).toEqual(step(-1))
  expect(cellModeKey(press('ArrowLeft'), true)).toEqual(step(1))
})

test('typing writes, in any script; shortcuts with Ctrl or ⌘ stay the page’s', () => {
  expect(cellModeKey(press('a'), false)).toEqual({ do: 'edit', typed: 'a' })
  expect(cellModeKey(press('ع'), true)).toEqual({ do: 'edit', typed: 'ع' })
  expect(cellModeKey(press('v', { ctrlKey: true }), false)).toBeNull()
  expect(cellModeKey(press('z', { metaKey: true }), false)).toBeNull()
  expect(cellModeKey(press('Tab', { shiftKey: true }), false)).toEqual({ do: 'next-cell', back: true })
  expect(cellModeKey(press('Escape'), false)).toEqual({ do: 'leave' })
  expect(cellModeKey(press('F5'), false)).toBeNull()
})
