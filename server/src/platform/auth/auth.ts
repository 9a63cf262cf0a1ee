import type { Platform } from '../context.ts'
import { createAccount } from './account.ts'
import { createActors } from './actors.ts'
import { createAuthenticate } from './authenticate.ts'
import { createIdentity } from './identity.ts'
import { listSessions } from './devices.ts'
import { deriveKeys } from './keys.ts'
import { createLinkLimits, createLoginLimits } from './limits.ts'
import { createLinks } from './links.ts'
import { trustOutside } from './outside.ts'
import { createRefreshTokens } from './refreshTokens.ts'
import { createResets } from './resets.ts'
import { createSessions } from './sessions.ts'
import { identityDb } from './tables.ts'
import { createUsers } from './users.ts'

type Parts = Pick<Platform, 'config' | 'lanes' | 'log' | 'readDbOf'> & Partial<Pick<Platform, 'bell'>>

/** Everything about who asks, made once per process. */
export function createAuth(platform: Parts) {
  const { config, lanes, log } = platform
  const keys = deriveKeys(config.secret)
  const db = identityDb(lanes)
  const identity = createIdentity({ db, keys, log })
  const actors = createActors(platform)
  const limits = createLoginLimits(lanes)
  const sessions = createSessions({
    db,
    keys,
    identity,
    actors,
    limits,
    refreshTokens: createRefreshTokens(db, keys),
    log,
  })
  const account = createAccount({ db, identity, limits, sessions })
  const links = createLinks(keys, config)
  return {
    authenticate: createAuthenticate({ keys, outside: trustOutside(config), isLive: sessions.isLive }),
    loadActor: actors.load,
    findActor: actors.find,
    /** What was changed about members in this process is felt at once. */
    forgetActors: actors.forget,
    sessions,
    listSessions: (user_id: string, current: string | null) => listSessions(db, user_id, current),
    account,
    links,
    linkLimits: createLinkLimits(lanes),
    resets: createResets({ db, identity, links, sessions, account }),
    users: createUsers({ platform, db, identity, actors, sessions }),
  }
}

export type Auth = ReturnType<typeof createAuth>
