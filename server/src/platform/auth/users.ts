import type { Role } from '@rihla/contracts/permissions.ts'
import type { Platform, Tenant } from '../context.ts'
import { Problem } from '../errors.ts'
import type { Actors } from './actors.ts'
import type { Identity, NewUser } from './identity.ts'
import { putMember } from './memberWrites.ts'
import type { Sessions } from './sessions.ts'
import type { IdentityDb } from './tables.ts'

export interface Membership {
  tenant: Tenant
  role: Role
  team_id?: string | null
  language?: 'en' | 'fr' | 'ar'
}

interface Parts {
  platform: Pick<Platform, 'lanes'> & Partial<Pick<Platform, 'bell'>>
  db: IdentityDb
  identity: Identity
  actors: Actors
  sessions: Sessions
}

/** Users and where they work, for the command line, the demo and the tests. */
export function createUsers({ platform, db, identity, actors, sessions }: Parts) {
  /** Makes the user a member of the tenant, or changes role, team and language of the member that is there. */
  async function addMember(user_id: string, { tenant, role, team_id = null, language = 'en' }: Membership) {
    const { name, email } = await db.read
      .selectFrom('users')
      .select(['name', 'email'])
      .where('id', '=', user_id)
      .executeTakeFirstOrThrow()
    // The member first: a membership without one shows a tenant that cannot be entered.
    await putMember(platform, tenant, user_id, { name, email, role, team_id, language, active: true })
    await addMembership(user_id, tenant.id)
    actors.forget()
  }

  /** Shows the user the way to a tenant; what they are there stands in its members. */
  async function addMembership(user_id: string, tenant_id: string) {
    await db.write
      .insertInto('memberships')
      .values({ tenant_id, user_id, created_at: new Date(), last_used_at: null })
      .onConflict((c) => c.columns(['tenant_id', 'user_id']).doNothing())
      .execute()
  }

  return {
    addMember,
    addMembership,
    findByEmail: (email: string) => identity.findByEmail(email),

    /** Makes a user who must not be there yet. */
    async register(user: NewUser): Promise<{ id: string; name: string }> {
      const { id, created } = await identity.ensureUser(user)
      // Somebody was quicker: whose password it is now is not known here.
      if (!created) throw new Problem(409, 'duplicate')
      return { id, name: user.name }
    },

    /** The user's id. A user who exists keeps name and password and gains the memberships; so it can be repeated. */
    async createUser({ memberships, ...user }: NewUser & { memberships: readonly Membership[] }): Promise<string> {
      const { id } = await identity.ensureUser(user)
      for (const membership of memberships) await addMember(id, membership)
      return id
    },

    /** An inactive member is refused within a second, everywhere; sessions in other tenants go on. */
    async setMemberActive(tenant: Tenant, user_id: string, active: boolean) {
      await putMember(platform, tenant, user_id, { active })
      actors.forget()
    },

    /** Sets a new password and ends every session of the user. */
    async setPassword(user_id: string, password: string) {
      await identity.changePassword(user_id, password)
      await sessions.endOf(user_id, { except: null })
    },
  }
}
