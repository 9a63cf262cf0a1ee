import { sql } from 'kysely'
import type { Member, Team } from '@rihla/contracts/members.ts'
import type { Ctx, Summary } from '#platform/context.ts'

export async function listMembers({ db, tenant }: Ctx): Promise<Member[]> {
  const rows = await db
    .selectFrom('members')
    .select(['id', 'name', 'email', 'role', 'team_id', 'language', 'active'])
    .orderBy('name')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, tenant_id: tenant.id }) as Member)
}

export async function listTeams({ db, tenant }: Ctx): Promise<Team[]> {
  const rows = await db.selectFrom('teams').select(['id', 'name']).orderBy('name').execute()
  return rows.map((row) => ({ ...row, tenant_id: tenant.id }))
}

export async function summaries({ db }: Ctx, ids: readonly string[]): Promise<Map<string, Summary>> {
  const rows = await db
    .selectFrom('members')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
