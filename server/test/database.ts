import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type pg from 'pg'
import type { Config } from '#platform/config.ts'
import type { Tenant } from '#platform/context.ts'
import type { Databases } from '#platform/database.ts'
import { migratePlatform } from '#platform/migrate.ts'
import { ensureRoles, roleLogins, type RoleLogins } from '#platform/roles.ts'
import { createTenant, type NewTenant } from '#platform/tenants.ts'
import { PREPARED, prepareDatabase, type ScratchDatabase, scratchOn, SECRET } from './prepare.ts'

export interface TestDatabase {
  databases: Databases
  /** A superuser in the database, for looking behind the scenes. */
  admin: pg.ClientConfig
  config: Config
  /** A tenant nobody else uses. */
  newTenant: (tenant?: Partial<NewTenant>) => Promise<Tenant>
}

export const testConfig = (changes: Partial<Config> = {}): Config => ({
  env: 'test',
  port: 0,
  host: '127.0.0.1',
  log_level: 'silent',
  secret: SECRET,
  old_secrets: [],
  data_dir: join(tmpdir(), `rihla-test-${process.pid}`),
  files: { most: 1_048_576 },
  imports: { most: 1_073_741_824 },
  auth: {},
  cors_origins: [],
  trust_proxy: false,
  ...changes,
})

let own: Promise<ScratchDatabase> | undefined
const scratches: ScratchDatabase[] = []
// At the end of the file, not of a test: by then every test has closed its connections.
after(async () => {
  for (const { remove } of scratches) await remove()
  await (await own)?.remove()
})

/**
 * The migrated database of this test run: prepared once by `setup.ts`, or for this file alone when it is run by
 * itself. It is real and shared, so a file works in tenants of its own. The queue of jobs is shared too: a file whose
 * configuration its jobs need works `alone`, in another database.
 */
export async function testDatabase({ alone = false } = {}): Promise<TestDatabase> {
  const given = process.env[PREPARED]
  const shared = given && !own ? (JSON.parse(given) as pg.ClientConfig) : (await (own ??= prepareDatabase())).admin
  const admin = alone ? await preparedOn(shared) : shared
  const logins = roleLogins(admin, SECRET)
  const report = { migrated: [], failed: [], untouched: [] }
  return {
    admin,
    databases: { ...logins, report, close: () => Promise.resolve() },
    config: testConfig(),
    newTenant: (tenant) => createTenant(logins, { slug: newSlug(), name: 'Test Travel', ...tenant }),
  }
}

async function preparedOn(server: pg.ClientConfig): Promise<pg.ClientConfig> {
  const { admin } = await scratchFor(server)
  await migratePlatform(await ensureRoles(admin, SECRET))
  return admin
}

/** An empty database that goes with the file. */
async function scratchFor(server: pg.ClientConfig): Promise<ScratchDatabase> {
  const scratch = await scratchOn(server)
  scratches.push(scratch)
  return scratch
}

let slugs = 0
const newSlug = () => `test-${process.pid.toString(36)}-${Date.now().toString(36)}-${(slugs += 1)}`

/** Another database on the same server, empty and without roles, for one test of roles or migrations themselves. */
export async function scratchDatabase(): Promise<ScratchDatabase & { logins: RoleLogins }> {
  const { admin } = await testDatabase()
  const scratch = await scratchFor(admin)
  return { ...scratch, logins: roleLogins(scratch.admin, SECRET) }
}
