import { demand } from './access.ts'
import type { Actor, Ctx } from './context.ts'
import { withCustom } from './custom.ts'
import { forbidden } from './errors.ts'

/** Whether who asks may still do what they could. */
export const sameRights = (then: Actor, now: Actor): boolean =>
  then.role === now.role &&
  then.team_id === now.team_id &&
  then.teammates.length === now.teammates.length &&
  now.teammates.every((id) => then.teammates.includes(id))

/** The context with the rights by now, the same one where they are what they were. 403 for who has none any more. */
export async function judgedAgain(ctx: Ctx): Promise<Ctx> {
  const { platform, tenant, actor, permission } = ctx
  if (actor.id === null) return ctx
  const now = await platform.findActor(tenant, actor.id)
  if (!now) throw forbidden()
  if (sameRights(actor, now)) return ctx
  const renewed = { ...ctx, actor: now, custom: undefined }
  if (permission) demand(renewed, permission)
  return withCustom(renewed)
}
