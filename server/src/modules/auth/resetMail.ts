import type { Auth } from '#platform/auth/auth.ts'
import { type JobHandler, type Platform, systemContext, transaction } from '#platform/context.ts'
import { advanceJob, findJob, startJob } from '#platform/jobs.ts'
import { mailText } from '#platform/locales/mails.ts'

export const RESET_MAIL = 'auth.reset_mail'

interface Input {
  user_id: string
}

/**
 * Sends a link to who has an account and works somewhere. It goes on after the answer, which is therefore the same, and
 * as quick, for every e-mail.
 */
export function askForReset(platform: Platform, auth: Auth, email: string) {
  if (!platform.sendMail) return
  setImmediate(() => {
    start(platform, auth, email).catch((error: unknown) =>
      platform.log.error({ err: error }, 'a link to set a password was not prepared'),
    )
  })
}

async function start(platform: Platform, auth: Auth, email: string) {
  const user = await auth.users.findByEmail(email)
  const [place] = user ? await auth.sessions.placesOf(user.id) : []
  if (!user || !place) return
  await startJob(systemContext(platform, place.tenant), RESET_MAIL, { user_id: user.id } satisfies Input, 1)
}

/** Each attempt has a link of its own; using one ends them all. */
export const mailReset =
  (auth: Auth): JobHandler =>
  async (ctx, job_id) => {
    const { user_id } = (await findJob(ctx, job_id)).input as Input
    const member = await ctx.platform.findActor(ctx.tenant, user_id)
    if (member && ctx.platform.sendMail) {
      const { name, email } = await auth.account.find(user_id)
      const { link } = await auth.resets.make(user_id, null)
      const { action: label, ...text } = mailText('reset', member.language, { name })
      const to = { name, address: email }
      await ctx.platform.sendMail({ to, ...text, action: { label, link }, locale: member.language })
    }
    await transaction(ctx, (ctx) => advanceJob(ctx, job_id, { state: 'done', done: 1 }))
  }
