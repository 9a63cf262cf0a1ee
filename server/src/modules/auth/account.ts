import type { Me, MeChanges } from '@rihla/contracts/myAccount.ts'
import { changeProfile } from '#modules/members/service.ts'
import type { Auth } from '#platform/auth/auth.ts'
import { contextOf, type Ctx } from '#platform/context.ts'
import { Problem } from '#platform/errors.ts'

type Headers = { authorization?: string | undefined }

/** The user of this server behind a token. Who comes with an outside token keeps name and password there. */
export async function ownUser({ authenticate }: Pick<Auth, 'authenticate'>, headers: Headers) {
  const { user_id, session_id } = await authenticate(headers)
  if (user_id === null) throw new Problem(403, 'outside_account')
  return { user_id, session_id }
}

export async function findMe(auth: Auth, { actor }: Ctx, headers: Headers): Promise<Me> {
  const { user_id } = await auth.authenticate(headers)
  const { id, name, email, language } = actor
  if (user_id === null) return { id: id!, name, email, language, preferences: {}, has_password: false }
  return { ...(await auth.account.find(user_id)), language }
}

/** Changes the user, then the member in each tenant; asked again, it mends what a crash left in between. */
export async function changeMe(auth: Auth, ctx: Ctx, headers: Headers, changes: MeChanges): Promise<Me> {
  const { user_id } = await ownUser(auth, headers)
  const { name, language, preferences, pins } = changes
  await auth.account.change(user_id, {
    ...(name !== undefined && { name }),
    ...(preferences && { preferences }),
    ...(pins && { pins }),
  })
  const profile = { ...(name !== undefined && { name }), ...(language !== undefined && { language }) }
  if (Object.keys(profile).length)
    for (const { tenant, actor } of await auth.sessions.placesOf(user_id)) {
      const { platform, request_id, operation_id, now } = ctx
      await changeProfile(contextOf({ platform, tenant, actor, request_id, operation_id, now }), profile)
    }
  auth.forgetActors()
  return { ...(await auth.account.find(user_id)), language: language ?? ctx.actor.language }
}
