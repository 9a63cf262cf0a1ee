import { createHash, randomBytes } from 'node:crypto'
import type { Keys } from './keys.ts'
import { reuses } from './metrics.ts'
import type { IdentityDb } from './tables.ts'

/** Days a session may lie unused. */
export const REFRESH_DAYS = 14
/** An answer may get lost: within this time the spent token brings the same successor again. */
const LOST_ANSWER = 10_000

export interface Held {
  session_id: string
  user: { id: string; name: string; email: string }
  /** The tenant this chain last worked in. */
  tenant_id: string
}

type Spent = { successor: string } | { reused: true } | undefined

const hashOf = (token: string) => createHash('sha256').update(token).digest()

/**
 * Opaque tokens of 256 bits, stored as SHA-256, each spent once. A token that comes back later than a lost answer
 * explains was stolen by somebody: then nobody holds the session any more (RFC 9700, 4.14.2).
 */
export function createRefreshTokens({ read, write }: IdentityDb, keys: Keys) {
  const lastDay = (now: Date) => new Date(now.getTime() + REFRESH_DAYS * 86_400_000)

  return {
    /** The first token of a session. */
    async issue(session_id: string, tenant_id: string, now = new Date()): Promise<string> {
      const token = randomBytes(32).toString('base64url')
      const row = { hash: hashOf(token), session_id, tenant_id, issued_at: now, expires_at: lastDay(now) }
      await write
        .insertInto('refresh_tokens')
        .values({ ...row, used_at: null, successor: null })
        .execute()
      return token
    },

    /** Whose token it is, spent or not; undefined when it or its session has ended. */
    async find(token: string, now = new Date()): Promise<Held | undefined> {
      const row = await read
        .selectFrom('refresh_tokens as t')
        .innerJoin('sessions as s', 's.id', 't.session_id')
        .innerJoin('users as u', 'u.id', 's.user_id')
        .select(['t.session_id', 't.tenant_id', 'u.id', 'u.name', 'u.email'])
        .where('t.hash', '=', hashOf(token))
        .where('t.expires_at', '>', now)
        .where('s.expires_at', '>', now)
        .executeTakeFirst()
      if (!row) return undefined
      const { session_id, tenant_id, ...user } = row
      return { session_id, tenant_id, user }
    },

    /** Clears away the user's sessions that nobody can renew any more. */
    async sweep(user_id: string, now = new Date()) {
      await write
        .deleteFrom('sessions as s')
        .where('s.user_id', '=', user_id)
        .where('s.created_at', '<', new Date(now.getTime() - 86_400_000))
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('refresh_tokens as t')
                .select('t.hash')
                .whereRef('t.session_id', '=', 's.id')
                .where('t.expires_at', '>', now),
            ),
          ),
        )
        .execute()
    },

    /** Spends `token`. The update admits one of many at once; the others find it spent. */
    async spend(token: string, tenant_id: string, now = new Date()): Promise<Spent> {
      const successor = keys.successorOf(token)
      const [hash, next] = [hashOf(token), hashOf(successor)]
      const { made } = await write
        .with('spent', (q) =>
          q
            .updateTable('refresh_tokens')
            .set({ used_at: now, successor: next })
            .where('hash', '=', hash)
            .where('used_at', 'is', null)
            .returning('session_id'),
        )
        .with('made', (q) =>
          q
            .insertInto('refresh_tokens')
            .columns(['hash', 'session_id', 'tenant_id', 'issued_at', 'expires_at'])
            .expression((eb) =>
              eb
                .selectFrom('spent')
                .select((eb) => [
                  eb.cast<Buffer>(eb.val(next), 'bytea').as('hash'),
                  'spent.session_id',
                  eb.cast<string>(eb.val(tenant_id), 'uuid').as('tenant_id'),
                  eb.cast<Date>(eb.val(now), 'timestamptz').as('issued_at'),
                  eb.cast<Date>(eb.val(lastDay(now)), 'timestamptz').as('expires_at'),
                ]),
            )
            .returning('hash'),
        )
        .with('expired', (q) =>
          q
            .deleteFrom('refresh_tokens')
            .where('session_id', 'in', (eb) => eb.selectFrom('spent').select('session_id'))
            .where('expires_at', '<', now),
        )
        .selectFrom('made')
        .select((eb) => eb.fn.countAll<number>().as('made'))
        .executeTakeFirstOrThrow()
      if (made) return { successor }

      const row = await write.selectFrom('refresh_tokens').select('used_at').where('hash', '=', hash).executeTakeFirst()
      if (!row?.used_at) return undefined
      if (now.getTime() - row.used_at.getTime() <= LOST_ANSWER) return { successor }
      reuses.inc()
      return { reused: true }
    },
  }
}

export type RefreshTokens = ReturnType<typeof createRefreshTokens>
