import { LRUCache } from 'lru-cache'
import type { Logger } from 'pino'
import type { Session } from '@rihla/contracts/auth.ts'
import type { Actor, Tenant } from '../context.ts'
import { Problem, unauthenticated } from '../errors.ts'
import { type Actors, MEMORY, tenantMismatch } from './actors.ts'
import type { Client, Identity, SignedIn } from './identity.ts'
import type { Keys } from './keys.ts'
import type { LoginLimits } from './limits.ts'
import { logins } from './metrics.ts'
import type { RefreshTokens } from './refreshTokens.ts'
import type { IdentityDb } from './tables.ts'
import { ACCESS_TOKEN_LIFE, mintAccessToken } from './tokens.ts'

interface Parts {
  db: IdentityDb
  keys: Keys
  identity: Identity
  actors: Actors
  limits: LoginLimits
  refreshTokens: RefreshTokens
  log: Logger
}

/** A tenant in which the user is an active member. */
interface Place {
  tenant: Tenant
  actor: Actor
}

export interface SignIn extends Client {
  email: string
  password: string
  /** Id or slug. */
  tenant?: string
}

interface Minting {
  email: string
  tenant?: string
  life?: number
  client?: Client
}

/** Signing in, going on, leaving. A session belongs to a user; each of its access tokens to one tenant. */
export function createSessions({ db, keys, identity, actors, limits, refreshTokens, log }: Parts) {
  const alive = new LRUCache<string, Promise<boolean>>({ max: 50_000, ttl: MEMORY })

  /** Whether the session still stands, as of less than a second ago. */
  function isLive(session_id: string): Promise<boolean> {
    const known = alive.get(session_id)
    if (known) return known
    const asked = db.read
      .selectFrom('sessions')
      .select('id')
      .where('id', '=', session_id)
      .where('expires_at', '>', new Date())
      .executeTakeFirst()
      .then((row) => row !== undefined)
    alive.set(session_id, asked)
    asked.catch(() => alive.delete(session_id))
    return asked
  }

  async function end(session_id: string) {
    await db.write.deleteFrom('sessions').where('id', '=', session_id).execute()
    alive.delete(session_id)
  }

  /** Ends sessions of a user: the one named, or all but one. True when there was any. */
  async function endOf(user_id: string, which: { id: string } | { except: string | null }): Promise<boolean> {
    const ended = await db.write
      .deleteFrom('sessions')
      .where('user_id', '=', user_id)
      .$if('id' in which, (q) => q.where('id', '=', (which as { id: string }).id))
      .$if('except' in which && which.except !== null, (q) => q.where('id', '!=', (which as { except: string }).except))
      .returning('id')
      .execute()
    for (const { id } of ended) alive.delete(id)
    return ended.length > 0
  }

  /** The active tenants of the user in which the user is active; the one used last comes first. */
  async function placesOf(user_id: string): Promise<Place[]> {
    const rows = await db.read
      .selectFrom('memberships as m')
      .innerJoin('tenants as t', 't.id', 'm.tenant_id')
      .select(['t.id', 't.slug', 't.name', 't.base_currency', 't.timezone'])
      .where('m.user_id', '=', user_id)
      .where('t.status', '=', 'active')
      .orderBy('m.last_used_at', (order) => order.desc().nullsLast())
      .orderBy('t.name')
      .execute()
    const found = await Promise.all(
      rows.map(async (row) => {
        const tenant: Tenant = { ...row, status: 'active', schema: `t_${row.id.replaceAll('-', '')}` }
        return { tenant, actor: await actors.find(tenant, user_id) }
      }),
    )
    return found.filter((place): place is Place => place.actor !== undefined)
  }

  async function answer(
    held: SignedIn,
    places: Place[],
    place: Place,
    refresh_token: string,
    life = ACCESS_TOKEN_LIFE,
  ) {
    const { session_id, user } = held
    const { id, slug, name, base_currency, timezone } = place.tenant
    const { role, language } = place.actor
    const { preferences } = await db.read
      .selectFrom('users')
      .select('preferences')
      .where('id', '=', user.id)
      .executeTakeFirstOrThrow()
    return {
      access_token: await mintAccessToken(keys, { session_id, user_id: user.id, tenant_id: id }, life),
      token_type: 'Bearer',
      expires_in: life,
      refresh_token,
      tenants: places
        .map(({ tenant, actor }) => ({ id: tenant.id, slug: tenant.slug, name: tenant.name, role: actor.role }))
        .toSorted((a, b) => a.name.localeCompare(b.name)),
      tenant: { id, slug, name, role, base_currency, timezone },
      user: { ...user, language, preferences },
    } satisfies Session
  }

  const use = (tenant_id: string, user_id: string) =>
    db.write
      .updateTable('memberships')
      .set({ last_used_at: new Date() })
      .where('tenant_id', '=', tenant_id)
      .where('user_id', '=', user_id)
      .execute()

  /** Wrong password, unknown e-mail, and a user who is active nowhere get one answer. */
  async function refuse({ email, ip }: SignIn): Promise<never> {
    await limits.fail(email, ip)
    throw new Problem(401, 'invalid_credentials', { headers: { 'www-authenticate': 'Bearer' } })
  }

  async function admit(input: SignIn): Promise<Session> {
    await limits.check(input.email, input.ip)
    const signedIn = await identity.signIn(input.email, input.password, input)
    if (!signedIn) return refuse(input)
    try {
      const places = await placesOf(signedIn.user.id)
      if (!places.length) return await refuse(input)
      await limits.succeed(input.email, input.ip)
      await refreshTokens.sweep(signedIn.user.id)
      return await openSession(signedIn, places, input.tenant)
    } catch (error) {
      await end(signedIn.session_id)
      throw error
    }
  }

  /** The first answer of a session. */
  async function openSession(signedIn: SignedIn, places: Place[], asked?: string, life?: number): Promise<Session> {
    const place = asked === undefined ? places[0] : named(places, asked)
    if (!place) throw tenantMismatch()
    const token = await refreshTokens.issue(signedIn.session_id, place.tenant.id)
    await use(place.tenant.id, signedIn.user.id)
    return answer(signedIn, places, place, token, life)
  }

  return {
    isLive,
    end,
    endOf,
    placesOf,

    /** Starts a session with e-mail and password. */
    async signIn(input: SignIn): Promise<Session> {
      try {
        const session = await admit(input)
        logins.inc({ result: 'success' })
        return session
      } catch (error) {
        logins.inc({ result: error instanceof Problem ? error.code : 'error' })
        throw error
      }
    },

    /**
     * Signs in whom the command line names, with an access token of `life` seconds, or who proved themself by a link.
     * Throws as `signIn` does.
     */
    async mint({ email, tenant, life, client }: Minting): Promise<Session> {
      const signedIn = await identity.startSession(email, client)
      if (!signedIn) throw new Problem(401, 'invalid_credentials')
      try {
        return await openSession(signedIn, await placesOf(signedIn.user.id), tenant, life)
      } catch (error) {
        await end(signedIn.session_id)
        throw error
      }
    },

    /** Spends a refresh token for the next pair; with `tenant`, there. A refusal for the tenant spends nothing. */
    async refresh(token: string, asked?: string): Promise<Session> {
      const held = await refreshTokens.find(token)
      if (!held) throw unauthenticated()
      const places = await placesOf(held.user.id)
      const place = asked === undefined ? (named(places, held.tenant_id) ?? places[0]) : named(places, asked)
      if (!places.length) await end(held.session_id)
      if (!place) throw places.length ? tenantMismatch() : unauthenticated()

      const spent = await refreshTokens.spend(token, place.tenant.id)
      if (spent && 'reused' in spent) {
        await end(held.session_id)
        log.warn({ session_id: held.session_id, user_id: held.user.id }, 'refresh token reused: session ended')
      }
      if (!spent || !('successor' in spent)) throw unauthenticated()
      if (place.tenant.id !== held.tenant_id) await use(place.tenant.id, held.user.id)
      return answer(held, places, place, spent.successor)
    },

    /** Ends the session of a refresh token, whatever became of the token. */
    async signOut(token: string) {
      const held = await refreshTokens.find(token)
      if (held) await end(held.session_id)
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>

const named = (places: Place[], name: string) =>
  places.find(({ tenant }) => [tenant.id, tenant.slug].includes(name.toLowerCase()))
