import { type RawBuilder, sql } from 'kysely'
import type { Me } from '@rihla/contracts/myAccount.ts'
import { MOST_PINS, type Preferences } from '@rihla/contracts/preferences.ts'
import { invalid, Problem } from '../errors.ts'
import type { Identity } from './identity.ts'
import type { LoginLimits } from './limits.ts'
import { judgePassword } from './passwordRules.ts'
import type { Sessions } from './sessions.ts'
import type { IdentityDb } from './tables.ts'

interface Parts {
  db: IdentityDb
  identity: Identity
  limits: LoginLimits
  sessions: Sessions
}

interface AccountChanges {
  name?: string
  preferences?: Preferences
  pins?: Readonly<Record<string, boolean>>
}

/** Preferences with some views pinned after those that are, and others no more; of too many, the oldest go. */
function withPins(preferences: RawBuilder<string>, pins: Readonly<Record<string, boolean>>): RawBuilder<string> {
  const named = Object.keys(pins)
  const added = named.filter((id) => pins[id])
  return sql`(select given || jsonb_build_object('pinned_views', (
    select coalesce(jsonb_agg(id order by at), '[]')
    from (
      select id, at from jsonb_array_elements_text(coalesce(given -> 'pinned_views', '[]')) with ordinality as had(id, at)
      where id <> all(${named}::text[])
      union all
      select id, ${MOST_PINS} + at from unnest(${added}::text[]) with ordinality as come(id, at)
      order by at desc limit ${MOST_PINS}
    ) as kept))
    from (select ${preferences} as given) as merged)`
}

/** What users see and change of themselves. */
export function createAccount({ db, identity, limits, sessions }: Parts) {
  async function find(user_id: string): Promise<Omit<Me, 'language'>> {
    const { password, ...user } = await db.read
      .selectFrom('users as u')
      .leftJoin('accounts as a', (join) => join.onRef('a.user_id', '=', 'u.id').on('a.provider_id', '=', 'credential'))
      .select(['u.id', 'u.name', 'u.email', 'u.preferences', 'a.password'])
      .where('u.id', '=', user_id)
      .executeTakeFirstOrThrow()
    return { ...user, has_password: password !== null }
  }

  /** What somebody who knows the user would try as a password. */
  async function namesOf(user_id: string): Promise<string[]> {
    const [{ name, email }, places] = await Promise.all([find(user_id), sessions.placesOf(user_id)])
    return [name, email, email.split('@')[0]!, ...places.map(({ tenant }) => tenant.name)]
  }

  /** Throws unless the password is the user's; failures count as those of signing in. */
  async function prove({ id, email }: { id: string; email: string }, password: string, ip: string) {
    await limits.check(email, ip)
    if (await identity.isPassword(id, password)) return limits.succeed(email, ip)
    await limits.fail(email, ip)
    throw new Problem(401, 'invalid_credentials', { headers: { 'www-authenticate': 'Bearer' } })
  }

  return {
    find,
    prove,
    judgePassword,

    /** Changes the name, some preferences (what is absent stays, null puts one back), or which views are pinned. */
    async change(user_id: string, { name, preferences, pins }: AccountChanges) {
      // Merged by the database: two changes at once both stay.
      const merged = sql<string>`jsonb_strip_nulls(preferences || ${JSON.stringify(preferences ?? {})}::jsonb)`
      const set = {
        ...(name !== undefined && { name }),
        ...((preferences || pins) && { preferences: pins ? withPins(merged, pins) : merged }),
      }
      await db.write
        .updateTable('users')
        .set({ ...set, updated_at: new Date() })
        .where('id', '=', user_id)
        .execute()
    },

    /** Sets a new password for whom knows the present one, and ends the user's other sessions. */
    async changePassword(
      { user_id, session_id, ip }: { user_id: string; session_id: string | null; ip: string },
      present: string,
      next: string,
    ) {
      const { email } = await find(user_id)
      await prove({ id: user_id, email }, present, ip).catch((error: unknown) => {
        // Who is signed in stays so: 401 would say that the token is bad.
        throw error instanceof Problem && error.status === 401
          ? invalid('current_password', 'password_wrong', 422)
          : error
      })
      await judgePassword(next, await namesOf(user_id))
      await identity.changePassword(user_id, next)
      await sessions.endOf(user_id, { except: session_id })
    },

    namesOf,
  }
}

export type Account = ReturnType<typeof createAccount>
