import type { Platform } from '../context.ts'
import { createActors } from './actors.ts'
import { createAuthenticate } from './authenticate.ts'
import { createIdentity } from './identity.ts'
import { deriveKeys } from './keys.ts'
import { createLoginLimits } from './limits.ts'
import { trustOutside } from './outside.ts'
import { createRefreshTokens } from './refreshTokens.ts'
import { createSessions } from './sessions.ts'
import { identityDb } from './tables.ts'
import { createUsers } from './users.ts'

/** Everything about who asks, made once per process. */
export function createAuth(platform: Pick<Platform, 'config' | 'lanes' | 'log' | 'readDbOf'>) {
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
  return {
    authenticate: createAuthenticate({ keys, outside: trustOutside(config), isLive: sessions.isLive }),
    loadActor: actors.load,
    findActor: actors.find,
    sessions,
    users: createUsers({ platform, db, identity, actors }),
  }
}

export type Auth = ReturnType<typeof createAuth>
