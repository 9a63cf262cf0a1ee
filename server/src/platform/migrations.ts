import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { RoleLogins } from './roles.ts'

/** `NNNN_name.sql`, and `NNNN_name.down.sql` that takes it back. */
export interface Migration {
  name: string
  up: string
  down: string
}

const FOLDER = new URL('../../migrations/', import.meta.url)
const ATTEMPTS = 6
const LOCKED = new Set(['55P03', '40P01', '40001'])

/** A migration that waits for a lock makes everybody behind it wait, so it waits shortly and comes again. */
export const LOCK_TIMEOUT = `set local lock_timeout = '2s'`

/** The product's migrations of one kind, in their order. */
export function readMigrations(kind: 'platform' | 'tenant'): Migration[] {
  const folder = new URL(`${kind}/`, FOLDER)
  const read = (file: string) => readFileSync(new URL(file, folder), 'utf8')
  const files = readdirSync(folder).filter((file) => /^\d{4}_\w+\.sql$/.test(file))
  return files.sort().map((file) => {
    const name = file.replace('.sql', '')
    return { name, up: read(file), down: read(`${name}.down.sql`) }
  })
}

/** Schema and role of a tenant: `t_` and its id as 32 hex digits. */
export function schemaOf(id: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new Error('A tenant id is a UUID in lower case.')
  return `t_${id.replaceAll('-', '')}`
}

/** Runs what has not landed in a tenant, inside the open transaction. Answers the names that landed. */
export async function landMigrations(
  client: pg.Client,
  id: string,
  migrations: readonly Migration[],
): Promise<string[]> {
  const landed = await lockLedger(client, id)
  const missing = migrations.filter(({ name }) => !landed.includes(name))
  await runAsTenant(
    client,
    id,
    missing.map(({ name, up }) => ({ name, sql: up })),
  )
  const names = missing.map(({ name }) => name)
  const text = 'insert into platform.tenant_migrations (tenant_id, name) select $1, unnest($2::text[])'
  await client.query(text, [id, names])
  return names
}

/** Takes back those of `migrations` that landed in a tenant, in the order given, inside the open transaction. */
export async function takeBackMigrations(client: pg.Client, id: string, migrations: readonly Migration[]) {
  const landed = await lockLedger(client, id)
  const undone = migrations.filter(({ name }) => landed.includes(name))
  await runAsTenant(
    client,
    id,
    undone.map(({ name, down }) => ({ name: `${name}.down`, sql: down })),
  )
  const names = undone.map(({ name }) => name)
  await client.query('delete from platform.tenant_migrations where tenant_id = $1 and name = any($2)', [id, names])
}

/** One run at a time per tenant, whichever process it is; what landed is read behind that lock. */
async function lockLedger(client: pg.Client, id: string): Promise<string[]> {
  await client.query(`select pg_advisory_xact_lock(hashtext('rihla tenant migrations'), hashtext($1))`, [id])
  const { rows } = await client.query('select name from platform.tenant_migrations where tenant_id = $1', [id])
  return rows.map((row) => row.name as string)
}

/** Under the tenant's own role, so that a migration can make and touch nothing but its tenant. */
async function runAsTenant(client: pg.Client, id: string, files: { name: string; sql: string }[]) {
  const schema = schemaOf(id)
  await client.query(`${LOCK_TIMEOUT}; set local search_path = ${schema}, shared; set local role ${schema}`)
  for (const { name, sql } of files) {
    try {
      await client.query(sql)
    } catch (error) {
      ;(error as Error).message = `${name}: ${(error as Error).message}`
      throw error
    }
  }
  await client.query('set local role none; set local search_path = nowhere')
}

/** A transaction, tried again while somebody holds a lock that it needs. */
export async function retried<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query('begin')
      const result = await work()
      const { command } = await client.query('commit')
      if (command !== 'COMMIT') throw new Error(`The transaction was not committed: ${command}`)
      return result
    } catch (error) {
      await client.query('rollback').catch(() => undefined)
      if (attempt === ATTEMPTS || !isLocked(error)) throw error
    }
    await sleep(Math.random() * 100 * 2 ** attempt)
  }
}

export const isLocked = (error: unknown) => LOCKED.has((error as pg.DatabaseError).code ?? '')

/** The owner's connection, for as long as one job takes. */
export async function withOwner<T>(
  { owner }: Pick<RoleLogins, 'owner'>,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...owner, application_name: 'rihla owner' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}
