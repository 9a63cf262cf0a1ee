import pg from 'pg'
import { Problem, unavailable } from './errors.ts'

/** Ready to send: `name` makes it a prepared statement of the connection. */
export interface Statement {
  text: string
  values: readonly unknown[]
  name?: string
}

/** The tenant to enter: its schema and its role have one name. */
export type Place = { schema: string } | null

/**
 * Whether a prepared statement is planned once or for its values each time. Reads and writes by key are planned once;
 * a list with filters must not be: its best plan depends on what is asked for (`performance.md`, the generic-plan trap).
 */
export type Planning = 'force_generic_plan' | 'force_custom_plan'

interface Wire {
  bind(message: object): void
  execute(message: object): void
}
interface PgQuery {
  prepare(wire: Wire): void
  handleDataRow(message: object): void
  handleCommandComplete(message: object, wire: Wire): void
}
const Query = pg.Query as unknown as new (config: object) => PgQuery & pg.Submittable

// Executed by the login role, which alone may call set_config; inside the tenant nobody can (`architecture.md` 3).
const ENTER = `select set_config('search_path', $1 || ', shared', true), set_config('plan_cache_mode', $2, true),
  set_config('role', $1, true)`
const OPENING = [
  { name: 'enter', text: ENTER, values: ['none', 'auto'] },
  { name: 'begin', text: 'begin', values: [] },
]
type Prelude = { name: string; values: unknown[] }

/**
 * A statement that travels behind prepared preludes (begin, enter) with one Sync: one round trip, and the settings
 * vanish at its end. The preludes are prepared when a connection opens: parsed in this batch, pg would credit their
 * ParseComplete to the statement's name (`performance.md`).
 */
class PreludedQuery extends Query {
  #preludes: Prelude[]
  #left: number

  constructor(config: object, preludes: Prelude[]) {
    super({ ...config, queryMode: 'extended' })
    this.#preludes = preludes
    this.#left = preludes.length
  }
  override prepare(wire: Wire) {
    for (const { name, values } of this.#preludes) {
      wire.bind({ portal: '', statement: name, values })
      wire.execute({ portal: '', rows: 0 })
    }
    super.prepare(wire)
  }
  override handleDataRow(message: object) {
    if (this.#left === 0) super.handleDataRow(message)
  }
  override handleCommandComplete(message: object, wire: Wire) {
    if (this.#left === 0) super.handleCommandComplete(message, wire)
    else this.#left -= 1
  }
}

const numbers = new Set<number>([pg.types.builtins.INT8, pg.types.builtins.NUMERIC])
/** Counts and money fit a double (numeric(14,2) has 14 digits); a calendar day has no zone and stays text. */
export const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (numbers.has(oid)) return Number
    if (oid === pg.types.builtins.DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format as 'text')
  },
} as pg.CustomTypesConfig

interface Limits {
  /** Milliseconds a statement may take on the server. */
  statement_timeout: number
}

/** Where in a transaction a statement stands; without one it is a transaction by itself. */
type Frame = 'begin' | 'inside' | 'end'

/** Milliseconds: to open a connection, between two looks at it, and over the server's own limit until it is given up. */
const PATIENCE = { connect: 2000, tick: 500, over: 1000, end: 1000 }

/** One connection, opened when first used and again after it broke. */
export class Connection {
  /** Statements sent and not answered. */
  waiting = 0
  #config: pg.ClientConfig
  #limits: Limits
  #client: Promise<pg.Client> | undefined
  #open: pg.Client | undefined
  #gathering = false

  /** What is sent in one turn of the event loop, by many requests, leaves in one write. */
  #gather(client: pg.Client) {
    if (this.#gathering) return
    this.#gathering = true
    const { stream } = (
      client as unknown as { connection: { stream: NodeJS.WritableStream & { cork(): void; uncork(): void } } }
    ).connection
    stream.cork()
    setImmediate(() => {
      this.#gathering = false
      stream.uncork()
    })
  }
  /** What the transaction began on: if that breaks, it is over. */
  #began: pg.Client | undefined
  #tenants = new Set<string>()
  #closed = false

  constructor(config: pg.ClientConfig, limits: Limits) {
    this.#config = config
    this.#limits = limits
  }

