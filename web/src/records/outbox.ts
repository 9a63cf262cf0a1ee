import { useSyncExternalStore } from 'react'
import { keepDraft, onDraftElsewhere, readDraft } from '#lib/draft.ts'

/** A note that could not be sent yet. */
export interface Unsent {
  /** Its idempotency key: two tabs that both send it make one note. */
  key: string
  resource: string
  /** The record it hangs on. */
  id: string
  content: string
  type: string
  at: string
  /** Why the server will not have it; absent while it waits for the connection. */
  refused?: string
}

/** The notes of one user in one tenant that wait to be sent. They outlive the page. */
export class Outbox {
  readonly #key: string
  #items: readonly Unsent[]
  readonly #listeners = new Set<() => void>()

  constructor(tenant: string, user: string) {
    this.#key = `outbox.${tenant}.${user}`
    this.#items = this.#read()
    onDraftElsewhere(this.#key, () => this.#set(this.#read()))
  }
  #read = (): readonly Unsent[] => readDraft<Unsent[]>(this.#key) ?? []
  #set(items: readonly Unsent[]) {
    this.#items = items
    for (const listener of this.#listeners) listener()
  }
  #keep(items: readonly Unsent[]) {
    keepDraft(this.#key, items.length ? items : null)
    this.#set(items)
  }

  items = (): readonly Unsent[] => this.#items
  add = (note: Unsent): void => this.#keep([...this.#items, note])
  remove = (key: string): void => this.#keep(this.#items.filter((one) => one.key !== key))
  refuse = (key: string, refused: string): void =>
    this.#keep(this.#items.map((one) => (one.key === key ? { ...one, refused } : one)))
  /** Signed out: what was kept is gone. */
  reread = (): void => this.#set(this.#read())

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

const outboxes = new Map<string, Outbox>()

export function outboxOf(tenant: string, user: string): Outbox {
  const name = `${tenant} ${user}`
  const outbox = outboxes.get(name) ?? new Outbox(tenant, user)
  outboxes.set(name, outbox)
  return outbox
}

export const useUnsent = (outbox: Outbox): readonly Unsent[] => useSyncExternalStore(outbox.subscribe, outbox.items)
