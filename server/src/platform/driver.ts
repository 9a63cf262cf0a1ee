import pg from 'pg'
import { Problem, unavailable } from './errors.ts'
import { OPENING, type Place, type Planning, type Prelude, PreludedQuery, type Statement, types } from './statement.ts'

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
    // Whoever asked for the connection was told why it could not be opened.
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
