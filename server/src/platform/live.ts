import { sql } from 'kysely'
import type { LiveUpdate } from '@rihla/contracts/audit.ts'
import type { Ctx, Tenant } from './context.ts'
import { tellable } from './events.ts'

interface Numbered extends LiveUpdate {
  sequence: number
}

/** Takes one update; the ids of a listener come in order. */
export type Give = (update: Numbered) => void

interface Listener {
  ctx: Ctx
  /** The last sequence this listener was given. */
  seen: number
  give: Give
  /** Ends the stream; the client comes back, to another process if this one is leaving. */
  end: () => void
  /** One reading at a time: updates arrive in order. */
  busy: boolean
  again: boolean
}

/** Read in one go. */
const STEP = 500

/**
 * Who listens to which tenant in this process. A wake-up carries nothing: each listener reads what is new with its own
 * rights, so nobody hears of a record they may not see (`security.md` T27).
 */
export class Live {
  #listeners = new Map<string, Set<Listener>>()
  #closed = false

  /** Feeds updates after `from` (the end of the log without it) until the returned function is called. */
  async listen(ctx: Ctx, from: number | undefined, { give, end }: Pick<Listener, 'give' | 'end'>): Promise<() => void> {
    // An id that was not given yet, of a log that was put back from a backup perhaps, would hear nothing for long.
    const seen = Math.min(from ?? Infinity, await lastSequence(ctx))
    const listener: Listener = { ctx, seen, give, end, busy: false, again: false }
    const tenant = ctx.tenant.id
    const listeners = this.#listeners.get(tenant) ?? new Set()
    this.#listeners.set(tenant, listeners.add(listener))
    await this.#feed(listener)
    // Who was just coming in when the process began to leave goes with the others.
    if (this.#closed) end()
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(tenant)
    }
  }

  /** Something new is numbered in the tenant. */
  wake(tenant: Pick<Tenant, 'id'>) {
    for (const listener of this.#listeners.get(tenant.id) ?? [])
      this.#feed(listener).catch((error: unknown) =>
        listener.ctx.platform.log.warn({ err: error }, 'live updates wait'),
      )
  }

  /** Ends every stream: an open one would hold up the end of the process. */
  close() {
    this.#closed = true
    for (const listeners of this.#listeners.values()) for (const { end } of listeners) end()
  }

  async #feed(listener: Listener) {
    listener.again = true
    if (listener.busy) return
    listener.busy = true
    try {
      while (listener.again) {
        listener.again = false
        if (!this.#listeners.get(listener.ctx.tenant.id)?.has(listener)) return
        const updates = await readAfter(listener.ctx, listener.seen)
        const told = new Set(await tellable(listener.ctx, updates))
        const { records } = listener.ctx.platform
        for (const update of updates)
          if (told.has(update) || records.get(update.record_type)?.announced) listener.give(update)
        listener.seen = updates.at(-1)?.sequence ?? listener.seen
        if (updates.length === STEP) listener.again = true
      }
    } finally {
      listener.busy = false
    }
  }
}

async function lastSequence({ db }: Ctx): Promise<number> {
  const { rows } = await sql<{ last: number }>`select coalesce(max(sequence), 0) as last from events`.execute(db)
  return rows[0]!.last
}

async function readAfter({ db }: Ctx, seen: number): Promise<Numbered[]> {
  const { rows } = await sql<Numbered>`
    select sequence, type, record_type, record_id, record_version as version from events
    where sequence > ${seen} order by sequence limit ${sql.lit(STEP)}`.execute(db)
  return rows
}
