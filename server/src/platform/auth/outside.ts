import { type JWTHeaderParameters, type JWTPayload, jwtVerify } from 'jose'
import { RemoteKeys } from './jwks.ts'
import { ISSUER, type OutsideClaims, type Principal, TOKEN_TYPE } from './principal.ts'

const PUBLIC_KEY_ALGORITHMS = 'RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 EdDSA Ed25519'.split(' ')
/** Audiences that mean this service; a token for somebody else is not for us. */
const AUDIENCES = [ISSUER, 'crm', 'crm-service']
const TYPES = [undefined, 'jwt', TOKEN_TYPE]
/** Seconds by which another host's clock may be ahead. */
const SKEW = 10

export interface Outside {
  /** Verifies a token that was not made here. Throws on anything that is not to be believed. */
  verify(token: string, header: JWTHeaderParameters): Promise<Principal>
}

/**
 * Tokens of an outside auth service: HS256 with the shared secret, or signed by a key of its JWKS. Which key is tried
 * follows from the algorithm, so no public key is ever used as a secret.
 */
export function trustOutside(config: { secret: string; auth: { jwks_url?: string; issuer?: string } }): Outside {
  const secret = new TextEncoder().encode(config.secret)
  const remote = config.auth.jwks_url ? new RemoteKeys(config.auth.jwks_url) : undefined
  const options = { requiredClaims: ['sub', 'exp'], clockTolerance: SKEW }
  return {
    async verify(token, header) {
      if (!TYPES.includes(header.typ?.toLowerCase())) throw new Error('Not an access token')
      if (header.alg === 'HS256') {
        const { payload } = await jwtVerify(token, secret, { ...options, algorithms: ['HS256'] })
        return principalOf(payload, config.auth.issuer, 'shared-secret')
      }
      if (!remote || !PUBLIC_KEY_ALGORITHMS.includes(header.alg)) throw new Error('No key for this algorithm')
      const { payload } = await jwtVerify(token, remote.find, { ...options, algorithms: PUBLIC_KEY_ALGORITHMS })
      return principalOf(payload, config.auth.issuer, config.auth.jwks_url!)
    },
  }
}

function principalOf(payload: JWTPayload, issuer: string | undefined, unnamed: string): Principal {
  const { iss, aud, sub, exp } = payload
  if (!isText(sub) || !(exp! * 1000 > Date.now())) throw new Error('Subject or expiry')
  if (iss !== undefined && !isText(iss)) throw new Error('Issuer is not a text')
  // Nobody else speaks for the users who sign in here; and a configured issuer is the only one.
  if (iss === ISSUER || (issuer !== undefined && iss !== issuer)) throw new Error('Issuer is not trusted')
  if (aud !== undefined && ![aud].flat().some((one) => AUDIENCES.includes(one))) throw new Error('Audience')
  return {
    user_id: null,
    session_id: null,
    tenant: tenantOf(payload),
    issuer: iss ?? unnamed,
    subject: sub,
    expires_at: new Date(exp! * 1000),
    claims: claimsOf(payload),
  }
}

function tenantOf({ tenant_id, organization_id }: JWTPayload): string | null {
  const claim = tenant_id ?? organization_id ?? null
  if (claim !== null && !isText(claim)) throw new Error('Tenant is not a text')
  if (claim && organization_id && organization_id !== claim) throw new Error('Two tenants')
  return claim as string | null
}

function claimsOf({ role, roles, email, name, preferred_username }: JWTPayload): OutsideClaims {
  const said = [role, roles].flat().filter((one) => one !== undefined && one !== null)
  return {
    roles: said.length ? said.filter(isText).map((one) => one.toLowerCase()) : undefined,
    email: isText(email) && email.length <= 254 ? email : null,
    name: [name, preferred_username].find(isText) ?? null,
  }
}

/** A text that PostgreSQL can hold. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 255 && value.isWellFormed() && !value.includes('\0')
