import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type pg from 'pg'
import * as z from 'zod'
import type { Tenant } from './context.ts'
import type { Ask } from './tenantIsolation.ts'
import { landMigrations, readMigrations, retried, schemaOf, withOwner } from './migrations.ts'
import type { RoleLogins } from './roles.ts'

/** What makes a tenant. */
export const NewTenant = z.strictObject({
  id: z.uuid().optional(),
  slug: z
    .string()
    .min(2)
    .max(40)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Lower-case letters, digits and single hyphens.')
    .refine((slug) => !z.uuid().safeParse(slug).success, 'A slug does not look like an id.'),
  name: z.string().trim().min(1).max(200),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Two capital letters (ISO 3166-1).')
    .default('MA'),
  base_currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'Three capital letters (ISO 4217).')
    .default('MAD'),
  timezone: z.string().refine(isZone, 'A time zone like Africa/Casablanca.').default('Africa/Casablanca'),
})
export type NewTenant = z.input<typeof NewTenant>

/** That slug, or id, is another tenant's. */
export class TenantTaken extends Error {
  override name = 'TenantTaken'
}

/**
 * A tenant with its role, its schema and every migration, in one transaction: whole or not there at all. Throws
 * `TenantTaken` when the slug is taken, also by somebody who is just making it.
 */
export async function createTenant(
  logins: RoleLogins,
  input: NewTenant,
  migrations = readMigrations('tenant'),
): Promise<Tenant> {
  const { id = randomUUID(), slug, name, country, base_currency, timezone } = NewTenant.parse(input)
  const schema = schemaOf(id)
  return withOwner(logins, (client) =>
    retried(client, async () => {
      await insertTenant(client, [id, slug, name, country, base_currency, timezone])
      await client.query(`create role ${schema} nologin`)
      // Neither member inherits: both must enter the role. The owner does so to migrate.
      await client.query(`grant ${schema} to ${logins.owner.user}, ${logins.app.user}`)
      await client.query(`create schema ${schema} authorization ${schema}`)
      await landMigrations(client, id, migrations)
      return { id, slug, name, schema, base_currency, timezone, status: 'active' }
    }),
  )
}

async function insertTenant(client: pg.Client, values: unknown[]) {
  try {
    await client.query(
      'insert into platform.tenants (id, slug, name, country, base_currency, timezone) values ($1, $2, $3, $4, $5, $6)',
      values,
    )
  } catch (error) {
    if ((error as pg.DatabaseError).code !== '23505') throw error
    throw new TenantTaken(`There is a tenant of that slug or id already.`, { cause: error })
  }
}

/** A suspended tenant keeps its data and is refused when it asks; readers notice within a second. */
export async function setTenantStatus(logins: RoleLogins, id: string, status: Tenant['status']): Promise<boolean> {
  const text = 'update platform.tenants set status = $2 where id = $1'
  return withOwner(logins, async (client) => (await client.query(text, [id, status])).rowCount === 1)
}

const COLUMNS = `id, slug, name, 't_' || replace(id::text, '-', '') as schema, base_currency, timezone, status`

/** All tenants, oldest first. */
export async function listTenants(ask: Ask): Promise<Tenant[]> {
  const { rows } = await ask(`select ${COLUMNS} from platform.tenants order by created_at, id`, [])
  return rows
}

/**
 * Finds a tenant by id or slug, asking the database at most once a second for each. Who is not found is asked for
 * again: a tenant is there as soon as it was made.
 */
export function tenantFinder(ask: Ask): (key: string) => Promise<Tenant | null> {
  const cache = new LRUCache<string, Tenant>({
    max: 20_000,
    ttl: 1000,
    fetchMethod: async (key) => {
      const by = z.uuid().safeParse(key).success ? 'id' : 'slug'
      const { rows } = await ask(`select ${COLUMNS} from platform.tenants where ${by} = $1`, [key.toLowerCase()])
      return rows[0] as Tenant | undefined
    },
  })
  return async (key) => (key.length <= 40 && !key.includes('\0') && (await cache.fetch(key))) || null
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
