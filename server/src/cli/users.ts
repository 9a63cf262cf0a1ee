import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { ROLES } from '@rihla/contracts/permissions.ts'
import { type Auth, createAuth } from '#platform/auth/auth.ts'
import type { Config } from '#platform/config.ts'
import type { Databases } from '#platform/database.ts'
import { readDb } from '#platform/db.ts'
import { Lanes } from '#platform/lanes.ts'
import { type Command, needed, UsageError } from './command.ts'
import { tenantOf, withDatabase } from './tenants.ts'

export const createUserCommand: Command = {
  summary:
    'Makes a user, and a member of a tenant. A password is made and shown if none is given; who exists keeps theirs.',
  usage: `--email … --name … --tenant atlas --role ${ROLES.join('|')} [--password …] [--language en|fr|ar]`,
  options: {
    email: { type: 'string' },
    name: { type: 'string' },
    tenant: { type: 'string' },
    role: { type: 'string' },
    password: { type: 'string' },
    language: { type: 'string' },
  },
  run: (config, options) =>
    withAuth(config, async ({ users }, databases) => {
      const tenant = await tenantOf(databases, needed(options, 'tenant'))
      const role = oneOf(ROLES, needed(options, 'role'), 'role')
      const language = oneOf(['en', 'fr', 'ar'] as const, options.language ?? 'en', 'language')
      const email = needed(options, 'email').toLowerCase()
      if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new UsageError('--email is not an e-mail address.')
      const password = options.password ?? randomBytes(12).toString('base64url')
      const user = { email, name: needed(options, 'name'), password }
      const id = await users.createUser({ ...user, memberships: [{ tenant, role, language }] })
      const made = options.password ? '' : `\npassword, if the user is new: ${password}`
      return `${email}  ${id}  ${role} in ${tenant.slug}${made}`
    }),
}

export const resetLinkCommand: Command = {
  summary: 'Makes a link with which a user sets a new password; good once, for 30 minutes.',
  usage: '--email …',
  options: { email: { type: 'string' } },
  run: (config, options) =>
    withAuth(config, async ({ users, resets }) => {
      const user = await users.findByEmail(needed(options, 'email'))
      if (!user) throw new UsageError('--email is not the e-mail of a user.')
      const { link } = await resets.make(user.id, null)
      return link
    }),
}

export const tokenCommand: Command = {
  summary: 'Mints an access token of a user, for scripts and for trying the API.',
  usage: '--email … [--tenant atlas] [--life 3600]',
  options: { email: { type: 'string' }, tenant: { type: 'string' }, life: { type: 'string' } },
  run: (config, options) =>
    withAuth(config, async ({ sessions }) => {
      const life = Number(options.life ?? 3600)
      if (!(life > 0)) throw new UsageError('--life is a number of seconds.')
      const { access_token } = await sessions.mint({ email: needed(options, 'email'), tenant: options.tenant, life })
      return access_token
    }),
}

const withAuth = (config: Config, work: (auth: Auth, databases: Databases) => Promise<string>) =>
  withDatabase(config, async (databases) => {
    const lanes = new Lanes(databases.app, 2)
    const log = pino({ level: 'warn' }, pino.destination(2))
    try {
      return await work(createAuth({ config, lanes, log, readDbOf: (tenant) => readDb(lanes, tenant) }), databases)
    } finally {
      await lanes.close()
    }
  })

function oneOf<T extends string>(values: readonly T[], text: string, name: string): T {
  const value = values.find((one) => one === text)
  if (!value) throw new UsageError(`--${name} is one of ${values.join(', ')}.`)
  return value
}