  /** Sends a statement inside `place`. Never call with SQL that the app did not write. */
  async send(
    statement: Statement,
    place: Place,
    planning: Planning = 'force_custom_plan',
    frame?: Frame,
  ): Promise<pg.QueryResult> {
    this.waiting += 1
    try {
      // A connection that is open is used in this very tick, so statements leave in the order they were sent.
      const client = this.#open ?? (await this.#connect(frame))
      if (frame === 'begin') this.#began = client
      // On another connection, COMMIT of nothing would be answered like that of everything.
      else if (frame && this.#began !== client) throw unavailable()
      if (place) this.#tenants.add(place.schema)
      this.#gather(client)
      return await new Promise<pg.QueryResult>((resolve, reject) => {
        const preludes: Prelude[] = []
        if (frame === 'begin') preludes.push({ name: 'begin', values: [] })
        if (place) preludes.push({ name: 'enter', values: [place.schema, planning] })
        const callback = (error: Error | null, result: pg.QueryResult) =>
          error ? reject(error instanceof pg.DatabaseError ? error : unavailable(error)) : resolve(result)
        client.query(new PreludedQuery({ ...statement, types, callback }, preludes))
      })
    } finally {
      this.waiting -= 1
      if (frame === 'end') this.#began = undefined
      if (this.waiting === 0 && !this.#began) this.#rest()
    }
  }

  async #connect(frame?: Frame): Promise<pg.Client> {
    if (this.#closed) throw unavailable()
    // A transaction goes on where it began, which may just be opening.
    if (frame === 'inside' || frame === 'end') return this.#client ?? Promise.reject(unavailable())
    this.#client ??= this.#start().catch((error: unknown) => {
      this.#client = undefined
      throw error instanceof Problem ? error : unavailable(error)
    })
    return this.#client
  }

  async #start() {
    const client = new pg.Client({
      ...this.#config,
      pipeline: true,
      connectionTimeoutMillis: PATIENCE.connect,
      statement_timeout: this.#limits.statement_timeout,
      lock_timeout: 2000,
      idle_in_transaction_session_timeout: 10_000,
      keepAlive: true,
      application_name: 'rihla',
    } as pg.ClientConfig)
    const forget = () => this.#open === client && this.#forget()
    client.on('error', forget)
    client.on('end', forget)
    this.#watchOver(client)
    try {
      await client.connect()
      for (const statement of OPENING) await client.query({ ...statement, text: statement.text })
      await client.query('rollback')
    } catch (error) {
      wireOf(client).stream.destroy()
      throw error
    }
    // Closed while it opened: nobody would end it any more, and it would keep the process alive.
    if (this.#closed) {
      await endClient(client)
      throw unavailable()
    }
    this.#open = client
    return client
  }

  #forget() {
    this.#open = undefined
    this.#client = undefined
    this.#tenants.clear()
  }

  /**
   * A server that stopped answering must not hang its callers: past its own limit the socket is cut. Looks are counted,
   * not milliseconds: an answer may be waiting in a process that was busy.
   */
  #watchOver(client: pg.Client) {
    const most = (this.#limits.statement_timeout + PATIENCE.over) / PATIENCE.tick
    const wire = wireOf(client)
    let silent = 0
    wire.on('readyForQuery', () => (silent = 0))
    const watch = setInterval(() => {
      silent = this.waiting === 0 ? 0 : silent + 1
      if (silent > most) wire.stream.destroy()
    }, PATIENCE.tick)
    watch.unref()
    client.once('end', () => clearInterval(watch))
  }

  /** A backend keeps ~0.9 MB per tenant it touched: after 100 tenants an idle connection is replaced. */
  #rest() {
    if (this.#tenants.size > 100) void this.drop()
  }

  /** Ends the connection; the next statement opens another. */
  async drop() {
    const client = this.#open
    if (!client) return
    this.#forget()
    await endClient(client)
  }

  async close() {
    this.#closed = true
    await this.#client?.catch(() => undefined)
    await this.drop()
  }
}

/** Says goodbye; to a server that does not answer it goes without. */
export async function endClient(client: pg.Client) {
  const cut = setTimeout(() => wireOf(client).stream.destroy(), PATIENCE.end)
  await client.end().catch(() => undefined)
  clearTimeout(cut)
}

interface Socket extends NodeJS.EventEmitter {
  stream: { destroy(): void }
}
const wireOf = (client: pg.Client) => (client as unknown as { connection: Socket }).connection
