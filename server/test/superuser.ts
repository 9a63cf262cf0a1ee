import { after } from 'node:test'
import pg from 'pg'

/** What a superuser sees of the tenants, past everything that serves. */
export async function connectAsSuperuser(admin: pg.ClientConfig) {
  const client = new pg.Client(admin)
  // A file that is run by itself drops its database first.
  client.on('error', () => undefined)
  await client.connect()
  after(() => client.end())
  const ask = async <T extends pg.QueryResultRow = any>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await client.query<T>(text, values)).rows

  const tablesOf = async (schema: string) =>
    (await ask(`select tablename from pg_tables where schemaname = $1 order by 1`, [schema])).map(
      (row) => row.tablename as string,
    )

  /** What `each` makes of the rows `r` of every table of the schema. */
  async function ofTables(schema: string, each: string): Promise<string> {
    const tables = (await tablesOf(schema)).map(
      (table) => `select '${table}' as name, ${each} as rows from ${schema}.${table} r`,
    )
    return (await ask(tables.join(' union all '))).map(({ name, rows }) => `${name}\n${rows}`).join('\n')
  }

  return {
    ask,
    tablesOf,
    /** Every row of every table of the schema, as text. */
    rowsOf: (schema: string) => ofTables(schema, `string_agg(r::text, e'\\n')`),
    /** Changes with any change of any row of the schema. */
    checksum: (schema: string) => ofTables(schema, `md5(string_agg(md5(r::text), '' order by md5(r::text)))`),

    /** The id of some record of every table that has ids. */
    async idsOf(schema: string): Promise<Record<string, string>> {
      const withId = await ask(
        `select table_name as name from information_schema.columns
         where table_schema = $1 and column_name = 'id' and data_type = 'uuid'`,
        [schema],
      )
      const ids: Record<string, string> = {}
      for (const { name } of withId) {
        const [row] = await ask(`select id from ${schema}.${name as string} limit 1`)
        if (row) ids[name] = row.id
      }
      return ids
    },

    /** Waits until the dispatcher has numbered everything; with `jobs`, until what it started has ended. */
    async settled(schema: string, jobs?: 'jobs') {
      const waiting = `select (select count(*) from ${schema}.events where published_at is null)
        + (select count(*) from ${schema}.jobs where ${jobs === 'jobs'} and state in ('waiting', 'running')) as n`
      for (let patience = 0; patience < 2000; patience += 1) {
        if (Number((await ask(waiting))[0].n) === 0) return
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      throw new Error('Events or jobs still wait after 10 s.')
    },
  }
}
