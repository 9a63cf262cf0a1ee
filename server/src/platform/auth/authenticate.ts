import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { decodeProtectedHeader } from 'jose'
import { LRUCache } from 'lru-cache'
import { Problem, unauthenticated } from '../errors.ts'
import type { Keys } from './keys.ts'
import { verifications } from './metrics.ts'
import type { Outside } from './outside.ts'
import type { Principal } from './principal.ts'
import { verifyAccessToken } from './tokens.ts'

const BEARER = /^Bearer +([\w.-]{20,8000})$/i
/** Headers that point to a key or carry one. A key comes from the configuration or not at all. */
const FOREIGN_KEY_HEADERS = ['jku', 'jwk', 'x5u', 'x5c']
/** Milliseconds an outside token stays verified: a key taken out of its set must be refused soon. */
const OUTSIDE_LIFE = 25_000

interface Parts {
  keys: Keys
  outside: Outside
  /** Whether the session still stands; knows within a second. */
  isLive: (session_id: string) => Promise<boolean>
}

/** Whom a request stands for. Throws 401 without a token that is valid now. */
export type Authenticate = (headers: Pick<IncomingHttpHeaders, 'authorization'>) => Promise<Principal>

/** Verified tokens are remembered by the hash of the whole token, never longer than they live. */
export function createAuthenticate({ keys, outside, isLive }: Parts): Authenticate {
  const verified = new LRUCache<string, Principal>({ max: 20_000 })

  async function principalOf(token: string): Promise<Principal> {
    const hash = createHash('sha256').update(token).digest('base64')
    const known = verified.get(hash)
    if (known && known.expires_at.getTime() > Date.now()) return known
    const principal = await verify(keys, outside, token)
    const left = principal.expires_at.getTime() - Date.now()
    verified.set(hash, principal, { ttl: Math.max(1, principal.session_id ? left : Math.min(left, OUTSIDE_LIFE)) })
    return principal
  }

  return async ({ authorization }) => {
    const token = BEARER.exec(authorization ?? '')?.[1]
    const principal = token ? await principalOf(token) : undefined
    const { session_id } = principal ?? {}
    const valid = principal !== undefined && (!session_id || (await isLive(session_id)))
    if (authorization) verifications.inc({ result: valid ? 'valid' : 'refused' })
    if (!valid) throw unauthenticated()
    return principal
  }
}

/** Everything wrong with a token has one answer. Only a key source that is away is no fault of the token. */
async function verify(keys: Keys, outside: Outside, token: string): Promise<Principal> {
  try {
    const header = decodeProtectedHeader(token)
    if (FOREIGN_KEY_HEADERS.some((name) => name in header)) throw new Error('Carries its own key')
    if (header.kid !== undefined && typeof header.kid !== 'string') throw new Error('Malformed key id')
    if (header.kid === keys.kid) return await verifyAccessToken(keys, token)
    return await outside.verify(token, header as Parameters<Outside['verify']>[1])
  } catch (error) {
    if (error instanceof Problem) throw error
    verifications.inc({ result: 'refused' })
    throw unauthenticated()
  }
}
