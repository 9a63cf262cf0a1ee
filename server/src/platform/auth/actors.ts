import { LRUCache } from 'lru-cache'
import { sql } from 'kysely'
import { ROLES } from '@rihla/contracts/permissions.ts'
import { type Actor, newId, type Tenant } from '../context.ts'
import { slowDb } from '../db.ts'
import { forbidden, Problem } from '../errors.ts'
import type { Platform } from '../context.ts'
import { insertOutsider } from './memberWrites.ts'
import type { Principal } from './principal.ts'

/** Milliseconds an answer is remembered, from the moment the question was asked: changes are felt within a second. */
export const MEMORY = 800

/** Who the principal is in `tenant`. Throws 403, in the same words whether the tenant exists or is just not theirs. */
export type LoadActor = (tenant: Tenant, principal: Principal) => Promise<Actor>

export const tenantMismatch = () => new Problem(403, 'tenant_mismatch')

type Parts = Pick<Platform, 'lanes' | 'log' | 'readDbOf'> & Partial<Pick<Platform, 'bell'>>

/** The members of all tenants, as requests ask for them. */
export function createActors(platform: Parts) {
  const remembered = new LRUCache<string, Promise<Actor | undefined>>({ max: 20_000, ttl: MEMORY })

  /** The active member; `key` is its id or its outside name. */
  function find(tenant: Tenant, key: MemberKey): Promise<Actor | undefined> {
    const name = nameOf(tenant, key)
    const known = remembered.get(name)
    if (known) return known
    const asked = readMember(platform, tenant, key)
    remembered.set(name, asked)
    asked.catch(() => remembered.delete(name))
    return asked
  }

  const load: LoadActor = async (tenant, principal) => {
    if (principal.tenant !== null && !claims(principal.tenant, tenant)) throw tenantMismatch()
    const { user_id, issuer, subject } = principal
    const key = user_id === null ? { issuer, subject } : { id: user_id }
    let actor = await find(tenant, key)
    if (!actor && user_id === null && (await admit(platform, tenant, principal))) {
      remembered.delete(nameOf(tenant, key))
      actor = await find(tenant, key)
    }
    if (!actor) throw tenantMismatch()
    // The tenant's own table is the authority: a token that names another role is not believed, in either direction.
    if (principal.claims?.roles && !principal.claims.roles.includes(actor.role)) throw forbidden()
    return actor
  }

  return {
    load,
    /** The active member of this id, or undefined. */
    find: (tenant: Tenant, user_id: string) => find(tenant, { id: user_id }),
    /** What was changed in this process is felt at once. */
    forget: () => remembered.clear(),
  }
}

export type Actors = ReturnType<typeof createActors>

type MemberKey = { id: string } | { issuer: string; subject: string }

const nameOf = ({ schema }: Tenant, key: MemberKey) => JSON.stringify([schema, ...Object.values(key)])

const claims = (claim: string, tenant: Tenant) => [tenant.id, tenant.slug].includes(claim.toLowerCase())

async function readMember(platform: Parts, tenant: Tenant, key: MemberKey): Promise<Actor | undefined> {
  const db = platform.readDbOf(tenant)
  const member = await db
    .selectFrom('members')
    .select((eb) => [
      ...(['id', 'name', 'email', 'role', 'team_id', 'language'] as const),
      eb
        .selectFrom('members as mate')
        .whereRef('mate.team_id', '=', 'members.team_id')
        .where('mate.active', '=', true)
        .select(sql<string[]>`array_agg(mate.id)`.as('ids'))
        .as('teammates'),
    ])
    .where('active', '=', true)
    .where((eb) => eb.and(key))
    .executeTakeFirst()
  if (!member) return undefined
  return { ...(member as unknown as Omit<Actor, 'type'>), type: 'member', teammates: member.teammates ?? [] }
}

/**
 * Makes a member of an outside subject that is seen for the first time, in the tenant its token claims and with the role
 * it names. True when there is an active member now; who is known and inactive stays out.
 */
async function admit(platform: Parts, tenant: Tenant, principal: Principal): Promise<boolean> {
  const { issuer, subject, claims, tenant: claimed } = principal
  if (claimed === null || !claims || tenant.status !== 'active') return false
  const db = slowDb(platform.lanes, tenant)
  const known = await db
    .selectFrom('members')
    .select('active')
    .where((eb) => eb.and({ issuer, subject }))
    .executeTakeFirst()
  if (known) return known.active
  const role = ROLES.find((role) => claims.roles?.includes(role))
  if (!role) throw forbidden()
  const id = newId()
  const nobody = `${id}@members.invalid`
  const name = claims.name ?? claims.email ?? subject
  const insert = (email: string) => insertOutsider(platform, tenant, { id, name, email, role, issuer, subject })
  // An e-mail that is taken stays with whom it belongs to: who says it in a token is still another person.
  const made = (await insert(claims.email?.toLowerCase() ?? nobody)) || (await insert(nobody))
  if (made) platform.log.info({ tenant_id: tenant.id, member_id: id, role }, 'member admitted by an outside token')
  return true
}
