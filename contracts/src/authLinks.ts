import * as z from 'zod'
import { Password, Session } from './auth.ts'
import { LANGUAGES } from './languages.ts'
import { EmailAddress, Timestamp } from './fields.ts'
import { PersonName } from './myAccount.ts'
import { operation } from './operation.ts'
import { ROLES } from './permissions.ts'

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

/** Ways in by the link of a mail: an invitation, and a new password. */
export const authLinks = {
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
