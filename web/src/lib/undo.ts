import { useSyncExternalStore } from 'react'

/** One thing the user did in this tab, which the server can take back as a whole. */
export interface Done {
  tenant: string
  operation_id: string
  /** What was done, in words: "Amina moved to Qualified". */
  label: string
  at: number
  /** What follows here once it was taken back, or done again. */
  after?: (() => Promise<void>) | undefined
}

/** Asks the server to take an operation back, and answers the operation that did it. */
export type TakeBack = (done: Done) => Promise<string | null>

const KEPT = 50
/** Older ones may have been built upon; the record's history is the place for them. */
export const UNDOABLE_FOR = 15 * 60_000

/** Answers may come out of turn; the ids of operations go the way they were begun. */
function putInTurn(all: readonly Done[], done: Done): Done[] {
  const later = all.findIndex(({ operation_id }) => operation_id > done.operation_id)
  return all.toSpliced(later === -1 ? all.length : later, 0, done)
}

/** The last operations of this tab, newest last, and those undone, for redo. */
export class UndoStore {
  #done: Done[] = []
  #undone: Done[] = []
  #listeners = new Set<() => void>()

  get last(): Done | undefined {
    return this.#done.at(-1)
  }
  get lastUndone(): Done | undefined {
    return this.#undone.at(-1)
  }
  get size(): number {
    return this.#done.length
  }

  has(done: Done): boolean {
    return this.#done.includes(done)
  }

  add(done: Done): void {
    this.#done = putInTurn(this.#done, done).slice(-KEPT)
    this.#undone = []
    this.#tell()
  }

  /** Takes back one operation, the last unless said; when the server refuses, the list stays as it was. */
  async undo(takeBack: TakeBack, done = this.last, now = Date.now()): Promise<Done | null> {
    if (!done || !this.#done.includes(done) || now - done.at > UNDOABLE_FOR) return null
    this.#done = this.#done.filter((other) => other !== done)
    this.#tell()
    try {
      const operation_id = await takeBack(done)
      if (operation_id) this.#undone = [...this.#undone, { ...done, operation_id }].slice(-KEPT)
      this.#tell()
      return done
    } catch (error) {
      this.#done = putInTurn(this.#done, done)
      this.#tell()
      throw error
    }
  }

  /** Takes back the last undo. */
  async redo(takeBack: TakeBack): Promise<Done | null> {
    const undone = this.#undone.at(-1)
    if (!undone) return null
    this.#undone = this.#undone.slice(0, -1)
    try {
      const operation_id = await takeBack(undone)
      if (operation_id) this.#done = [...this.#done, { ...undone, operation_id, at: Date.now() }].slice(-KEPT)
      this.#tell()
      return undone
    } catch (error) {
      this.#undone = [...this.#undone, undone]
      throw error
    }
  }

  /** Another tenant, another list. */
  clear(): void {
    this.#done = []
    this.#undone = []
    this.#tell()
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  #tell() {
    for (const listener of this.#listeners) listener()
  }
}

export const undoStore = new UndoStore()
export const useLastDone = (): Done | undefined => useSyncExternalStore(undoStore.subscribe, () => undoStore.last)
