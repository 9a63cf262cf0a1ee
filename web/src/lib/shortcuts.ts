import { useSyncExternalStore } from 'react'
import type { MessageId } from './i18n.ts'
import { keepPreference, readPreference } from './preferences.ts'

export const SCOPES = ['global', 'view', 'record', 'form'] as const
export type ShortcutScope = (typeof SCOPES)[number]

export interface ShortcutEntry {
  /** As delivered: `mod+k`, `shift+j`, `/`; a sequence is written `g l`. `mod` is ⌘ on a Mac, Ctrl elsewhere. */
  keys: string
  label: MessageId
  scope: ShortcutScope
}

const entry = (scope: ShortcutScope, keys: string, label: MessageId): ShortcutEntry => ({ keys, label, scope })

/**
 * Every shortcut of the app, also those of pages that are not open: the sheet and the settings list them from here.
 * A test holds this list and the calls of `useShortcut` together.
 */
export const SHORTCUTS: readonly ShortcutEntry[] = [
  entry('global', 'mod+k', 'keys.palette'),
  entry('global', '?', 'keys.sheet'),
  entry('global', 'mod+b', 'keys.sidebar'),
  entry('global', 'mod+z', 'keys.undo'),
  entry('global', 'mod+shift+z', 'keys.redo'),
  entry('global', 'g h', 'keys.go_home'),
  entry('global', 'g l', 'keys.go_leads'),
  entry('global', 'g c', 'keys.go_contacts'),
  entry('global', 'g a', 'keys.go_accounts'),
  entry('global', 'g x', 'keys.go_trash'),
  entry('global', 'g ,', 'keys.go_settings'),
  entry('global', 'g w', 'keys.switch_tenant'),
  entry('global', 'c l', 'keys.new_lead'),
  entry('global', 'c n', 'keys.new_contact'),
  entry('global', 'c a', 'keys.new_account'),
  entry('view', '/', 'keys.search'),
  entry('view', 'f', 'keys.filter'),
  entry('view', 'shift+f', 'keys.clear_filters'),
  entry('view', 'o', 'keys.sort'),
  entry('view', 'b', 'keys.board'),
  entry('view', 'j', 'keys.next_row'),
  entry('view', 'k', 'keys.previous_row'),
  entry('view', 'x', 'keys.select_row'),
  entry('view', 'enter', 'keys.open_row'),
  entry('view', 'space', 'keys.peek'),
  entry('view', 'mod+a', 'keys.select_all'),
  entry('view', 'e', 'keys.edit_cells'),
  entry('view', 'v', 'keys.views'),
  entry('view', 'shift+v', 'keys.display'),
  entry('view', 'z', 'keys.fold_column'),
  entry('view', 'mod+shift+arrowright', 'keys.move_on'),
  entry('view', 'mod+shift+arrowleft', 'keys.move_back'),
  entry('form', 'mod+shift+arrowup', 'keys.move_up'),
  entry('form', 'mod+shift+arrowdown', 'keys.move_down'),
  entry('record', 'shift+j', 'keys.next_record'),
  entry('record', 'shift+k', 'keys.previous_record'),
  entry('record', 's', 'keys.move_to'),
  entry('record', 'd', 'keys.follow_up'),
  entry('record', 'h', 'keys.snooze'),
  entry('record', 'shift+d', 'keys.duplicate'),
  entry('record', 'a', 'keys.assign'),
  entry('record', '.', 'keys.actions'),
  entry('record', 'backspace', 'keys.archive'),
  entry('record', 'w', 'keys.log_call'),
  entry('record', 'n', 'keys.note'),
  entry('record', 'l', 'keys.tags'),
  entry('record', 'u', 'keys.copy_link'),
  entry('record', 'escape', 'keys.close_peek'),
  entry('view', 'escape', 'keys.clear_selection'),
  entry('form', 'mod+enter', 'keys.submit'),
]

/** What keeps the user's other keys apart from the delivered ones. */
export const idOf = ({ keys, label }: Pick<ShortcutEntry, 'keys' | 'label'>): string => `${label} ${keys}`

/** A letter, a digit or a sign alone, which a voice or a slip may type (WCAG 2.1.4); sequences begin with one. */
export const isSingle = (keys: string): boolean =>
  !/\b(mod|alt|ctrl|meta)\+/.test(keys) && keys.split(' ').some((key) => key.replace('shift+', '').length === 1)

/** Keys that belong to the browser, to the system, or that a common layout cannot type. */
export const isReserved = (keys: string): boolean =>
  /\balt\+(arrowleft|arrowright|shift)|\bmod\+alt|\bmod\+shift\+[ocntw]$|\bmod\+([tnwrlpqf]|shift\+(r|p|q))$|[[\]\\]/.test(
    keys,
  )

export interface ShortcutChoices {
  /** False turns every single key off. */
  single_keys: boolean
  /** The user's own keys, by the id of the shortcut. */
  remapped: Readonly<Record<string, string>>
}

const KEPT = 'shortcuts'
const DELIVERED: ShortcutChoices = { single_keys: true, remapped: {} }

function read(): ShortcutChoices {
  try {
    return { ...DELIVERED, ...(JSON.parse(readPreference(KEPT) ?? '{}') as Partial<ShortcutChoices>) }
  } catch {
    return DELIVERED
  }
}

let choices = read()
const listeners = new Set<() => void>()

export const shortcutChoices = (): ShortcutChoices => choices
export function chooseShortcuts(next: ShortcutChoices): void {
  choices = next
  const delivered = next.single_keys && Object.keys(next.remapped).length === 0
  keepPreference(KEPT, delivered ? null : JSON.stringify(next))
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useShortcutChoices = (): ShortcutChoices => useSyncExternalStore(subscribe, shortcutChoices)

/** The keys a shortcut has for this user; null when it is off. */
export function keysNow(shortcut: Pick<ShortcutEntry, 'keys' | 'label'>, present = choices): string | null {
  const keys = present.remapped[idOf(shortcut)] ?? shortcut.keys
  return !present.single_keys && isSingle(keys) ? null : keys
}

/** What delivered keys are now, for keycaps in tooltips and menus. */
export function keysShown(keys: string, present = choices): string | null {
  const known = SHORTCUTS.find((shortcut) => shortcut.keys === keys)
  return known ? keysNow(known, present) : keys
}

// The record's keys act in a list too, on the row with the focus.
const meets = (a: ShortcutScope, b: ShortcutScope) => a !== 'form' && b !== 'form'

/** The shortcut that would stand in the way of these keys: the same, or the beginning of a sequence. */
export function conflictOf(id: string, keys: string, present = choices): ShortcutEntry | null {
  const wanted = SHORTCUTS.find((shortcut) => idOf(shortcut) === id)
  if (!wanted) return null
  return (
    SHORTCUTS.find((other) => {
      // Esc closes whatever lies on top.
      if (
        idOf(other) === id ||
        keys === 'escape' ||
        !(meets(other.scope, wanted.scope) || other.scope === wanted.scope)
      )
        return false
      const theirs = present.remapped[idOf(other)] ?? other.keys
      return theirs === keys || theirs.startsWith(`${keys} `) || keys.startsWith(`${theirs} `)
    }) ?? null
  )
}
