import type { Invitation, Invited, NewInvitations } from '@rihla/contracts/members.ts'
import type { Links } from '#platform/auth/links.ts'
import { type Ctx, type JobHandler, newId, transaction } from '#platform/context.ts'
import { notFound, Problem } from '#platform/errors.ts'
import { record } from '#platform/events.ts'
import { advanceJob, findJob, startJob } from '#platform/jobs.ts'
import { mailText } from '#platform/locales/mails.ts'
import { messageOf } from '#platform/locales/messages.ts'
import {
  changeInvitation,
  countMailed,
  findByToken,
  insertInvitation,
  type InvitationRow,
  listInvitations,
  listUnmailed,
  lockByEmail,
  lockInvitation,
} from './queries/invitations.ts'
import { findByEmail, summaries } from './queries/members.ts'
import { admitMember } from './people.ts'

const DAYS = 7
/** Invitations by mail that a tenant sends in a day: a new tenant is no way to write to strangers. */
const MOST_A_DAY = 200
const MAIL = 'invitations.mail'

interface MailInput {
  invitation_id: string
  turn: number
}

/** Invitations of a tenant, whose links `links` makes. */
export function invitations(links: Links) {
  /** `failed` are the ids of those whose mail was refused. */
  function present(ctx: Ctx, row: InvitationRow, failed: ReadonlySet<string> = new Set()): Invitation {
    const { id, email, role, team_id, created_by, created_at, expires_at, sent_at } = row
    const sending = failed.has(id) ? 'failed' : sent_at ? 'sent' : 'waiting'
    const mail = ctx.platform.sendMail ? sending : 'none'
    const byHand = mail === 'none' || mail === 'failed'
    const link = byHand ? links.invitation(ctx.tenant.id, id, row.turn).link : null
    const who = { id, email, role, team_id, created_by, tenant_id: ctx.tenant.id }
    return { ...who, created_at, expires_at, sent_at, mail, link }
  }

  /** A link and a week, with the event and the mail that follow. */
  async function issue(ctx: Ctx, row: InvitationRow, type: 'created' | 'renewed'): Promise<Invitation> {
    const { hash: token_hash } = links.invitation(ctx.tenant.id, row.id, row.turn)
    if (type === 'created') await insertInvitation(ctx, { ...row, token_hash })
    else await changeInvitation(ctx, row.id, { ...row, token_hash })
    await tell(ctx, row, type)
    if (ctx.platform.sendMail) {
      if ((await countMailed(ctx)) >= MOST_A_DAY) throw new Problem(429, 'too_many_invitations')
      await startJob(ctx, MAIL, { invitation_id: row.id, turn: row.turn } satisfies MailInput, 1)
    }
    return present(ctx, row)
  }

  const renewed = (ctx: Ctx, row: InvitationRow, changes: Partial<InvitationRow> = {}): InvitationRow => ({
    ...row,
    ...changes,
    turn: row.turn + 1,
    version: row.version + 1,
    created_by: ctx.actor.id,
    expires_at: inAWeek(ctx),
    sent_at: null,
  })

  async function inviteOne(ctx: Ctx, email: string, role: InvitationRow['role'], team_id: string | null) {
    const open = await lockByEmail(ctx, email)
    if (open) return issue(ctx, renewed(ctx, open, { role, team_id }), 'renewed')
    const row: InvitationRow = {
      id: newId(),
      email,
      role,
      team_id,
      language: ctx.actor.language,
      turn: 1,
      created_by: ctx.actor.id,
      created_at: ctx.now,
      expires_at: inAWeek(ctx),
      sent_at: null,
      ended_at: null,
      version: 1,
    }
    return issue(ctx, row, 'created')
  }

  return {
    async list(ctx: Ctx) {
      const [rows, failed] = await Promise.all([listInvitations(ctx), listUnmailed(ctx)])
      return { items: rows.map((row) => present(ctx, row, failed)), mail: ctx.platform.sendMail !== undefined }
    },

    /** Invites each address once; who is a member already is named and left alone. */
    async invite(ctx: Ctx, { emails, role, team_id = null }: NewInvitations): Promise<Invited> {
      return transaction(ctx, async (ctx) => {
        const answer: Invited = { items: [], refused: [] }
        for (const email of new Set(emails.map((one) => one.toLowerCase()))) {
          const code = 'already_member'
          if ((await findByEmail(ctx, email))?.active)
            answer.refused.push({ email, code, message: messageOf(code, 409, ctx.locale).detail })
          else answer.items.push(await inviteOne(ctx, email, role, team_id))
        }
        return answer
      })
    },

    /** The old link ends with the new one. */
    resend: (ctx: Ctx, id: string) =>
      transaction(ctx, async (ctx) => issue(ctx, renewed(ctx, await lockInvitation(ctx, id)), 'renewed')),

    async revoke(ctx: Ctx, id: string) {
      await transaction(ctx, async (ctx) => end(ctx, await lockInvitation(ctx, id), 'revoked'))
    },

    /** Sends the link, unless it was renewed, accepted or taken back since. */
    mailInvitation: (async (ctx, job_id) => {
      const { invitation_id, turn } = (await findJob(ctx, job_id)).input as MailInput
      const row = (await listInvitations(ctx)).find(({ id }) => id === invitation_id)
      if (row?.turn === turn && row.expires_at > ctx.now && ctx.platform.sendMail) {
        const { link } = links.invitation(ctx.tenant.id, row.id, turn)
        const params = { tenant: ctx.tenant.name, inviter: ctx.actor.name }
        const { action: label, ...text } = mailText('invitation', row.language, params)
        const to = { name: '', address: row.email }
        const mail = { to, ...text, action: { label, link }, locale: row.language }
        await ctx.platform.sendMail(mail).catch(async (error: unknown) => {
          // It is tried again; meanwhile the administrator sees that it hangs, and has the link.
          await transaction(ctx, (ctx) => advanceJob(ctx, job_id, { error: 'mail.unreachable' }))
          throw error
        })
      }
      await transaction(ctx, async (ctx) => {
        if (row?.turn === turn) await changeInvitation(ctx, row.id, { sent_at: new Date() })
        await advanceJob(ctx, job_id, { state: 'done', done: 1, error: null })
      })
    }) satisfies JobHandler,
  }
}

