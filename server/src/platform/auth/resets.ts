import { createHash } from 'node:crypto'
import { Problem, notFound } from '../errors.ts'
import type { Account } from './account.ts'
import type { Identity } from './identity.ts'
import type { Links } from './links.ts'
import { judgePassword } from './passwordRules.ts'
import type { Sessions } from './sessions.ts'
import type { IdentityDb } from './tables.ts'

/** Milliseconds a link to set a password is good. */
const LIFE = 30 * 60_000

interface Parts {
  db: IdentityDb
  identity: Identity
  links: Links
  sessions: Sessions
  account: Account
}

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/** Links with which a user sets a new password. Each is good once; setting a password ends them all. */
export function createResets({ db, identity, links, sessions, account }: Parts) {
  /**
   * Whether somebody works in this tenant and in no other. Its administrator may let them in again; into another
   * tenant they must not come that way.
   */
  async function isOnlyIn(user_id: string, tenant_id: string): Promise<boolean> {
    const rows = await db.write.selectFrom('memberships').select('tenant_id').where('user_id', '=', user_id).execute()
    return rows.length > 0 && rows.every((row) => row.tenant_id === tenant_id)
  }

  /** @param tenant_id the tenant whose administrator asks; null when the user did. */
  async function make(user_id: string, tenant_id: string | null) {
    const token = links.newResetToken()
    const [created_at, expires_at] = [new Date(), new Date(Date.now() + LIFE)]
    await db.write
      .with('expired', (q) => q.deleteFrom('password_resets').where('expires_at', '<', created_at))
      .insertInto('password_resets')
      .values({ hash: hashOf(token), user_id, tenant_id, created_at, expires_at })
      .execute()
    return { link: links.reset(token), expires_at }
  }

  return {
    make,

    /** For a member of this tenant alone. */
    async makeFor(user_id: string, tenant_id: string) {
      if (!(await isOnlyIn(user_id, tenant_id))) throw new Problem(422, 'member.elsewhere')
      return make(user_id, tenant_id)
    },

    /** Spends a token for a new password and ends every session. Answers whose it was. */
    async use(token: string, password: string): Promise<{ email: string }> {
      const hash = hashOf(token)
      const held = await db.write
        .selectFrom('password_resets')
        .select(['user_id', 'tenant_id'])
        .where('hash', '=', hash)
        .where('expires_at', '>', new Date())
        .executeTakeFirst()
      if (!held) throw notFound('reset')
      const { user_id, tenant_id } = held
      if (tenant_id !== null && !(await isOnlyIn(user_id, tenant_id))) throw notFound('reset')
      await judgePassword(password, await account.namesOf(user_id))
      const spent = await db.write
        .deleteFrom('password_resets')
        .where('hash', '=', hash)
        .returning('hash')
        .executeTakeFirst()
      if (!spent) throw notFound('reset')
      await identity.changePassword(user_id, password)
      await sessions.endOf(user_id, { except: null })
      return account.find(user_id)
    },
  }
}

export type Resets = ReturnType<typeof createResets>
