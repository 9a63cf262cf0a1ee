import { members } from '@rihla/contracts/members.ts'
import type { Auth } from '#platform/auth/auth.ts'
import type { RecordType } from '#platform/recordType.ts'
import { forbidden, notFound, Problem } from '#platform/errors.ts'
import type { Module } from '#platform/registry.ts'
import { route } from '#platform/routes.ts'
import { invitations } from './invitations.ts'
import {
  findMember,
  listMembers,
  listTeams,
  lockMember,
  lockTeam,
  type MemberRow,
  summaries,
} from './queries/members.ts'
import { memberResource, noteResetLink, updateMember, writeMember } from './people.ts'
import { createTeam, renameTeam, teamResource } from './teams.ts'

/** Everybody may know of colleagues and teams; administrators take changes back. */
const record = (type: Pick<RecordType, 'resource' | 'summaries' | 'lock' | 'write'>): RecordType => ({
  readable: async (_, ids) => new Set(ids),
  known: async (_, ids) => new Set(ids),
  ...type,
})

export function membersModule(auth: Pick<Auth, 'forgetActors' | 'links' | 'resets'>): Module {
  const { list, invite, resend, revoke, mailInvitation } = invitations(auth.links)
  return {
    name: 'members',
    routes: [
      route(members.list, async (ctx) => ({ items: await listMembers(ctx) })),
      route(members.teams, async (ctx) => ({ items: await listTeams(ctx) })),
      route(members.update, async (ctx, { params, body, version }) => {
        const member = await updateMember(ctx, params.id, body, version)
        auth.forgetActors()
        return member
      }),
      route(members.resetLink, async (ctx, { params }) => {
        await findMember(ctx, params.id)
        const made = await auth.resets.makeFor(params.id, ctx.tenant.id)
        await noteResetLink(ctx, params.id)
        return made
      }),
      route(members.createTeam, (ctx, { body }) => createTeam(ctx, body.name)),
      route(members.renameTeam, (ctx, { params, body }) => renameTeam(ctx, params.id, body.name)),
      route(members.invitations, list),
      route(members.invite, (ctx, { body }) => invite(ctx, body)),
      route(members.resend, (ctx, { params }) => resend(ctx, params.id)),
      route(members.revokeInvitation, (ctx, { params }) => revoke(ctx, params.id)),
    ],
    jobs: { 'invitations.mail': mailInvitation },
    records: {
      member: record({
        resource: memberResource,
        summaries,
        async lock(ctx, id) {
          if (ctx.actor.role !== 'admin') throw forbidden('members:configure')
          return (await lockMember(ctx, id)).member
        },
        async write(ctx, before, values) {
          // A name is the user's in all their tenants, and who joined stays known: neither is one tenant's to take back.
          if ('archived_at' in values || 'name' in values || 'language' in values)
            throw new Problem(422, 'undo_impossible')
          await writeMember(ctx, before as MemberRow, values)
          auth.forgetActors()
        },
      }),
      team: record({
        resource: teamResource,
        summaries: async () => new Map(),
        async lock(ctx, id) {
          if (ctx.actor.role !== 'admin') throw forbidden('members:configure')
          return lockTeam(ctx, id)
        },
        async write(ctx, before, values) {
          if (typeof values.name !== 'string') throw new Problem(422, 'undo_impossible')
          await renameTeam(ctx, before.id, values.name)
        },
      }),
      // Who was invited is the administrators' to know; a link that went out is not taken back by undoing.
      invitation: {
        ...record({
          resource: { name: 'invitations', record_type: 'invitation', fields: {} } as never,
          summaries: async () => new Map(),
          lock: (ctx) =>
            Promise.reject(ctx.actor.role === 'admin' ? new Problem(422, 'undo_impossible') : notFound('event')),
          write: () => Promise.reject(notFound('event')),
        }),
        readable: async ({ actor }, ids) => new Set(actor.role === 'admin' ? ids : []),
        known: async ({ actor }, ids) => new Set(actor.role === 'admin' ? ids : []),
      },
    },
  }
}
