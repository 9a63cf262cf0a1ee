import pg from 'pg'

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
/** What a connection prepares when it opens. */
export const OPENING = [
  { name: 'enter', text: ENTER, values: ['none', 'auto'] },
  { name: 'begin', text: 'begin', values: [] },
]
export type Prelude = { name: string; values: unknown[] }

/**
 * A statement that travels behind prepared preludes (begin, enter) with one Sync: one round trip, and the settings
 * vanish at its end. The preludes are prepared when a connection opens: parsed in this batch, pg would credit their
 * ParseComplete to the statement's name (`performance.md`).
 */
export class PreludedQuery extends Query {
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
