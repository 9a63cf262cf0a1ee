import type { Member, MemberChanges } from '@rihla/contracts/members.ts'
import { boolean, oneOf, reference, text } from '@rihla/contracts/fields.ts'
import { ROLES } from '@rihla/contracts/permissions.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { Problem } from '#platform/errors.ts'
import { diff, record } from '#platform/events.ts'
import {
  changeMember,
  findByEmail,
  findMember,
  insertMember,
  lockMember,
  type MemberRow,
  type MemberValues,
} from './queries/members.ts'

/** What the log keeps of members. E-mails are not in it. */
export const memberResource = {
  name: 'members',
  record_type: 'member',
  fields: {
    name: text(200),
    role: oneOf(ROLES),
    team_id: reference('team'),
    language: oneOf(['en', 'fr', 'ar']),
    active: boolean(),
  },
} as never

/** Changes role, team or activity of a member. */
export async function updateMember(ctx: Ctx, id: string, input: MemberChanges, version?: number): Promise<Member> {
  const { version: _, ...values } = input
  return transaction(ctx, async (ctx) => {
    const { member } = await lockMember(ctx, id)
    if (version !== undefined && version !== member.version)
      throw new Problem(412, 'version_conflict', { body: { current: await findMember(ctx, id) } })
    await writeMember(ctx, member, values)
    return findMember(ctx, id)
  })
}

/** Puts values on a locked member, with version and event. Nothing happens when nothing differs. */
export async function writeMember(ctx: Ctx, before: MemberRow, values: MemberValues) {
  const changes = diff(memberResource, before, values)
  if (Object.keys(changes).length === 0) return
  if (changes.role || changes.active) await keepAnAdmin(ctx, before, values)
  const version = before.version + 1
  await changeMember(ctx, before.id, { ...values, version })
  const type = changes.active
    ? values.active
      ? 'activated'
      : 'deactivated'
    : changes.role
      ? 'role_changed'
      : 'updated'
  await record(ctx, { type: `member.${type}`, record_type: 'member', record: { id: before.id, version }, changes })
}

/** A tenant always has an administrator who is active, and nobody takes that away from themself. */
async function keepAnAdmin(ctx: Ctx, before: MemberRow, values: MemberValues) {
  const wasAdmin = before.role === 'admin' && before.active
  const next = { ...before, ...values }
  if (wasAdmin && !(next.role === 'admin' && next.active)) {
    const { admins } = await lockMember(ctx, before.id)
    if (admins.every((id) => id === before.id)) throw new Problem(409, 'member.last_admin')
  }
  if (before.id === ctx.actor.id && before.active) throw new Problem(422, 'member.oneself')
}

/** The name or language that users gave themselves, in one of their tenants. */
export async function changeProfile(ctx: Ctx, values: Pick<MemberValues, 'name' | 'language'>) {
  await transaction(ctx, async (ctx) => {
    const { member } = await lockMember(ctx, ctx.actor.id!)
    await writeMember(ctx, member, values)
  })
}

type Newcomer = Pick<Member, 'id' | 'name' | 'email' | 'role' | 'team_id' | 'language'>

/** Makes a user a member; who was one before is one again, and who is one stays what they are. */
export async function admitMember(ctx: Ctx, { id, email, ...values }: Newcomer) {
  const known = await findByEmail(ctx, email)
  if (known?.id === id) {
    const { member } = await lockMember(ctx, id)
    return member.active ? undefined : writeMember(ctx, member, { ...values, active: true })
  }
  await insertMember(ctx, { id, email, ...values })
  const changes = diff(memberResource, undefined, { ...values, active: true })
  await record(ctx, { type: 'member.created', record_type: 'member', record: { id, version: 1 }, changes })
}

/** Tells the log that an administrator made a link with which this member sets a new password. */
export async function noteResetLink(ctx: Ctx, id: string) {
  await transaction(ctx, async (ctx) => {
    const { member } = await lockMember(ctx, id)
    if (!member.active) throw new Problem(422, 'member.inactive')
    const version = member.version + 1
    await changeMember(ctx, id, { version })
    await record(ctx, { type: 'member.reset_link_made', record_type: 'member', record: { id, version }, changes: {} })
  })
}
