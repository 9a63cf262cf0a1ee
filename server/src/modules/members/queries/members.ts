import { sql } from 'kysely'
import type { Member, Team } from '@rihla/contracts/members.ts'
import type { Ctx, Row } from '#platform/context.ts'
import type { Summary } from '#platform/recordType.ts'
import { notFound } from '#platform/errors.ts'

const COLUMNS = ['id', 'name', 'email', 'role', 'team_id', 'language', 'active', 'version'] as const

/** A member as stored. */
export type MemberRow = Row & Omit<Member, 'tenant_id'>
export type MemberValues = Partial<Pick<Member, 'name' | 'role' | 'team_id' | 'language' | 'active'>>

export async function listMembers({ db, tenant }: Ctx): Promise<Member[]> {
  const rows = await db.selectFrom('members').select(COLUMNS).orderBy('name').orderBy('id').execute()
  return rows.map((row) => ({ ...row, tenant_id: tenant.id }))
}

export async function findMember({ db, tenant }: Ctx, id: string): Promise<Member> {
  const row = await db.selectFrom('members').select(COLUMNS).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('member')
  return { ...row, tenant_id: tenant.id }
}

export async function findByEmail({ db }: Ctx, email: string): Promise<{ id: string; active: boolean } | undefined> {
  return db.selectFrom('members').select(['id', 'active']).where('email', '=', email).executeTakeFirst()
}

/** Finds, and holds the row together with those of all active administrators, always in one order. */
export async function lockMember({ db }: Ctx, id: string): Promise<{ member: MemberRow; admins: string[] }> {
  const rows = await db
    .selectFrom('members')
    .select([...COLUMNS, 'created_at'])
    .where((eb) => eb.or([eb('id', '=', id), eb.and({ role: 'admin', active: true })]))
    .orderBy('id')
    .forUpdate()
    .execute()
  const member = rows.find((row) => row.id === id)
  if (!member) throw notFound('member')
  const admins = rows.filter(({ role, active }) => role === 'admin' && active).map((row) => row.id)
  return { member: { ...member, archived_at: null, updated_at: member.created_at }, admins }
}

export async function changeMember({ db }: Ctx, id: string, values: MemberValues & { version: number }) {
  await db.updateTable('members').set(values).where('id', '=', id).execute()
}

type NewMember = Required<Pick<Member, 'id' | 'name' | 'email' | 'role' | 'team_id' | 'language'>>

export async function insertMember({ db, now }: Ctx, member: NewMember) {
  await db
    .insertInto('members')
    .values({ ...member, active: true, created_at: now })
    .execute()
}

export async function listTeams({ db, tenant }: Ctx): Promise<Team[]> {
  const rows = await db.selectFrom('teams').select(['id', 'name', 'version']).orderBy('name').execute()
  return rows.map((row) => ({ ...row, tenant_id: tenant.id }))
}

export async function insertTeam({ db, now, tenant }: Ctx, id: string, name: string): Promise<Team> {
  await db.insertInto('teams').values({ id, name, created_at: now }).execute()
  return { id, name, version: 1, tenant_id: tenant.id }
}

/** Finds, and holds the row until the transaction ends. */
export async function lockTeam({ db }: Ctx, id: string): Promise<Row & { name: string }> {
  const row = await db
    .selectFrom('teams')
    .select(['id', 'name', 'version', 'created_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('team')
  return { ...row, archived_at: null, updated_at: row.created_at }
}

export async function changeTeam({ db }: Ctx, id: string, values: { name: string; version: number }) {
  await db.updateTable('teams').set(values).where('id', '=', id).execute()
}

export async function summaries({ db }: Ctx, ids: readonly string[]): Promise<Map<string, Summary>> {
  const rows = await db
    .selectFrom('members')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
