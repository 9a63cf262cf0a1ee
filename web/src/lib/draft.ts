import { useCallback, useState } from 'react'

const prefix = 'rihla.draft.'

/** What was typed and not sent yet. It survives a reload and the end of a session, and goes with the tab or the user. */
export function readDraft<T>(key: string): T | null {
  try {
    const text = sessionStorage.getItem(prefix + key)
    return text === null ? null : (JSON.parse(text) as T)
  } catch {
    return null
  }
}

/** Keeps a draft; `null` forgets it. A browser that refuses storage only forgets sooner. */
export function keepDraft(key: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(prefix + key)
    else sessionStorage.setItem(prefix + key, JSON.stringify(value))
  } catch {
    // Private windows may refuse; the draft then lasts as long as the page.
  }
}

/** At sign-out: the next user of this tab must not find them. */
export function forgetDrafts(): void {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(prefix)) sessionStorage.removeItem(name)
  } catch {
    // Nothing was kept.
  }
}

/** State that is kept as a draft under `key` until it is `null` again; without a key it ends with the page. */
export function useDraft<T>(key: string | null): [T | null, (value: T | null) => void] {
  const [value, setValue] = useState<T | null>(() => (key === null ? null : readDraft<T>(key)))
  const set = useCallback(
    (next: T | null) => {
      if (key !== null) keepDraft(key, next)
      setValue(next)
    },
    [key],
  )
  return [value, set]
}
