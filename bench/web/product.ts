import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { seedContacts } from '../contacts.ts'
import { openEnvironment } from '../environment.ts'
import { seedAccounts, seedLeads } from '../seed.ts'

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
  const { admin, tenant, env, startProduct: startServer, close } = await openEnvironment()
  try {
    const ids = await seedLeads(admin, tenant.schema, count)
    await seedContacts(admin, tenant.schema, count)
    await seedAccounts(admin, tenant.schema, count)
    const person = { email: 'admin@bench.example', password: randomBytes(12).toString('base64url'), tenant: 'bench' }
    const { email, password } = person
    await promisify(execFile)(
      process.execPath,
      ['server/src/cli.ts', 'users', 'create', '--email', email, `--password=${password}`]
        .concat(['--role', 'admin', '--tenant', 'bench'])
        .concat(['--name', 'Salma Bench']),
      { cwd: ROOT, env: { ...process.env, ...env } },
    )
    const server = await startServer()
    return { origin: server.origin.replace('127.0.0.1', 'localhost'), person, ids, stop: close }
  } catch (error) {
    await close()
    throw error
  }
}
