import {
  type CompiledQuery,
  type DatabaseConnection,
  DefaultQueryExecutor,
  type Driver,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { DB } from './db.types.ts'
import type { Connection } from './driver.ts'
import type { Place, Planning, Statement } from './statement.ts'
import type { Lanes } from './lanes.ts'

type Send = (statement: Statement) => Promise<{ rows: unknown[]; rowCount: number | null }>

const adapter = new PostgresAdapter()
const compiler = new PostgresQueryCompiler()
const driver: Driver = new DummyDriver()
const dialect = {
  createAdapter: () => adapter,
  createDriver: () => driver,
  createIntrospector: (db: Kysely<any>) => new PostgresIntrospector(db),
  createQueryCompiler: () => compiler,
}

/** Kysely over a function that sends one statement. Transactions are `transaction(ctx, …)`, never Kysely's own. */
function kyselyOver(send: Send): Kysely<DB> {
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const { rows, rowCount } = await send({ text: sql, values: parameters })
      return { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) }
    },
    streamQuery() {
      throw new Error('Rows are not streamed: page with a cursor.')
    },
  }
  const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: (use) => use(connection) })
  return new Kysely<DB>({ config: { dialect }, driver, executor, dialect } as never)
}

/** Reads of a tenant, each in an implicit transaction that entered it. */
export const readDb = (lanes: Lanes, place: Place, planning?: Planning) =>
  kyselyOver((statement) => lanes.read(named(statement), place, planning))

/** Reads that may be slow. */
export const slowDb = (lanes: Lanes, place: Place) => kyselyOver((statement) => lanes.readSlowly(statement, place))

/** A transaction on a connection of one's own. BEGIN and enter travel with its first statement. */
export class Session {
  readonly db: Kysely<DB>
  #connection: Connection
  #state: 'new' | 'open' | 'over' = 'new'

  constructor(connection: Connection, place: Place) {
    this.#connection = connection
    this.db = kyselyOver(async (statement) => {
      // Work that failed in one branch may still go on in another: what it sends now would stand in nobody's transaction.
      if (this.#state === 'over') throw new Error('The transaction is over.')
      const first = this.#state === 'new'
      this.#state = 'open'
      return connection.send(named(statement), first ? place : null, 'force_generic_plan', first ? 'begin' : 'inside')
    })
  }

  /** Throws unless PostgreSQL answers COMMIT: an aborted transaction would answer ROLLBACK. */
  async commit() {
    if (!this.#end()) return
    const commit = { text: 'commit', values: [], name: 'commit' }
    const { command } = await this.#connection.send(commit, null, undefined, 'end')
    if (command !== 'COMMIT') throw new Error(`The transaction was not committed: ${command}`)
  }

  async rollback() {
    if (!this.#end()) return
    const rollback = { text: 'rollback', values: [] }
    await this.#connection.send(rollback, null, undefined, 'end').catch(() => this.#connection.drop())
  }

  /** Lets nothing more in. False when nothing was sent, or it is over already. */
  #end(): boolean {
    const open = this.#state === 'open'
    this.#state = 'over'
    return open
  }
}

const names = new Map<string, string>()
const MOST_NAMES = 200

/** The first 200 distinct texts are prepared; rarer ones are parsed each time and cost no memory on the server. */
function named(statement: Statement): Statement {
  let name = names.get(statement.text)
  if (!name && names.size < MOST_NAMES) names.set(statement.text, (name = `s${names.size}`))
  return name ? { ...statement, name } : statement
}
