import { sql } from 'kysely'
import type { Role } from '@rihla/contracts/permissions.ts'
import { newId, type Platform, type Tenant } from '../context.ts'
import { slowDb } from '../db.ts'

export interface MemberState {
  name: string
  email: string
  role: Role
  team_id: string | null
  language: 'en' | 'fr' | 'ar'
  active: boolean
}

type Place = Pick<Platform, 'lanes'> & Partial<Pick<Platform, 'bell'>>

/** What the log keeps; e-mails are not in it. */
const LOGGED = ['name', 'role', 'team_id', 'language', 'active'] as const

/**
 * Makes or changes a member for who is no member: the operator, the demo, an outside token. The member and its event are
 * one statement.
 */
export async function putMember({ lanes, bell }: Place, tenant: Tenant, id: string, next: Partial<MemberState>) {
  const db = slowDb(lanes, tenant)
  const before = await db
    .selectFrom('members')
    .select([...LOGGED, 'email', 'version'])
    .where('id', '=', id)
    .executeTakeFirst()
  const after = { team_id: null, language: 'en', active: true, ...before, ...next } as MemberState
  const differing = LOGGED.filter((field) => (before?.[field] ?? null) !== after[field])
  if (before && differing.length === 0 && before.email === after.email) return
  const changes = Object.fromEntries(differing.map((field) => [field, [before?.[field] ?? null, after[field]]]))
  const type = before ? 'member.updated' : 'member.created'
  const [now, version] = [new Date(), (before?.version ?? 0) + 1]
  const { name, email, role, team_id, language, active } = after
  const written = sql`
    insert into members (id, name, email, role, team_id, language, active, created_at, version)
    values (${id}, ${name}, ${email}, ${role}, ${team_id}, ${language}, ${active}, ${now}, ${version})
    on conflict (id) do update set name = excluded.name, email = excluded.email, role = excluded.role,
      team_id = excluded.team_id, language = excluded.language, active = excluded.active, version = excluded.version
    returning id, version`
  await sql`with written as (${written}) ${eventOf(type, changes, now)}`.execute(db)
  bell?.ring(tenant)
}

type Outsider = Pick<MemberState, 'name' | 'email' | 'role'> & { id: string; issuer: string; subject: string }

/** Makes a member of somebody whom an outside service knows. False when e-mail or name are taken. */
export async function insertOutsider({ lanes, bell }: Place, tenant: Tenant, member: Outsider): Promise<boolean> {
  const { id, name, email, role, issuer, subject } = member
  const now = new Date()
  const made = { name, role, language: 'en', active: true }
  const changes = Object.fromEntries(Object.entries(made).map(([field, value]) => [field, [null, value]]))
  const written = sql`
    insert into members (id, name, email, role, issuer, subject, created_at)
    values (${id}, ${name}, ${email}, ${role}, ${issuer}, ${subject}, ${now}) on conflict do nothing
    returning id, version`
  const inserted = sql<{
    id: string
  }>`with written as (${written}) ${eventOf('member.created', changes, now)} returning id`
  const { rows } = await inserted.execute(slowDb(lanes, tenant))
  if (rows.length) bell?.ring(tenant)
  return rows.length > 0
}

const eventOf = (type: string, changes: object, now: Date) => sql`
  insert into events (id, operation_id, type, record_type, record_id, record_version, actor_type, at, changes, request_id)
  select ${newId()}::uuid, ${newId()}::uuid, ${type}, 'member', id, version, 'system', ${now}::timestamptz,
    ${JSON.stringify(changes)}::jsonb, ${newId()} from written`
