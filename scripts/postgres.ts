import pg from 'pg'

/** The server at TEST_PG_URL, if it answers, is PostgreSQL 15 or newer and lets us make roles and databases. */
export async function findPostgres(): Promise<{ url?: string; version: number; why: string }> {
  const url = process.env['TEST_PG_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres'
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number; able: boolean }>(
      `SELECT current_setting('server_version_num')::int / 10000 AS version,
              rolsuper OR (rolcreaterole AND rolcreatedb) AS able
       FROM pg_roles WHERE rolname = current_user`,
    )
    const { version, able } = rows[0]!
    if (version < 15) return { version, why: `the PostgreSQL at TEST_PG_URL is ${version}, older than 15` }
    if (!able) return { version, why: 'the role in TEST_PG_URL may not create roles and databases' }
    return { url, version, why: '' }
  } catch (error) {
    return { version: 0, why: `no PostgreSQL answers at TEST_PG_URL (${(error as Error).message})` }
  } finally {
    await client.end().catch(() => {})
  }
}
