import * as z from 'zod'
import { door, LANGUAGES } from './door.ts'
import { EmailAddress, Id, Timestamp } from './fields.ts'
import { operation, TenantParams, tenantPath } from './operation.ts'
import { ROLES } from './permissions.ts'
import { Preferences } from './preferences.ts'

/** A tenant's id or slug. */
const TenantName = z.string().trim().min(1).max(100)
/** Kept as typed; the upper bound keeps hashing cheap. What makes a new one good is judged by the server (422). */
const Password = z.string().min(1).max(512)
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

/** The user behind the token, as they know themselves. */
export const Me = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    language: z.enum(LANGUAGES),
    preferences: Preferences,
    /** False for who signs in with an outside service: name and password are kept there. */
    has_password: z.boolean(),
  })
  .meta({ id: 'Me' })
export type Me = z.output<typeof Me>

const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => text.isWellFormed() && !/[\0\r\n]/.test(text), { error: 'bad_text' })

export const MeChanges = z
  .strictObject({
    name: PersonName.optional(),
    language: z.enum(LANGUAGES).optional(),
    /** What is absent stays. */
    preferences: Preferences.optional(),
  })
  .meta({ id: 'MeChanges' })
export type MeChanges = z.output<typeof MeChanges>

/** A place where the user is signed in. */
export const SessionInfo = z
  .object({
    id: Id,
    current: z.boolean(),
    /** `Firefox`, `Chrome`; null when the device did not say. */
    browser: z.string().nullable(),
    os: z.string().nullable(),
    device: z.enum(['desktop', 'phone', 'tablet', 'other']),
    ip: z.string().nullable(),
    created_at: Timestamp,
    /** To about ten minutes. */
    last_used_at: Timestamp,
  })
  .meta({ id: 'SessionInfo' })
export type SessionInfo = z.output<typeof SessionInfo>

export const PasswordChange = z.strictObject({ current_password: Password, password: Password })
export type PasswordChange = z.output<typeof PasswordChange>

/** What the holder of an invitation's token is told. */
export const InvitationInfo = z
  .object({
    tenant_name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    invited_by: z.string().nullable(),
    /** True: sign in with it to join. */
    account_exists: z.boolean(),
    expires_at: Timestamp,
  })
  .meta({ id: 'InvitationInfo' })
export type InvitationInfo = z.output<typeof InvitationInfo>

/** Token of an invitation or of a password reset, as its link carries it. */
const LinkToken = z.string().min(1).max(200)

export const Join = z.strictObject({
  token: LinkToken,
  /** For a new account. */
  name: PersonName.optional(),
  /** Of the account, the new or the present one; not needed with an access token of it. */
  password: Password.optional(),
  language: z.enum(LANGUAGES).optional(),
})
export type Join = z.output<typeof Join>

const SessionParams = z.object({ id: Id })

export const auth = {
  login: operation({
    ...door.login,
    id: 'auth.login',
    summary: 'Sign in with e-mail and password',
    permission: 'public',
    body: Credentials,
    answer: Session,
  }),
  refresh: operation({
    ...door.refresh,
    id: 'auth.refresh',
    summary: 'Renew the access token, or go on in another tenant',
    permission: 'public',
    body: Refresh,
    answer: Session,
  }),
  logout: operation({
    ...door.logout,
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
  me: operation({
    id: 'auth.me',
    method: 'GET',
    path: '/api/v1/auth/me',
    summary: 'Who I am, and how I like things',
    permission: 'user',
    answer: Me,
  }),
  changeMe: operation({
    id: 'auth.changeMe',
    method: 'PATCH',
    path: '/api/v1/auth/me',
    summary: 'Change my name, language or preferences, in all my tenants',
    permission: 'user',
    body: MeChanges,
    answer: Me,
  }),
  changePassword: operation({
    id: 'auth.changePassword',
    method: 'POST',
    path: '/api/v1/auth/password',
    summary: 'Change my password; my other sessions end',
    permission: 'user',
    body: PasswordChange,
    secret: true,
  }),
  sessions: operation({
    id: 'auth.sessions',
    method: 'GET',
    path: '/api/v1/auth/sessions',
    summary: 'Where I am signed in, last used first',
    permission: 'user',
    answer: z.object({ items: z.array(SessionInfo) }),
  }),
  endSession: operation({
    id: 'auth.endSession',
    method: 'DELETE',
    path: '/api/v1/auth/sessions/{id}',
    summary: 'End one of my sessions',
    permission: 'user',
    params: SessionParams,
  }),
  endOthers: operation({
    id: 'auth.endOthers',
    method: 'DELETE',
    path: '/api/v1/auth/sessions',
    summary: 'End all my sessions but this one',
    permission: 'user',
  }),
  forgot: operation({
    id: 'auth.forgot',
    method: 'POST',
    path: '/api/v1/auth/forgot',
    summary: 'Ask for a link to set a new password; the answer is the same for every e-mail',
    permission: 'public',
    body: z.strictObject({ email: z.string().trim().pipe(EmailAddress) }),
    answer: z.object({
      /** False: no mail leaves this server; an administrator makes the link. */
      mail: z.boolean(),
    }),
    status: 202,
  }),
  reset: operation({
    id: 'auth.reset',
    method: 'POST',
    path: '/api/v1/auth/reset',
    summary: 'Set a new password with the token of a link; every session ends, and a new one begins',
    permission: 'public',
    body: z.strictObject({ token: LinkToken, password: Password }),
    answer: Session,
  }),
  invitation: operation({
    id: 'auth.invitation',
    method: 'GET',
    path: '/api/v1/auth/invitations/{token}',
    summary: 'What an invitation invites to',
    permission: 'public',
    params: z.object({ token: LinkToken }),
    answer: InvitationInfo,
  }),
  join: operation({
    id: 'auth.join',
    method: 'POST',
    path: '/api/v1/auth/join',
    summary: 'Accept an invitation: with a new account, or with the one there is',
    permission: 'public',
    body: Join,
    answer: Session,
  }),
}
