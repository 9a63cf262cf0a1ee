import { expect, test } from 'vitest'
import { keyOfEvent } from './keyboard.ts'

const press = (key: string, code: string, held: Partial<KeyboardEvent> = {}) =>
  keyOfEvent({ key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held })

test('a key is what it writes, on any Latin layout', () => {
  expect(press('a', 'KeyQ')).toBe('a')
  expect(press('J', 'KeyJ', { shiftKey: true })).toBe('shift+j')
  expect(press('?', 'Slash', { shiftKey: true })).toBe('?')
  expect(press('/', 'Period', { shiftKey: true })).toBe('/')
  expect(press('z', 'KeyW', { ctrlKey: true })).toBe('mod+z')
})

test('on an Arabic layout it is the key at that place', () => {
  expect(press('ت', 'KeyJ')).toBe('j')
  expect(press('ئ', 'KeyZ', { ctrlKey: true })).toBe('mod+z')
  expect(press('٣', 'Digit3')).toBe('3')
})
