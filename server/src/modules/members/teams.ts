import type { Team } from '@rihla/contracts/members.ts'
import { text } from '@rihla/contracts/fields.ts'
import { type Ctx, newId, transaction } from '#platform/context.ts'
import { diff, record } from '#platform/events.ts'
import { changeTeam, insertTeam, lockTeam } from './queries/members.ts'

/** What the log keeps of teams. */
export const teamResource = { name: 'teams', record_type: 'team', fields: { name: text(100) } } as never

export async function createTeam(ctx: Ctx, name: string): Promise<Team> {
  return transaction(ctx, async (ctx) => {
    const team = await insertTeam(ctx, newId(), name)
    const changes = diff(teamResource, undefined, team)
    await record(ctx, { type: 'team.created', record_type: 'team', record: team, changes })
    return team
  })
}

export async function renameTeam(ctx: Ctx, id: string, name: string): Promise<Team> {
  return transaction(ctx, async (ctx) => {
    const before = await lockTeam(ctx, id)
    const changes = diff(teamResource, before, { name })
    if (!changes.name) return { id, name, version: before.version, tenant_id: ctx.tenant.id }
    const version = before.version + 1
    await changeTeam(ctx, id, { name, version })
    await record(ctx, { type: 'team.renamed', record_type: 'team', record: { id, version }, changes })
    return { id, name, version, tenant_id: ctx.tenant.id }
  })
}
