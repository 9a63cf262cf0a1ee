import * as z from 'zod'
import { EmailAddress, Id, Timestamp } from './fields.ts'
import { operation, RecordParams, TenantParams, tenantPath } from './operation.ts'
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
    version: z.int(),
    tenant_id: Id,
  })
  .meta({ id: 'Member' })
export type Member = z.output<typeof Member>

export const MemberChanges = z
  .strictObject({
    role: z.enum(ROLES).optional(),
    team_id: Id.nullable().optional(),
    /** False ends their access to this tenant within a second; what is theirs stays theirs. */
    active: z.boolean().optional(),
    version: z.int().min(1).optional(),
  })
  .meta({ id: 'MemberChanges' })
export type MemberChanges = z.output<typeof MemberChanges>

export const Team = z.object({ id: Id, name: z.string(), version: z.int(), tenant_id: Id }).meta({ id: 'Team' })
export type Team = z.output<typeof Team>

export const TeamInput = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), { error: 'bad_text' }),
})
export type TeamInput = z.output<typeof TeamInput>

/** Somebody who may join. Their link is good once, for a week. */
export const Invitation = z
  .object({
    id: Id,
    email: z.string(),
    role: z.enum(ROLES),
    team_id: Id.nullable(),
    /** Id of the member who invited. */
    created_by: Id.nullable(),
    created_at: Timestamp,
    expires_at: Timestamp,
    /** `none`: no mail leaves this server. `failed`: its mail server refuses, or is away and asked again. */
    mail: z.enum(['none', 'waiting', 'sent', 'failed']),
    sent_at: Timestamp.nullable(),
    /** To hand over oneself, where no mail brings it; else null. */
    link: z.string().nullable(),
    tenant_id: Id,
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.output<typeof Invitation>

export const NewInvitations = z
  .strictObject({
    emails: z
      .array(z.string().trim().pipe(EmailAddress).meta({ example: 'amina@example.com' }))
      .min(1)
      .max(50),
    role: z.enum(ROLES),
    team_id: Id.nullable().optional(),
  })
  .meta({ id: 'NewInvitations' })
export type NewInvitations = z.output<typeof NewInvitations>

/** Who was invited, and why somebody was not. */
export const Invited = z
  .object({
    items: z.array(Invitation),
    refused: z.array(z.object({ email: z.string(), code: z.string(), message: z.string() })),
  })
  .meta({ id: 'Invited' })
export type Invited = z.output<typeof Invited>

const admin = 'members:configure'

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
  update: operation({
    id: 'members.update',
    method: 'PATCH',
    path: tenantPath('members/{id}'),
    summary: 'Change role or team of a member, or whether they are active',
    permission: admin,
    params: RecordParams,
    body: MemberChanges,
    answer: Member,
  }),
  resetLink: operation({
    id: 'members.resetLink',
    method: 'POST',
    path: tenantPath('members/{id}/reset-link'),
    summary: 'Make a link with which a member of this tenant alone sets a new password; good once, for 30 minutes',
    permission: admin,
    params: RecordParams,
    body: z.strictObject({}),
    answer: z.object({ link: z.string(), expires_at: Timestamp }),
    status: 201,
    secret: true,
  }),
  createTeam: operation({
    id: 'members.createTeam',
    method: 'POST',
    path: tenantPath('teams'),
    summary: 'Create a team',
    permission: admin,
    params: TenantParams,
    body: TeamInput,
    answer: Team,
    status: 201,
  }),
  renameTeam: operation({
    id: 'members.renameTeam',
    method: 'PATCH',
    path: tenantPath('teams/{id}'),
    summary: 'Rename a team',
    permission: admin,
    params: RecordParams,
    body: TeamInput,
    answer: Team,
  }),
  invitations: operation({
    id: 'members.invitations',
    method: 'GET',
    path: tenantPath('invitations'),
    summary: 'Who is invited and has not joined, newest first',
    permission: admin,
    params: TenantParams,
    answer: z.object({
      items: z.array(Invitation),
      /** Whether invitations leave by mail. */
      mail: z.boolean(),
    }),
  }),
  invite: operation({
    id: 'members.invite',
    method: 'POST',
    path: tenantPath('invitations'),
    summary: 'Invite people to this tenant; who was invited before gets a new link',
    permission: admin,
    params: TenantParams,
    body: NewInvitations,
    answer: Invited,
    status: 201,
    secret: true,
  }),
  resend: operation({
    id: 'members.resend',
    method: 'POST',
    path: tenantPath('invitations/{id}/resend'),
    summary: 'Send an invitation again, with a new link and a new week',
    permission: admin,
    params: RecordParams,
    body: z.strictObject({}),
    answer: Invitation,
    secret: true,
  }),
  revokeInvitation: operation({
    id: 'members.revokeInvitation',
    method: 'DELETE',
    path: tenantPath('invitations/{id}'),
    summary: 'Take an invitation back',
    permission: admin,
    params: RecordParams,
  }),
}
