import type { Arrangement } from '@rihla/contracts/layoutShape.ts'
import { useSyncExternalStore } from 'react'
import { keepDraft, readDraft } from '#lib/draft.ts'

/** What was kept, as the server tells it. */
export interface Saved extends Arrangement {
  version: number
}

interface Step {
  before: Arrangement
  /** Changes of the same thing, one after the other, are one. */
  what: string | null
}

/** What somebody arranges and has not saved. */
export interface Draft {
  /** What it was begun from, or saved as since. */
  base: Arrangement
  version: number
  now: Arrangement
  /** What is taken back next comes last. */
  past: readonly Step[]
  future: readonly Arrangement[]
}

const bare = ({ sections, aside }: Arrangement): Arrangement => ({
  sections: sections.map(({ id, name, fields }) => ({ id, name, fields })),
  aside,
})
export const same = (a: Arrangement, b: Arrangement): boolean => JSON.stringify(bare(a)) === JSON.stringify(bare(b))

export const isChanged = (draft: Draft | null): draft is Draft => draft !== null && !same(draft.now, draft.base)

/** Changes what is written, or begins to. What was changed and taken back again is no reason to stay with an old version. */
export function changed(draft: Draft | null, saved: Saved, now: Arrangement, what: string | null): Draft {
  const unsaved = draft && (!same(draft.now, draft.base) || draft.version === saved.version) ? draft : null
  const { base, version } = unsaved ?? { base: bare(saved), version: saved.version }
  const past = unsaved?.past ?? []
  const before = unsaved?.now ?? base
  const goesOn = what !== null && past.at(-1)?.what === what
  return { base, version, now: bare(now), past: goesOn ? past : [...past, { before, what }], future: [] }
}

export function stepBack(draft: Draft): Draft {
  const last = draft.past.at(-1)
  if (!last) return draft
  return { ...draft, now: last.before, past: draft.past.slice(0, -1), future: [...draft.future, draft.now] }
}

export function stepForth(draft: Draft): Draft {
  const now = draft.future.at(-1)
  if (!now) return draft
  const past = [...draft.past, { before: draft.now, what: null }]
  return { ...draft, now, past, future: draft.future.slice(0, -1) }
}

/** `sent` is saved by now; what was changed while it was on its way stays a draft upon it. */
export function settled(draft: Draft | null, sent: Arrangement, saved: Saved): Draft | null {
  if (!draft || same(draft.now, sent)) return null
  const since = draft.past.findIndex(({ before }) => same(before, sent))
  const past = since === -1 ? [] : draft.past.slice(since)
  return { ...draft, base: bare(saved), version: saved.version, past, future: [] }
}

/** Drafts by their names, for whoever shows them; they outlive the page, without their steps. */
class Drafts {
  #known = new Map<string, Draft | null>()
  #listeners = new Set<() => void>()

  read(key: string): Draft | null {
    let draft = this.#known.get(key)
    if (draft === undefined) {
      const kept = readDraft<Omit<Draft, 'past' | 'future'>>(key)
      draft = kept && { ...kept, past: [], future: [] }
      this.#known.set(key, draft)
    }
    return draft
  }
  set(key: string, draft: Draft | null): void {
    this.#known.set(key, draft)
    const { base, version, now } = draft ?? {}
    keepDraft(key, isChanged(draft) ? { base, version, now } : null)
    for (const listener of this.#listeners) listener()
  }
  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

export const drafts = new Drafts()
export const useDraftOf = (key: string) => useSyncExternalStore(drafts.subscribe, () => drafts.read(key))
