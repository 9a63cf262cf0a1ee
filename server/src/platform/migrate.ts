import type pg from 'pg'
import {
  isLocked,
  landMigrations,
  LOCK_TIMEOUT,
  type Migration,
  readMigrations,
  retried,
  takeBackMigrations,
  withOwner,
} from './migrations.ts'
import type { RoleLogins } from './roles.ts'

/** What a run over all tenants did. A tenant that failed is as it was before, and the next run tries it again. */
export interface Report {
  /** Slugs. */
  migrated: string[]
  failed: { slug: string; error: Error }[]
  /** Not tried, because the first ones failed. */
  untouched: string[]
}

interface Options {
  /** Tenants at a time. */
  parallel?: number
  /** Other files than the product's, for tests. */
  migrations?: readonly Migration[]
}

interface TenantKey {
  id: string
  slug: string
}

/** Brings schema `platform` to the newest version, a transaction per file. Answers what landed. */
export async function migratePlatform(
  logins: RoleLogins,
  migrations: readonly Migration[] = readMigrations('platform'),
): Promise<string[]> {
  const landed: string[] = []
  await withOwner(logins, async (client) => {
    if (migrations.length === (await platformLedger(client)).size) return
    for (const { name, up } of migrations) {
      const ran = await retried(client, async () => {
        await lockPlatform(client)
        if ((await platformLedger(client)).has(name)) return false
        await client.query(up.replaceAll(':app', logins.app.user!))
        await client.query('insert into platform.platform_migrations (name) values ($1)', [name])
        return true
      })
      if (ran) landed.push(name)
    }
  })
  return landed
}

/** Takes back the newest migrations of schema `platform`. Answers which, newest first. */
export async function rollbackPlatform(
  logins: RoleLogins,
  steps = 1,
  migrations: readonly Migration[] = readMigrations('platform'),
): Promise<string[]> {
  const undone: string[] = []
  await withOwner(logins, async (client) => {
    for (const { name, down } of migrations.toReversed()) {
      if (undone.length === steps) return
      const ran = await retried(client, async () => {
        await lockPlatform(client)
        if (!(await platformLedger(client)).has(name)) return false
        // The ledger first: the oldest file drops the ledger itself.
        await client.query('delete from platform.platform_migrations where name = $1', [name])
        await client.query(down.replaceAll(':app', logins.app.user!))
        return true
      })
      if (ran) undone.push(name)
    }
  })
  return undone
}

async function lockPlatform(client: pg.Client) {
  await client.query(`select pg_advisory_xact_lock(hashtext('rihla platform migrations'))`)
  await client.query(`${LOCK_TIMEOUT}; set local search_path = platform, shared`)
}

async function platformLedger(client: pg.Client): Promise<Set<string>> {
  const { rows } = await client.query(`select to_regclass('platform.platform_migrations') is not null as there`)
  if (!rows[0].there) return new Set()
  const landed = await client.query('select name from platform.platform_migrations')
  return new Set(landed.rows.map((row) => row.name as string))
}

/**
 * Brings every tenant to the newest version, each in a transaction of its own and under its own role; several at once,
 * and several processes may do so together. The first go alone: when two fail for another reason than a lock, the
 * migration is at fault and the other tenants stay untouched.
 */
export async function migrateTenants(logins: RoleLogins, options: Options = {}): Promise<Report> {
  const { parallel = 4, migrations = readMigrations('tenant') } = options
  const behind = `select id, slug from platform.tenants t
    where exists (select unnest($1::text[]) except select name from platform.tenant_migrations where tenant_id = t.id)
    order by created_at, id`
  const tenants = await tenantsOf(logins, behind, [migrations.map(({ name }) => name)])
  return overTenants(logins, tenants, parallel, (client, id) => landMigrations(client, id, migrations))
}

/** Brings one tenant to the newest version. Answers what landed. */
export const migrateTenant = (
  logins: RoleLogins,
  id: string,
  migrations: readonly Migration[] = readMigrations('tenant'),
): Promise<string[]> => withOwner(logins, (client) => retried(client, () => landMigrations(client, id, migrations)))

/** Takes back a tenant migration, and those after it, everywhere. By default the newest that landed anywhere. */
export async function rollbackTenants(
  logins: RoleLogins,
  name?: string,
  options: Options = {},
): Promise<Report & { name?: string }> {
  const { parallel = 4, migrations = readMigrations('tenant') } = options
  const newest = 'select max(name) as name from platform.tenant_migrations'
  const first =
    name ?? (await withOwner(logins, async (client) => (await client.query(newest)).rows[0].name as string | null))
  if (!first) return { migrated: [], failed: [], untouched: [] }
  const ahead = `select id, slug from platform.tenants t
    where exists (select from platform.tenant_migrations where tenant_id = t.id and name >= $1)
    order by created_at, id`
  const undone = migrations.filter((migration) => migration.name >= first).toReversed()
  const work = (client: pg.Client, id: string) => takeBackMigrations(client, id, undone)
  return { name: first, ...(await overTenants(logins, await tenantsOf(logins, ahead, [first]), parallel, work)) }
}

const tenantsOf = (logins: RoleLogins, text: string, values: unknown[]): Promise<TenantKey[]> =>
  withOwner(logins, async (client) => (await client.query<TenantKey>(text, values)).rows)

async function overTenants(
  logins: RoleLogins,
  tenants: readonly TenantKey[],
  parallel: number,
  work: (client: pg.Client, id: string) => Promise<unknown>,
): Promise<Report> {
  const report: Report = { migrated: [], failed: [], untouched: [] }
  const waiting = [...tenants]
  async function takeNext(client: pg.Client) {
    const { id, slug } = waiting.shift()!
    try {
      await retried(client, () => work(client, id))
      report.migrated.push(slug)
    } catch (error) {
      report.failed.push({ slug, error: error as Error })
    }
  }
  const faults = () => report.failed.filter(({ error }) => !isLocked(error)).length
  const canaries = async (client: pg.Client) => {
    while (waiting.length && !report.migrated.length && faults() < 2) await takeNext(client)
  }
  const all = async (client: pg.Client) => {
    while (waiting.length) await takeNext(client)
  }

  if (waiting.length) await withOwner(logins, canaries)
  if (report.migrated.length) await Promise.all(waiting.slice(0, parallel).map(() => withOwner(logins, all)))
  report.untouched = waiting.map(({ slug }) => slug)
  return report
}
