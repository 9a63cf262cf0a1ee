import { useEffect, useRef } from 'react'
import type { MessageId } from './i18n.ts'
import { keysNow } from './shortcuts.ts'

/** A key that is bound now, and what it does. */
interface Bound {
  /** As delivered; what the user made of it is asked for at every press. */
  keys: string
  label: MessageId
  run: (event: KeyboardEvent) => void
  /** Also while a field has the focus. */
  whileTyping: boolean
  /** Where it goes before others of the same keys: while the focus is inside what this selects. */
  within: string | undefined
}

const bound = new Set<Bound>()
/** What the keys of this page do, for those who would rather choose it from a list. */
export const boundNow = (): readonly Bound[] => [...bound]

const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** Keys whose names stand in shortcuts, by their place on the keyboard. */
const SIGNS: Record<string, readonly [plain: string, shifted: string]> = {
  Slash: ['/', '?'],
  Period: ['.', '>'],
  Comma: [',', '<'],
}
const LETTER = /^Key([A-Z])$/

/** Whether the layout writes Latin here. Arabic ones write brackets and tildes where letters are, two letters as one. */
const writesLatin = (key: string, code: string) =>
  /^[ -~]$/.test(key) && !(LETTER.test(code) && /[[\]{}<>~`^|\\]/.test(key))
const isNamed = (key: string) => /^[A-Z][A-Za-z0-9]+$/.test(key)

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

function plainKey({ key, code, shiftKey }: Pressed): string {
  if (key === ' ') return 'space'
  if (isNamed(key) || writesLatin(key, code)) return key.toLowerCase()
  return SIGNS[code]?.[shiftKey ? 1 : 0] ?? code.replace(/^Key|^Digit/, '').toLowerCase()
}

/** The key of an event as written in a shortcut; on other scripts (an Arabic layout), the key at that place. */
export function keyOfEvent(event: Pressed): string {
  const key = plainKey(event)
  const mac = isMac()
  const mod = mac ? event.metaKey : event.ctrlKey
  // The other one is the system's; a shortcut never has it, and must not take it for nothing.
  const other = mac ? event.ctrlKey && 'ctrl+' : event.metaKey && 'meta+'
  // `?` already holds its shift.
  const shift = event.shiftKey && (/^[a-z0-9]$/.test(key) || key.length > 1)
  return `${other || ''}${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${shift ? 'shift+' : ''}${key}`
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type)) &&
  // It waits for what somebody may compose; nothing is written in it yet.
  target.dataset['waits'] === undefined

let prefix = ''
let prefixAt = 0

function onKeyDown(event: KeyboardEvent) {
  // Some browsers tell the first and the last key of what is composed by this number alone.
  const composed = event.isComposing || event.keyCode === 229
  if (event.defaultPrevented || composed || /^(Shift|Control|Alt|Meta)$/.test(event.key)) return
  // A focused button or link keeps its own keys; with Ctrl or ⌘ they are the page's.
  if (
    (event.key === 'Enter' || event.key === ' ') &&
    !event.ctrlKey &&
    !event.metaKey &&
    event.target instanceof Element &&
    event.target.closest('a,button')
  )
    return
  const typing = isTyping(event.target)
  const key = keyOfEvent(event)
  const sequence = prefix && Date.now() - prefixAt < 1000 ? `${prefix} ${key}` : ''
  prefix = ''
  // A dialog or an open menu owns the keys while it is open.
  const layered = document.querySelector('[role=dialog],[role=menu],[role=listbox]') !== null
  const candidates = [...bound].reverse().flatMap((shortcut) => {
    const keys = keysNow(shortcut)
    return keys && (shortcut.whileTyping || (!typing && (!layered || keys.includes('mod')))) ? [{ shortcut, keys }] : []
  })
  const inside = ({ shortcut: { within } }: (typeof candidates)[number]) =>
    within !== undefined && event.target instanceof Element && event.target.closest(within) !== null
  const named = (name: string) => {
    const all = candidates.filter(({ keys }) => keys === name)
    return all.find(inside) ?? all[0]
  }
  const found = named(sequence) ?? named(key)
  if (found) {
    event.preventDefault()
    found.shortcut.run(event)
  } else if (candidates.some(({ keys }) => keys.startsWith(`${key} `))) {
    prefix = key
    prefixAt = Date.now()
  }
}

/** Binds a key for as long as the component is on the page. `lib/shortcuts.ts` lists it. */
export function useShortcut(
  keys: string,
  label: MessageId,
  run: (event: KeyboardEvent) => void,
  whileTyping = false,
  within?: string,
) {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const shortcut: Bound = { keys, label, whileTyping, within, run: (event) => latest.current(event) }
    if (bound.size === 0) document.addEventListener('keydown', onKeyDown)
    bound.add(shortcut)
    return () => {
      bound.delete(shortcut)
      if (bound.size === 0) document.removeEventListener('keydown', onKeyDown)
    }
  }, [keys, label, whileTyping, within])
}

/** How a shortcut is drawn on keycaps. */
export function keycaps(keys: string): string[] {
  const names: Record<string, string> = {
    mod: isMac() ? '⌘' : 'Ctrl',
    shift: '⇧',
    alt: 'Alt',
    enter: '↵',
    backspace: '⌫',
    escape: 'Esc',
    arrowright: '→',
    arrowleft: '←',
    arrowup: '↑',
    arrowdown: '↓',
  }
  return keys
    .split(/[+ ]/)
    .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key.charAt(0).toUpperCase() + key.slice(1)))
}
