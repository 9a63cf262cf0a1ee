import type { Session } from '@rihla/contracts/auth.ts'
import type { InvitationInfo, Join } from '@rihla/contracts/authLinks.ts'
import { acceptInvitation, invitationOf } from '#modules/members/service.ts'
import type { Auth } from '#platform/auth/auth.ts'
import { type Platform, systemContext } from '#platform/context.ts'
import { invalid, notFound, Problem } from '#platform/errors.ts'

/** The open invitation of a token, in its tenant. What is no token looks like one that nobody made. */
async function open(platform: Platform, { links }: Auth, token: string) {
  const read = links.readInvitation(token)
  const tenant = read && (await platform.findTenant(read.tenant_id))
  if (!tenant || tenant.status !== 'active' || platform.unready.has(tenant.slug)) throw notFound('invitation')
  const ctx = systemContext(platform, tenant)
  return { ctx, tenant, invitation: await invitationOf(ctx, read.hash) }
}

export async function findInvitation(platform: Platform, auth: Auth, token: string): Promise<InvitationInfo> {
  const { tenant, invitation } = await open(platform, auth, token)
  const { email, role, invited_by, expires_at } = invitation
  const account_exists = (await auth.users.findByEmail(email)) !== undefined
  return { tenant_name: tenant.name, email, role, invited_by, account_exists, expires_at }
}

interface Client {
  ip: string
  user_agent: string
}

/**
 * Accepts an invitation and signs in. Who has an account proves it, by its token or its password: holding the link shows
 * that one reads the mail, not that one may use the account.
 */
export async function join(
  platform: Platform,
  auth: Auth,
  input: Join,
  client: Client,
  headers: { authorization?: string | undefined },
): Promise<Session> {
  const { ctx, tenant, invitation } = await open(platform, auth, input.token)
  const { email } = invitation
  const user = await userOf(auth, tenant.name, email, input, client, headers)
  // Outside first: a membership without a member opens nothing, a member without one would not find the way in.
  await auth.users.addMembership(user.id, tenant.id)
  await acceptInvitation(ctx, invitation.id, { ...user, language: input.language })
  auth.forgetActors()
  return auth.sessions.mint({ email, tenant: tenant.id, client })
}

async function userOf(
  auth: Auth,
  tenant_name: string,
  email: string,
  { name, password }: Join,
  { ip }: Client,
  headers: { authorization?: string | undefined },
): Promise<{ id: string; name: string }> {
  if (headers.authorization) {
    const { user_id } = await auth.authenticate(headers)
    const me = user_id === null ? undefined : await auth.account.find(user_id)
    if (me?.email !== email) throw new Problem(403, 'invitation.other_email')
    return { id: me.id, name: me.name }
  }
  const known = await auth.users.findByEmail(email)
  if (password === undefined) throw invalid('password', 'required', 422)
  if (known) {
    await auth.account.prove({ ...known, email }, password, ip)
    return known
  }
  if (name === undefined) throw invalid('name', 'required', 422)
  await auth.account.judgePassword(password, [name, email, email.split('@')[0]!, tenant_name])
  return auth.users.register({ email, name, password })
}
