import type { ColumnType, Kysely } from 'kysely'
import type { Preferences } from '@rihla/contracts/preferences.ts'
import { readDb, slowDb } from '../db.ts'
import type { Lanes } from '../lanes.ts'

interface Times {
  created_at: Date
  updated_at: Date
}

/** The tables of identity that we read and write ourselves; better-auth owns the rest. */
export interface IdentityTables {
  users: {
    id: string
    name: string
    email: string
    email_verified: boolean
    preferences: ColumnType<Preferences, string | undefined, string>
  } & Times
  sessions: {
    id: string
    user_id: string
    token: string
    expires_at: Date
    ip_address: string | null
    user_agent: string | null
  } & Times
  accounts: { id: string; user_id: string; provider_id: string; account_id: string; password: string | null } & Times
  refresh_tokens: {
    hash: Buffer
    session_id: string
    tenant_id: string
    issued_at: Date
    expires_at: Date
    used_at: Date | null
    successor: Buffer | null
  }
  memberships: { tenant_id: string; user_id: string; created_at: Date; last_used_at: Date | null }
  password_resets: { hash: Buffer; user_id: string; tenant_id: string | null; created_at: Date; expires_at: Date }
  tenants: { id: string; slug: string; name: string; base_currency: string; timezone: string; status: string }
}

export interface IdentityDb {
  /** Point reads, on the shared lane. */
  read: Kysely<IdentityTables>
  /** Writes and everything that may wait for a lock. One statement is one transaction. */
  write: Kysely<IdentityTables>
}

/** The platform's tables, outside of every tenant. */
export function identityDb(lanes: Lanes): IdentityDb {
  const platform = (db: unknown) => (db as Kysely<IdentityTables>).withSchema('platform')
  return { read: platform(readDb(lanes, null)), write: platform(slowDb(lanes, null)) }
}
