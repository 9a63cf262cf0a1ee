import * as z from 'zod'
import { authEndpoints } from './authEndpoints.ts'
import { LANGUAGES } from './languages.ts'
import { EmailAddress, Id, Timestamp } from './fields.ts'
import { operation, TenantParams, tenantPath } from './operation.ts'
import { ROLES } from './permissions.ts'
import { Preferences } from './preferences.ts'

/** A tenant's id or slug. */
const TenantName = z.string().trim().min(1).max(100)
/** Kept as typed; the upper bound keeps hashing cheap. What makes a new one good is judged by the server (422). */
export const Password = z.string().min(1).max(512)
const RefreshToken = z.string().min(1).max(200)

/** A tenant the user works in, and as what. */
export const Membership = z
  .object({ id: Id, slug: z.string(), name: z.string(), role: z.enum(ROLES) })
  .meta({ id: 'Membership' })
export type Membership = z.output<typeof Membership>

/** What signing in answers. The refresh token also travels in an HttpOnly cookie; a browser needs only that. */
export const Session = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().meta({ description: 'Seconds until access_token ends' }),
    refresh_token: z.string(),
    /** All tenants of the user, by name. */
    tenants: z.array(Membership),
    /** The one tenant that access_token claims. */
    tenant: Membership.extend({ base_currency: z.string(), timezone: z.string() }).meta({ id: 'SessionTenant' }),
    user: z.object({
      id: Id,
      name: z.string(),
      email: z.string(),
      language: z.enum(LANGUAGES),
      preferences: Preferences,
    }),
  })
  .meta({ id: 'Session' })
export type Session = z.output<typeof Session>

export const Credentials = z.strictObject({
  email: z.string().trim().pipe(EmailAddress),
  password: Password,
  /** Without it: the tenant last used, else the first. */
  tenant: TenantName.optional(),
})
export type Credentials = z.output<typeof Credentials>

export const Refresh = z.strictObject({
  /** Without it: the cookie's. */
  refresh_token: RefreshToken.optional(),
  /** Goes on in this tenant. */
  tenant: TenantName.optional(),
})
export type Refresh = z.output<typeof Refresh>

export const Logout = z.strictObject({ refresh_token: RefreshToken.optional() })
export type Logout = z.output<typeof Logout>

/** Who the token stands for. */
export const Identity = z
  .object({
    user_id: Id,
    email: z.string(),
    name: z.string(),
    language: z.enum(LANGUAGES),
    tenant_id: Id,
    tenant_slug: z.string(),
    tenant_name: z.string(),
    role: z.enum(ROLES),
    /** `resource:action:scope`, `*` for every resource. */
    permissions: z.array(z.string()),
    issuer: z.string(),
    subject: z.string(),
    expires_at: Timestamp,
  })
  .meta({ id: 'Identity' })
export type Identity = z.output<typeof Identity>

/** Signing in and out, and who a token stands for. */
export const auth = {
  login: operation({
    ...authEndpoints.login,
    id: 'auth.login',
    summary: 'Sign in with e-mail and password',
    permission: 'public',
    body: Credentials,
    answer: Session,
  }),
  refresh: operation({
    ...authEndpoints.refresh,
    id: 'auth.refresh',
    summary: 'Renew the access token, or go on in another tenant',
    permission: 'public',
    body: Refresh,
    answer: Session,
  }),
  logout: operation({
    ...authEndpoints.logout,
    id: 'auth.logout',
    summary: 'End the session',
    permission: 'public',
    body: Logout,
  }),
  test: operation({
    id: 'auth.test',
    method: 'GET',
    path: '/api/v1/auth/test',
    summary: 'Who the token stands for',
    permission: 'user',
    answer: Identity,
  }),
  tenantTest: operation({
    id: 'auth.tenantTest',
    method: 'GET',
    path: tenantPath('auth/test'),
    summary: 'Who the token stands for in this tenant',
    permission: 'member',
    params: TenantParams,
    answer: Identity,
  }),
}
