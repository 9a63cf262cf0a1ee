import pg from 'pg'
import type { Config } from '#platform/config.ts'
import type { Tenant } from '#platform/context.ts'
import { type Databases, startDatabase } from '#platform/database.ts'
import { createTenant, listTenants, setTenantStatus } from '#platform/tenants.ts'
import { type Command, needed, UsageError } from './command.ts'

export const createTenantCommand: Command = {
  summary: 'Makes a tenant: its schema, its role, its tables.',
  usage: '--slug atlas --name "Atlas Voyages" [--country MA] [--currency MAD] [--timezone Africa/Casablanca]',
  options: {
    slug: { type: 'string' },
    name: { type: 'string' },
    country: { type: 'string' },
    currency: { type: 'string' },
    timezone: { type: 'string' },
  },
  run: (config, options) =>
    withDatabase(config, async (databases) => {
      const { country, currency: base_currency, timezone } = options
      const named = { slug: needed(options, 'slug'), name: needed(options, 'name') }
      return line(await createTenant(databases, { ...named, country, base_currency, timezone }))
    }),
}

export const listTenantsCommand: Command = {
  summary: 'Lists the tenants.',
  usage: '',
  options: {},
  run: (config) =>
    withDatabase(config, async (databases) => {
      const tenants = await allTenants(databases)
      return tenants.map(line).join('\n') || 'There is no tenant yet.'
    }),
}

export const setStatusCommand = (status: Tenant['status']): Command => ({
  summary: status === 'active' ? 'Opens a suspended tenant again.' : 'Closes a tenant to its people. Its data stays.',
  usage: '<slug or id>',
  options: {},
  run: (config, _, [key]) =>
    withDatabase(config, async (databases) => {
      const tenant = await tenantOf(databases, key)
      await setTenantStatus(databases, tenant.id, status)
      return line({ ...tenant, status })
    }),
})

/** The tenant of this slug or id. */
export async function tenantOf(databases: Databases, key: string | undefined): Promise<Tenant> {
  const tenant = (await allTenants(databases)).find(({ id, slug }) => key === id || key === slug)
  if (!tenant) throw new UsageError(key ? `There is no tenant ${key}.` : 'Which tenant?')
  return tenant
}

/** A database that is up and migrated, for as long as a command takes. */
export async function withDatabase<T>(config: Config, work: (databases: Databases) => Promise<T>): Promise<T> {
  const databases = await startDatabase(config)
  try {
    return await work(databases)
  } finally {
    await databases.close()
  }
}

async function allTenants({ app }: Databases): Promise<Tenant[]> {
  const client = new pg.Client(app)
  await client.connect()
  return listTenants((text, values) => client.query(text, values)).finally(() => client.end())
}

const line = ({ id, slug, name, base_currency, timezone, status }: Tenant) =>
  [slug.padEnd(16), id, status.padEnd(9), base_currency, timezone, name].join('  ')
