import Bowser from 'bowser'
import type { SessionInfo } from '@rihla/contracts/myAccount.ts'
import type { IdentityDb } from './tables.ts'

const KINDS: Record<string, SessionInfo['device']> = { desktop: 'desktop', mobile: 'phone', tablet: 'tablet' }

/** What a user agent says of itself, in words for its user. */
function deviceOf(user_agent: string | null): Pick<SessionInfo, 'browser' | 'os' | 'device'> {
  if (!user_agent) return { browser: null, os: null, device: 'other' }
  const { browser, os, platform } = Bowser.parse(user_agent)
  return { browser: browser.name || null, os: os.name || null, device: KINDS[platform.type ?? ''] ?? 'other' }
}

/**
 * The sessions of a user, last used first. A session is used when its refresh token is spent; one that nobody can renew
 * any more is over, though its row waits to be swept.
 */
export async function listSessions({ read }: IdentityDb, user_id: string, current: string | null, now = new Date()) {
  const rows = await read
    .selectFrom('sessions as s')
    .leftJoin('refresh_tokens as t', 't.session_id', 's.id')
    .select((eb) => [
      ...(['s.id', 's.user_agent', 's.ip_address', 's.created_at'] as const),
      eb.fn.coalesce(eb.fn.max('t.issued_at'), 's.created_at').as('last_used_at'),
    ])
    .where('s.user_id', '=', user_id)
    .where('s.expires_at', '>', now)
    .groupBy('s.id')
    .having((eb) =>
      eb.or([eb(eb.fn.max('t.expires_at'), '>', now), eb('s.created_at', '>', new Date(now.getTime() - 86_400_000))]),
    )
    .orderBy('last_used_at', 'desc')
    .orderBy('s.id')
    .limit(200)
    .execute()
  return rows.map(({ user_agent, ip_address, ...row }): SessionInfo => ({
    ...row,
    ...deviceOf(user_agent),
    ip: ip_address || null,
    current: row.id === current,
  }))
}
