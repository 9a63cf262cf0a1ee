import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SignJWT } from 'jose'
import type pg from 'pg'
import { startDatabase } from '../server/src/platform/database.ts'
import { startEmbedded } from '../server/src/platform/embedded.ts'
import { createTenant } from '../server/src/platform/tenants.ts'
import { type Server, startServer } from './servers.ts'

/** One tenant on a PostgreSQL of its own. */
export interface Environment {
  /** The superuser, in the database that holds the tenant. */
  admin: pg.ClientConfig
  tenant: { id: string; schema: string }
  /** Process id of PostgreSQL. */
  postgres: number
  /** What the product needs to run on it in production mode. */
  env: Record<string, string>
  /** Starts the product; it stops when the environment closes. */
  startProduct: () => Promise<Server>
  /** Headers of a caller with this role in the tenant. */
  headersOf: (role: 'admin' | 'manager') => Promise<{ authorization: string }>
  /** Has something stop before all that was started earlier. */
  onClose: (stop: () => Promise<void>) => void
  /** Stops everything and removes what it made. */
  close: () => Promise<void>
}

export async function openEnvironment(): Promise<Environment> {
  const data_dir = mkdtempSync(join(tmpdir(), 'rihla-bench-'))
  const secret = randomBytes(48).toString('base64url')
  const embedded = await startEmbedded(data_dir)
  const stops = [async () => rmSync(data_dir, { recursive: true, force: true }), embedded.close]
  const close = async () => {
    for (const stop of stops.toReversed()) await stop()
  }
  try {
    const databases = await startDatabase({ env: 'production', secret, data_dir })
    stops.push(databases.close)
    const tenant = await createTenant(databases, { slug: 'bench', name: 'Bench Travel' })
    const env = {
      NODE_ENV: 'production',
      JWT_SECRET_KEY: secret,
      DATA_DIR: data_dir,
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
    }
    return {
      admin: { ...embedded.admin, database: databases.owner.database! },
      tenant,
      postgres: Number(readFileSync(join(data_dir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
      env,
      async startProduct() {
        const server = await startServer('server/src/main.ts', env, '/ready')
        stops.push(server.stop)
        return server
      },
      async headersOf(role) {
        const token = await new SignJWT({ tenant_id: tenant.id, role, name: 'Bench', email: 'bench@example.com' })
          .setProtectedHeader({ alg: 'HS256' })
          .setSubject('bench')
          .setExpirationTime('2h')
          .sign(new TextEncoder().encode(secret))
        return { authorization: `Bearer ${token}` }
      },
      onClose: (stop) => stops.push(stop),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
