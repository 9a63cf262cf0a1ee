import * as z from 'zod'
import { Id } from './fields.ts'
import { operation, TenantParams, tenantPath } from './operation.ts'
import { ROLES } from './permissions.ts'

/** A user of the tenant, as colleagues see them. */
export const Member = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    team_id: Id.nullable(),
    language: z.enum(['en', 'fr', 'ar']),
    active: z.boolean(),
    tenant_id: Id,
  })
  .meta({ id: 'Member' })
export type Member = z.output<typeof Member>

export const Team = z.object({ id: Id, name: z.string(), tenant_id: Id }).meta({ id: 'Team' })
export type Team = z.output<typeof Team>

export const members = {
  list: operation({
    id: 'members.list',
    method: 'GET',
    path: tenantPath('members'),
    summary: 'The members of the tenant, by name',
    permission: 'member',
    params: TenantParams,
    answer: z.object({ items: z.array(Member) }),
  }),
  teams: operation({
    id: 'members.teams',
    method: 'GET',
    path: tenantPath('teams'),
    summary: 'The teams of the tenant, by name',
    permission: 'member',
    params: TenantParams,
    answer: z.object({ items: z.array(Team) }),
  }),
}
