import { members } from '@rihla/contracts/members.ts'
import { notFound } from '#platform/errors.ts'
import type { Module } from '#platform/registry.ts'
import { route } from '#platform/routes.ts'
import { listMembers, listTeams, summaries } from './queries.ts'

export const membersModule: Module = {
  name: 'members',
  routes: [
    route(members.list, async (ctx) => ({ items: await listMembers(ctx) })),
    route(members.teams, async (ctx) => ({ items: await listTeams(ctx) })),
  ],
  records: {
    // Members are changed by administration, not as records: others only embed them.
    member: {
      resource: { name: 'members', record_type: 'member', fields: {} } as never,
      summaries,
      readable: async (_, ids) => new Set(ids),
      known: async (_, ids) => new Set(ids),
      lock: () => Promise.reject(notFound('member')),
      write: () => Promise.reject(notFound('member')),
    },
  },
}
