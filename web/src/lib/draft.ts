import { useCallback, useState } from 'react'

const prefix = 'rihla.draft.'
/** Nobody comes back to a thought this old; it must not lie about on a shared computer. */
const KEPT_FOR = 14 * 24 * 3_600_000

interface Kept {
  at: number
  value: unknown
}

/**
 * What was typed and not sent yet. It survives a reload, a tab that crashed and the end of a session, and goes when its
 * user signs out, or with time.
 */
export function readDraft<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(prefix + key)
    const kept = text === null ? null : (JSON.parse(text) as Kept)
    return kept && Date.now() - kept.at < KEPT_FOR ? (kept.value as T) : null
  } catch {
    return null
  }
}

/** Keeps a draft; `null` forgets it. A browser that refuses storage only forgets sooner. */
export function keepDraft(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(prefix + key)
    else localStorage.setItem(prefix + key, JSON.stringify({ at: Date.now(), value } satisfies Kept))
  } catch {
    // Private windows may refuse; the draft then lasts as long as the page.
  }
}

/** At sign-out: the next user of this browser must not find them. */
export function forgetDrafts(): void {
  try {
    for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name)
  } catch {
    // Nothing was kept.
  }
}

/** Tells when another tab changed a draft. */
export function onDraftElsewhere(key: string, listener: () => void): () => void {
  const hear = (event: StorageEvent) => {
    if (event.key === prefix + key) listener()
  }
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
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
