import { jwtVerify, SignJWT } from 'jose'
import type { Keys } from './keys.ts'
import { ISSUER, type Principal, TOKEN_TYPE } from './principal.ts'

/** Seconds an access token lives. */
export const ACCESS_TOKEN_LIFE = 600

export interface Grant {
  user_id: string
  session_id: string
  tenant_id: string
}

/** An access token: who, by which session, in which one tenant. Roles are not in it: they are looked up. */
export function mintAccessToken(keys: Keys, grant: Grant, life = ACCESS_TOKEN_LIFE, now = new Date()) {
  const { user_id, session_id, tenant_id } = grant
  const issued = Math.floor(now.getTime() / 1000)
  return new SignJWT({ sid: session_id, tenant_id })
    .setProtectedHeader({ alg: 'EdDSA', kid: keys.kid, typ: TOKEN_TYPE })
    .setIssuer(ISSUER)
    .setAudience(ISSUER)
    .setSubject(user_id)
    .setIssuedAt(issued)
    .setExpirationTime(issued + life)
    .sign(keys.private_key)
}

/** Verifies a token made here. Throws on anything else. */
export async function verifyAccessToken(keys: Keys, token: string): Promise<Principal> {
  const { payload } = await jwtVerify<{ sid: string; tenant_id: string }>(token, keys.public_key, {
    algorithms: ['EdDSA'],
    issuer: ISSUER,
    audience: ISSUER,
    typ: TOKEN_TYPE,
    requiredClaims: ['sub', 'exp', 'iat', 'sid', 'tenant_id'],
  })
  return {
    user_id: payload.sub!,
    session_id: payload.sid,
    tenant: payload.tenant_id,
    issuer: ISSUER,
    subject: payload.sub!,
    expires_at: new Date(payload.exp! * 1000),
  }
}
