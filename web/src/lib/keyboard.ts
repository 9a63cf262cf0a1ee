import { useEffect, useRef } from 'react'
import type { MessageId } from './i18n.ts'

/** A key and what it does. The sheet that lists the keys reads the same registry that binds them. */
export interface Shortcut {
  /** `mod+k`, `shift+j`, `/`; a sequence is written `g l`. `mod` is ⌘ on a Mac, Ctrl elsewhere. */
  keys: string
  label: MessageId
  run: (event: KeyboardEvent) => void
  /** Also while a field has the focus. */
  whileTyping?: boolean
}

const registry = new Set<Shortcut>()
export const allShortcuts = (): Shortcut[] => [...registry]

const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform)

/** The key of an event as written in a shortcut; on other scripts (an Arabic layout), the key at that place. */
export function keyOfEvent(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>) {
  const latin = event.key.length > 1 || /^[\u0020-\u007e]$/.test(event.key)
  const key = latin ? event.key.toLowerCase() : event.code.replace(/^Key|^Digit/, '').toLowerCase()
  const mod = isMac() ? event.metaKey : event.ctrlKey
  // `?` already holds its shift.
  const shift = event.shiftKey && (/^[a-z0-9]$/.test(key) || key.length > 1)
  return `${mod ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${shift ? 'shift+' : ''}${key}`
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type))

let prefix = ''
let prefixAt = 0

function onKeyDown(event: KeyboardEvent) {
  if (event.defaultPrevented || event.isComposing || /^(Shift|Control|Alt|Meta)$/.test(event.key)) return
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
  const candidates = [...registry]
    .reverse()
    .filter((s) => s.whileTyping || (!typing && (!layered || s.keys.includes('mod'))))
  const found = candidates.find((s) => s.keys === sequence) ?? candidates.find((s) => s.keys === key)
  if (found) {
    event.preventDefault()
    found.run(event)
  } else if (candidates.some((s) => s.keys.startsWith(`${key} `))) {
    prefix = key
    prefixAt = Date.now()
  }
}

/** Binds a key for as long as the component is on the page. */
export function useShortcut(keys: string, label: MessageId, run: (event: KeyboardEvent) => void, whileTyping = false) {
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })
  useEffect(() => {
    const shortcut: Shortcut = { keys, label, whileTyping, run: (event) => latest.current(event) }
    if (registry.size === 0) document.addEventListener('keydown', onKeyDown)
    registry.add(shortcut)
    return () => {
      registry.delete(shortcut)
      if (registry.size === 0) document.removeEventListener('keydown', onKeyDown)
    }
  }, [keys, label, whileTyping])
}

/** How a shortcut is drawn on keycaps. */
export function keycaps(keys: string): string[] {
  const names: Record<string, string> = {
    mod: isMac() ? '⌘' : 'Ctrl',
    shift: '⇧',
    alt: 'Alt',
    enter: '↵',
    arrowright: '→',
    arrowleft: '←',
  }
  return keys.split(/[+ ]/).map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key))
}
