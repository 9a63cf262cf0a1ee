import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startDatabase } from '../../server/src/platform/database.ts'
import { startEmbedded } from '../../server/src/platform/embedded.ts'
import { createTenant } from '../../server/src/platform/tenants.ts'
import { seedContacts } from '../contacts.ts'
import { seedAccounts, seedLeads } from '../seed.ts'
import { startServer } from '../servers.ts'

export interface Product {
  /** On `localhost`, where a browser keeps secure cookies without https. */
  origin: string
  person: { email: string; password: string; tenant: string }
  /** Leads of the tenant. */
  ids: string[]
  stop: () => Promise<void>
}

const ROOT = join(import.meta.dirname, '../..')

/** The product as it runs in production, with one tenant, `count` records of each kind in it, and its administrator. */
export async function startProduct(count: number): Promise<Product> {
  const data_dir = mkdtempSync(join(tmpdir(), 'rihla-bench-'))
  const secret = randomBytes(48).toString('base64url')
  const embedded = await startEmbedded(data_dir)
  const stops: (() => Promise<void>)[] = [
    async () => rmSync(data_dir, { recursive: true, force: true }),
    embedded.close,
  ]
  const stop = async () => {
    for (const one of stops.toReversed()) await one()
  }
  try {
    const databases = await startDatabase({ env: 'production', secret, data_dir })
    stops.push(databases.close)
    const tenant = await createTenant(databases, { slug: 'bench', name: 'Bench Travel' })
    const admin = { ...embedded.admin, database: databases.owner.database! }
    const ids = await seedLeads(admin, tenant.schema, count)
    await seedContacts(admin, tenant.schema, count)
    await seedAccounts(admin, tenant.schema, count)
    const env = { NODE_ENV: 'production', JWT_SECRET_KEY: secret, DATA_DIR: data_dir, LOG_LEVEL: 'warn' }
    const person = { email: 'admin@bench.example', password: randomBytes(12).toString('base64url'), tenant: 'bench' }
    const { email, password } = person
    await promisify(execFile)(
      process.execPath,
      ['server/src/cli.ts', 'users', 'create', '--email', email, `--password=${password}`]
        .concat(['--role', 'admin', '--tenant', 'bench'])
        .concat(['--name', 'Salma Bench']),
      { cwd: ROOT, env: { ...process.env, ...env } },
    )
    const server = await startServer('server/src/main.ts', { ...env, HOST: '127.0.0.1' }, '/ready')
    stops.push(server.stop)
    return { origin: server.origin.replace('127.0.0.1', 'localhost'), person, ids, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
