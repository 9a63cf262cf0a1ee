import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'
import type { Config } from './config.ts'
import { startEmbedded } from './embedded.ts'
import { migratePlatform, migrateTenants, type Report } from './migrate.ts'
import { withOwner } from './migrations.ts'
import { ensureRoles, type RoleLogins } from './roles.ts'
import { StartError } from './startError.ts'

/** How each role connects, to a server that is up. */
export interface OpenDatabase extends RoleLogins {
  /** Ends the embedded server, unless another process uses it. Close every pool first. */
  close: () => Promise<void>
}

/** The same, migrated. */
export interface Databases extends OpenDatabase {
  /** Of the migrations of this start. */
  report: Report
}

type Settings = Pick<Config, 'env' | 'secret' | 'data_dir' | 'database_url' | 'database_admin_url'>

/** Milliseconds to wait for a server that is just starting. */
const PATIENCE = 30_000
const NOT_YET = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', '57P03'])

/** The embedded PostgreSQL or the given one, up and with its roles. */
export async function openDatabase(config: Settings): Promise<OpenDatabase> {
  const server = config.database_url ? await givenServer(config) : await embeddedServer(config.data_dir)
  const { place, admin, close } = server
  try {
    const logins = await ensureRoles(admin, config.secret, place)
    await checkServer(logins, config.env === 'production')
    return { ...logins, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The same, with everything migrated. A tenant that could not be is in the report; the others are served. */
export async function startDatabase(config: Settings): Promise<Databases> {
  const database = await openDatabase(config)
  try {
    await migratePlatform(database)
    return { ...database, report: await migrateTenants(database) }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function embeddedServer(data_dir: string) {
  const server = await startEmbedded(data_dir)
  await createDatabase(server.admin, 'rihla')
  const admin = { ...server.admin, database: 'rihla' }
  return { admin, place: admin, close: () => server.close() }
}

/** Makes a database unless it is there. */
export async function createDatabase(admin: pg.ClientConfig, name: string) {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    // Two first starts at once: the slower one finds it made.
    if (!rowCount) await client.query(`create database ${pg.escapeIdentifier(name)}`).catch(unless('42P04', '23505'))
  } finally {
    await client.end()
  }
}

const unless =
  (...codes: string[]) =>
  (error: unknown) => {
    if (!codes.includes((error as pg.DatabaseError).code ?? '')) throw error
  }

/** The admin may come another way (another host, no pooler between), but into the same database. */
async function givenServer({ database_url, database_admin_url }: Settings) {
  const place = parseIntoClientConfig(database_url!) as pg.ClientConfig
  place.database ??= place.user ?? 'rihla'
  const given = database_admin_url ? (parseIntoClientConfig(database_admin_url) as pg.ClientConfig) : place
  const admin: pg.ClientConfig = { ...given, database: place.database }
  await reach(admin)
  return { admin, place, close: () => Promise.resolve() }
}

/**
 * Waits for a server that starts at the same time as we do, as with compose, and makes the database if that is all
 * that is missing. Any other refusal is for `ensureRoles` to judge: the roles may be there already.
 */
async function reach(config: pg.ClientConfig) {
  for (const startedAt = Date.now(); ; await sleep(500)) {
    const client = new pg.Client(config)
    client.on('error', () => undefined)
    try {
      return await client.connect()
    } catch (error) {
      const { code = '', message } = error as pg.DatabaseError
      if (code === '3D000') return await createDatabase({ ...config, database: 'postgres' }, config.database!)
      if (!NOT_YET.has(code)) return
      if (Date.now() - startedAt > PATIENCE) {
        const address = `${config.host ?? 'localhost'}:${config.port ?? 5432}`
        throw new StartError(`There is no PostgreSQL at ${address}: ${message || code}`, { cause: error })
      }
    } finally {
      await client.end().catch(() => undefined)
    }
  }
}

/** Refuses a server that is too old, mangles text, or (in production) may lose what it acknowledged. */
async function checkServer(logins: RoleLogins, production: boolean) {
  const settings = ['server_version_num', 'server_encoding', 'fsync', 'full_page_writes', 'synchronous_commit']
  const { rows } = await withOwner(logins, (client) =>
    client.query(`select name, current_setting(name) as value from unnest($1::text[]) as name`, [settings]),
  )
  const setting = Object.fromEntries(rows.map((row) => [row.name, row.value])) as Record<string, string>
  if (Number(setting.server_version_num) < 150_000)
    throw new StartError('DATABASE_URL must be a PostgreSQL 15 or newer.')
  if (setting.server_encoding !== 'UTF8')
    throw new StartError('The database of DATABASE_URL must have the encoding UTF8.')
  const weak = settings.slice(2).filter((name) => setting[name] === 'off')
  if (production && weak.length)
    throw new StartError(`PostgreSQL may lose acknowledged writes: ${weak.join(', ')} must not be off.`)
}
