import { expect, test } from 'vitest'
import { keyOfEvent } from './keyboard.ts'

const press = (key: string, code: string, held: Partial<KeyboardEvent> = {}) =>
  keyOfEvent({ key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held })
const shift = { shiftKey: true }

/** What each layout's keyboard sends when somebody presses what the shortcut is called. */
const LAYOUTS: Record<string, [shortcut: string, key: string, code: string, held?: Partial<KeyboardEvent>][]> = {
  QWERTY: [
    ['a', 'a', 'KeyA'],
    ['shift+j', 'J', 'KeyJ', shift],
    ['?', '?', 'Slash', shift],
    ['/', '/', 'Slash'],
    ['.', '.', 'Period'],
    [',', ',', 'Comma'],
    ['3', '3', 'Digit3'],
    ['space', ' ', 'Space'],
    ['enter', 'Enter', 'Enter'],
    ['shift+arrowdown', 'ArrowDown', 'ArrowDown', shift],
    ['f2', 'F2', 'F2'],
    ['mod+k', 'k', 'KeyK', { ctrlKey: true }],
    ['mod+shift+z', 'Z', 'KeyZ', { ctrlKey: true, shiftKey: true }],
    ['j', 'J', 'KeyJ'],
    ['meta+k', 'k', 'KeyK', { metaKey: true }],
  ],
  AZERTY: [
    ['a', 'a', 'KeyQ'],
    ['shift+j', 'J', 'KeyJ', shift],
    ['?', '?', 'KeyM', shift],
    ['/', '/', 'Period', shift],
    ['.', '.', 'Comma', shift],
    [',', ',', 'KeyM'],
    ['m', 'm', 'Semicolon'],
    ['mod+z', 'z', 'KeyW', { ctrlKey: true }],
    ['mod+k', 'k', 'KeyK', { ctrlKey: true }],
  ],
  Arabic: [
    ['a', 'ش', 'KeyA'],
    ['b', 'لا', 'KeyB'],
    ['j', 'ت', 'KeyJ'],
    ['shift+j', 'ـ', 'KeyJ', shift],
    ['shift+f', '[', 'KeyF', shift],
    ['shift+d', ']', 'KeyD', shift],
    ['shift+g', 'لأ', 'KeyG', shift],
    ['?', '؟', 'Slash', shift],
    ['/', 'ظ', 'Slash'],
    ['.', 'ز', 'Period'],
    [',', 'و', 'Comma'],
    ['3', '٣', 'Digit3'],
    ['space', ' ', 'Space'],
    ['enter', 'Enter', 'Enter'],
    ['mod+k', 'ن', 'KeyK', { ctrlKey: true }],
    ['mod+z', 'ئ', 'KeyZ', { ctrlKey: true }],
    ['mod+shift+z', '~', 'KeyZ', { ctrlKey: true, shiftKey: true }],
  ],
}

for (const [layout, presses] of Object.entries(LAYOUTS))
  test.each(presses)(`on a keyboard that is ${layout}, %s is what %s at %s means`, (shortcut, key, code, held) => {
    expect(press(key, code, held)).toBe(shortcut)
  })