const inAWeek = ({ now }: Ctx) => new Date(now.getTime() + DAYS * 86_400_000)

async function tell(ctx: Ctx, row: InvitationRow, type: string) {
  const { id, version, role, team_id } = row
  const changes: Record<string, [unknown, unknown]> = {
    role: [null, role],
    ...(team_id && { team_id: [null, team_id] }),
  }
  await record(ctx, { type: `invitation.${type}`, record_type: 'invitation', record: { id, version }, changes })
}

async function end(ctx: Ctx, row: InvitationRow, type: 'accepted' | 'revoked') {
  const ended = { ...row, version: row.version + 1 }
  await changeInvitation(ctx, row.id, { ended_at: ctx.now, version: ended.version })
  await tell(ctx, ended, type)
}

/** What stands behind a token: 404 for none, 410 for what is past. */
export async function invitationOf(ctx: Ctx, hash: string): Promise<InvitationRow & { invited_by: string | null }> {
  const row = await findByToken(ctx, hash)
  if (!row) throw notFound('invitation')
  if (row.ended_at || row.expires_at < ctx.now) throw new Problem(410, 'invitation.ended')
  const inviter = row.created_by ? (await summaries(ctx, [row.created_by])).get(row.created_by) : undefined
  return { ...row, invited_by: inviter?.name ?? null }
}

interface Joiner {
  id: string
  name: string
  language?: 'en' | 'fr' | 'ar' | undefined
}

/** Makes the user what the invitation says, once. They are the one who acts. */
export async function acceptInvitation(system: Ctx, id: string, { language, ...user }: Joiner) {
  await transaction(system, async (ctx) => {
    const row = await lockInvitation(ctx, id).catch(() => {
      throw new Problem(410, 'invitation.ended')
    })
    const own = { language: language ?? row.language, role: row.role, team_id: row.team_id, email: row.email }
    const joining: Ctx = { ...ctx, actor: { ...ctx.actor, ...user, ...own, type: 'member' } }
    await end(joining, row, 'accepted')
    await admitMember(joining, { ...user, ...own })
  })
}
