import type pg from 'pg'
import { Connection } from './driver.ts'
import type { Place, Planning, Statement } from './statement.ts'
import { Problem } from './errors.ts'

const MILLISECONDS = { read: 1000, exclusive: 5000, wait: 5000 }
/** Longest queue for exclusive connections before callers are told to come back. */
const MOST_WAITING = 500

/**
 * The two lanes to the database (`architecture.md` 5): pipelined read connections that many requests share, and
 * exclusive ones for transactions and slow questions. A tenant's hash names its connection, because a connection that
 * serves few tenants keeps their plans and catalogues warm.
 */
export class Lanes {
  readonly size: number
  #readers: Connection[]
  #idle: Connection[]
  #all: Connection[]
  #queue: { place: Place; give: (connection: Connection) => void }[] = []

  constructor(config: pg.ClientConfig, size = 10) {
    this.size = size
    this.#readers = Array.from({ length: size }, () => new Connection(config, { statement_timeout: MILLISECONDS.read }))
    this.#all = Array.from(
      { length: size },
      () => new Connection(config, { statement_timeout: MILLISECONDS.exclusive }),
    )
    this.#idle = [...this.#all]
  }

  /** A statement meant to take < 50 ms. One that is slower than it was meant to be is asked again on the other lane. */
  async read(statement: Statement, place: Place, planning?: Planning): Promise<pg.QueryResult> {
    const connection = this.#reader(place)
    try {
      return await connection.send(statement, place, planning)
    } catch (error) {
      const { code } = error as { code?: string }
      // 26000: an earlier statement of this name failed in the same pipeline before it was parsed.
      if (code === '26000') return connection.send(statement, place, planning)
      if (code === '57014') return this.readSlowly(statement, place)
      throw error
    }
  }

  /** A question that may be slow: search, stats, exports. Unnamed, so it is always planned for its values. */
  async readSlowly({ text, values }: Statement, place: Place): Promise<pg.QueryResult> {
    const connection = await this.acquire(place)
    try {
      return await connection.send({ text, values }, place)
    } finally {
      this.release(connection)
    }
  }

  #reader(place: Place): Connection {
    const start = hash(place?.schema ?? '') % this.size
    const preferred = this.#readers[start]!
    if (preferred.waiting <= 8) return preferred
    for (let step = 1; step < this.size; step += 1) {
      const next = this.#readers[(start + step) % this.size]!
      if (next.waiting <= 8) return next
    }
    return this.#readers.reduce((least, next) => (next.waiting < least.waiting ? next : least))
  }

  /** Waits for a connection of one's own. Throws 503 after 5 s. */
  async acquire(place: Place): Promise<Connection> {
    if (this.#idle.length) return this.#take(place)
    if (this.#queue.length >= MOST_WAITING) throw overloaded()
    return new Promise((resolve, reject) => {
      const waiter = { place, give: (connection: Connection) => (clearTimeout(timer), resolve(connection)) }
      const timer = setTimeout(() => {
        this.#queue.splice(this.#queue.indexOf(waiter), 1)
        reject(overloaded())
      }, MILLISECONDS.wait)
      this.#queue.push(waiter)
    })
  }

  #take(place: Place): Connection {
    const preferred = this.#idle.indexOf(this.#all[hash(place?.schema ?? '') % this.size]!)
    return this.#idle.splice(preferred < 0 ? 0 : preferred, 1)[0]!
  }

  release(connection: Connection) {
    const next = this.#queue.shift()
    if (next) next.give(connection)
    else this.#idle.push(connection)
  }

  /** For /metrics. */
  get usage() {
    return {
      in_use: this.size - this.#idle.length,
      waiting: this.#queue.length,
      reads: this.#readers.reduce((sum, reader) => sum + reader.waiting, 0),
    }
  }

  async close() {
    await Promise.all([...this.#readers, ...this.#all].map((connection) => connection.close()))
  }
}

const overloaded = () => new Problem(503, 'overloaded', { headers: { 'retry-after': '2' } })

/** FNV-1a; stable across processes, so every process sends a tenant to the same place in its lanes. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}
