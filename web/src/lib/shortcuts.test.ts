import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import {
  chooseShortcuts,
  conflictOf,
  idOf,
  isReserved,
  isSingle,
  keysNow,
  keysShown,
  SHORTCUTS,
  shortcutChoices,
} from './shortcuts.ts'

const folder = join(import.meta.dirname, '..')
const code = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\./.test(path))
  .map((path) => readFileSync(join(folder, path), 'utf8'))
  .join('\n')
const search = SHORTCUTS.find(({ label }) => label === 'keys.search')!

afterEach(() => chooseShortcuts({ single_keys: true, remapped: {} }))

test('every key that is bound anywhere stands in the list, and nothing else does', () => {
  const calls = [...code.matchAll(/useShortcut\(\s*'([^']+)',\s*'([^']+)'/g)].map(
    ([, keys, label]) => `${label} ${keys}`,
  )
  expect(SHORTCUTS.map(idOf).toSorted()).toEqual([...new Set(calls)].toSorted())
})

test('no key is one that a browser, a system or a common layout keeps to itself', () => {
  expect(SHORTCUTS.filter(({ keys }) => isReserved(keys))).toEqual([])
  for (const keys of ['alt+arrowleft', 'mod+shift+n', 'mod+shift+t', '[', '\\', 'mod+t', 'mod+w'])
    expect(isReserved(keys), keys).toBe(true)
  for (const keys of ['mod+k', 'mod+b', 'mod+shift+z', 'g h', '?', 'mod+shift+arrowright'])
    expect(isReserved(keys), keys).toBe(false)
})

test('no two keys of one place are in each other’s way', () => {
  for (const shortcut of SHORTCUTS) expect(conflictOf(idOf(shortcut), shortcut.keys), idOf(shortcut)).toBeNull()
})

test('single keys can be turned off; those with Ctrl or ⌘ and the named ones stay', () => {
  expect(['j', 'shift+f', 'g h', '?'].map(isSingle)).toEqual([true, true, true, true])
  expect(['mod+k', 'enter', 'space', 'shift+arrowdown', 'f2'].map(isSingle)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ])
  chooseShortcuts({ single_keys: false, remapped: {} })
  expect(keysNow(search)).toBeNull()
  expect(keysShown('/')).toBeNull()
  expect(keysShown('mod+k')).toBe('mod+k')
})

test('a key of one’s own takes the place of the delivered one, and is kept', () => {
  chooseShortcuts({ single_keys: true, remapped: { [idOf(search)]: 'mod+shift+f' } })
  expect(keysNow(search)).toBe('mod+shift+f')
  expect(keysShown('/')).toBe('mod+shift+f')
  expect(localStorage.getItem('rihla.shortcuts')).toContain('mod+shift+f')
  chooseShortcuts({ ...shortcutChoices(), remapped: {} })
  expect(localStorage.getItem('rihla.shortcuts')).toBeNull()
})

test('a key that is taken, or begins a taken sequence, is a conflict', () => {
  expect(conflictOf(idOf(search), 'f')?.label).toBe('keys.filter')
  expect(conflictOf(idOf(search), 'g')?.label).toBe('keys.go_home')
  expect(conflictOf(idOf(search), 'mod+shift+f')).toBeNull()
})
