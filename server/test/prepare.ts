import { mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'
import { createDatabase } from '#platform/database.ts'
import { startEmbedded } from '#platform/embedded.ts'
import { migratePlatform } from '#platform/migrate.ts'
import { ensureRoles, roleNames } from '#platform/roles.ts'

/** A database of one's own on the test server. */
export interface ScratchDatabase {
  /** A superuser in it. */
  admin: pg.ClientConfig
  /** Drops it with all its roles. */
  remove: () => Promise<void>
}

export const SECRET = 'a secret of the tests, which is longer than thirty-two bytes'
/** Carries the prepared database from the run (`setup.ts`) to the process of every test file. */
export const PREPARED = 'RIHLA_TEST_DATABASE'

const PREFIX = 'rihla_test_'
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/rihla-test/', import.meta.url))

/** The migrated database of a run, on the server of TEST_DATABASE_URL or an embedded one. */
export async function prepareDatabase(): Promise<ScratchDatabase> {
  const server = await testServer()
  await removeForgotten(server.admin)
  const { admin, remove } = await scratchOn(server.admin)
  await migratePlatform(await ensureRoles(admin, SECRET))
  process.env[PREPARED] = JSON.stringify(admin)
  return { admin, remove: () => remove().finally(() => server.close()) }
}

/** `TEST_DATABASE_URL` is a superuser's. The embedded server of the tests need not survive a power cut. */
async function testServer() {
  const url = process.env.TEST_DATABASE_URL
  if (url) return { admin: parseIntoClientConfig(url) as pg.ClientConfig, close: () => Promise.resolve() }
  const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '200' }
  mkdirSync(CACHE, { recursive: true })
  return startEmbedded(CACHE, settings).catch(() => {
    // Without fsync, a crash of the machine can leave nonsense. It is no loss here.
    rmSync(CACHE, { recursive: true, force: true })
    return startEmbedded(CACHE, settings)
  })
}

let scratches = 0

/** An empty database without roles. */
export async function scratchOn(server: pg.ClientConfig): Promise<ScratchDatabase> {
  const name = `${PREFIX}${Date.now().toString(36)}_${process.pid.toString(36)}_${(scratches += 1)}`
  await createDatabase(server, name)
  return { admin: { ...server, database: name }, remove: () => dropDatabase(server, name) }
}

export async function dropDatabase(server: pg.ClientConfig, name: string) {
  const client = new pg.Client({ ...server, database: 'postgres' })
  await client.connect()
  try {
    const { owner, app, jobs } = roleNames(name)
    const { rows } = await client.query(
      `select rolname from pg_roles where rolname = any($1)
        union select roleid::regrole::text from pg_auth_members where member = to_regrole($2)`,
      [[owner, app, jobs], app],
    )
    await client.query(`drop database if exists ${name} with (force)`)
    if (rows.length) await client.query(`drop role ${rows.map((row) => row.rolname as string).join(', ')}`)
  } finally {
    await client.end()
  }
}

/** Runs that were killed leave their databases: an hour later the next run removes them. */
async function removeForgotten(server: pg.ClientConfig) {
  const client = new pg.Client(server)
  await client.connect()
  const ours = client.query<{ datname: string }>(`select datname from pg_database where datname ^@ $1`, [PREFIX])
  const { rows } = await ours.finally(() => client.end())
  for (const { datname } of rows) {
    const begun = parseInt(datname.slice(PREFIX.length), 36)
    if (Date.now() - begun > 3_600_000) await dropDatabase(server, datname).catch(() => undefined)
  }
}
