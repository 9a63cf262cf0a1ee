import { APIError, betterAuth } from 'better-auth'
import type { Logger } from 'pino'
import { newId } from '../context.ts'
import type { Keys } from './keys.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import type { IdentityDb } from './tables.ts'

/** Days a session lasts however often it is renewed. */
export const SESSION_DAYS = 90
const IP_HEADER = 'x-rihla-client-ip'

export interface Client {
  ip: string
  user_agent: string
}

export interface SignedIn {
  session_id: string
  user: { id: string; name: string; email: string }
}

export interface NewUser {
  email: string
  name: string
  password: string
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' }

/**
 * better-auth as a library: users, passwords, sessions. Its HTTP handler is not mounted, so its cookies go nowhere and
 * its own routes do not exist; what stands in the contracts is all there is.
 */
export function createIdentity({ db, keys, log }: { db: IdentityDb; keys: Keys; log: Logger }) {
  const auth = betterAuth({
    secret: keys.identity_secret,
    baseURL: 'http://localhost',
    database: { db: db.write as never, type: 'postgres', transaction: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      maxPasswordLength: 512,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: { modelName: 'users', fields: { emailVerified: 'email_verified', ...times } },
    session: {
      modelName: 'sessions',
      expiresIn: SESSION_DAYS * 86_400,
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...times,
      },
    },
    account: {
      modelName: 'accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...times,
      },
    },
    verification: { modelName: 'verifications', fields: { expiresAt: 'expires_at', ...times } },
    advanced: {
      database: { generateId: newId, validateSchema: false },
      ipAddress: { ipAddressHeaders: [IP_HEADER] },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its messages for people may name e-mails; only what went wrong inside is worth a line.
    logger: { level: 'error', log: (_, message) => log.error({ library: 'better-auth' }, message) },
  })

  return {
    /**
     * Starts a session when the password is right, else null. An unknown e-mail costs a hash as well
     * (`security.md` T16).
     */
    async signIn(email: string, password: string, client: Client): Promise<SignedIn | null> {
      const headers = new Headers({ [IP_HEADER]: client.ip, 'user-agent': client.user_agent })
      try {
        const { token, user } = await auth.api.signInEmail({ body: { email, password }, headers })
        const { id } = await db.write
          .selectFrom('sessions')
          .select('id')
          .where('token', '=', token)
          .executeTakeFirstOrThrow()
        return { session_id: id, user: { id: user.id, name: user.name, email: user.email } }
      } catch (error) {
        if (error instanceof APIError && error.statusCode < 500) return null
        throw error
      }
    },

    /** Starts a session without a password, for whom the command line names or a link proved. */
    async startSession(email: string, client?: Client): Promise<SignedIn | null> {
      const { internalAdapter } = await auth.$context
      const found = await internalAdapter.findUserByEmail(email.toLowerCase())
      if (!found) return null
      const { ip: ipAddress, user_agent: userAgent } = client ?? {}
      const session = await internalAdapter.createSession(found.user.id, false, { ipAddress, userAgent })
      const { id, name } = found.user
      return { session_id: session.id, user: { id, name, email: found.user.email } }
    },

    async findByEmail(email: string): Promise<{ id: string; name: string } | undefined> {
      const found = db.write.selectFrom('users').select(['id', 'name']).where('email', '=', email.toLowerCase())
      return found.executeTakeFirst()
    },

    /** The user with this e-mail, made with this password unless there is one: who exists keeps the password. */
    async ensureUser({ email, name, password }: NewUser): Promise<{ id: string; created: boolean }> {
      const address = email.trim().toLowerCase()
      const known = await db.write.selectFrom('users').select('id').where('email', '=', address).executeTakeFirst()
      if (known) return { ...known, created: false }
      const id = newId()
      const hash = await hashPassword(password)
      const made = { created_at: new Date(), updated_at: new Date() }
      // One statement: no user is ever left without a way to sign in.
      await db.write
        .with('made', (q) => q.insertInto('users').values({ ...made, id, name, email: address, email_verified: true }))
        .insertInto('accounts')
        .values({ ...made, id: newId(), user_id: id, account_id: id, provider_id: 'credential', password: hash })
        .execute()
      return { id, created: true }
    },

    /** Whether this is the user's password. Who has none costs a hash as well. */
    async isPassword(user_id: string, password: string): Promise<boolean> {
      const row = await db.write
        .selectFrom('accounts')
        .select('password')
        .where('user_id', '=', user_id)
        .where('provider_id', '=', 'credential')
        .executeTakeFirst()
      if (row?.password) return verifyPassword({ hash: row.password, password })
      await hashPassword(password)
      return false
    },

    /** Sets a new password; links to set another one end with the old. */
    async changePassword(user_id: string, password: string) {
      const hash = await hashPassword(password)
      await db.write
        .with('links', (q) => q.deleteFrom('password_resets').where('user_id', '=', user_id))
        .updateTable('accounts')
        .set({ password: hash, updated_at: new Date() })
        .where('user_id', '=', user_id)
        .where('provider_id', '=', 'credential')
        .execute()
    },
  }
}

export type Identity = ReturnType<typeof createIdentity>
