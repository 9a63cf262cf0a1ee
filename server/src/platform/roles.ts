import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import pg from 'pg'
import { ESCAPE_FUNCTIONS, isolationGaps } from './tenantIsolation.ts'
import { StartError } from './startError.ts'

/** The three roles that log in (`architecture.md` 3). */
export interface RoleNames {
  /** Owns the database and schema `platform`; migrates and creates tenants. Connected only for that. */
  owner: string
  /** Serves: member of every tenant role, inherits none, owns nothing. */
  app: string
  /** Owns schema `graphile_worker`, member of no tenant. */
  jobs: string
}

export type RoleLogins = Record<keyof RoleNames, pg.ClientConfig>

/**
 * Roles belong to the whole server, so each database has its own three: `rihla_owner` … for database `rihla`,
 * `rihla_<database>_owner` … for others, a hash standing for a name that is long or unusual.
 */
export function roleNames(database: string): RoleNames {
  const plain = /^[a-z0-9_]{1,40}$/.test(database)
  const suffix = plain ? database : createHash('sha256').update(database).digest('hex').slice(0, 16)
  const prefix = database === 'rihla' ? 'rihla' : `rihla_${suffix}`
  return { owner: `${prefix}_owner`, app: `${prefix}_app`, jobs: `${prefix}_jobs` }
}

/** How each role connects, given how anybody connects to that database. */
export function roleLogins(server: pg.ClientConfig, secret: string): RoleLogins {
  const names = roleNames(server.database!)
  const login = (user: string) => ({ ...server, user, password: passwordOf(user, secret) })
  return { owner: login(names.owner), app: login(names.app), jobs: login(names.jobs) }
}

const passwordOf = (role: string, secret: string) => createHmac('sha256', secret).update(role).digest('hex')

/** What PostgreSQL stores of a password (RFC 5803), so that neither SQL nor a server log ever holds the password. */
function verifierOf(role: string, secret: string): string {
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const salt = hmac(secret, `salt of ${role}`).subarray(0, 16)
  const salted = pbkdf2Sync(passwordOf(role, secret), salt, 4096, 32, 'sha256')
  const stored = createHash('sha256').update(hmac(salted, 'Client Key')).digest('base64')
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${stored}:${hmac(salted, 'Server Key').toString('base64')}`
}

/** The roles, schemas and revokes cannot be made by the login we have. The message is the SQL to run. */
export class GroundError extends StartError {
  override name = 'GroundError'
}

/**
 * Sees that the roles and the ground they stand on are there, and makes them as `admin` when not. The second start
 * only looks: three log-ins and two queries. `place` is where the roles connect.
 */
export async function ensureRoles(admin: pg.ClientConfig, secret: string, place = admin): Promise<RoleLogins> {
  const logins = roleLogins(place, secret)
  if (!(await whyUnready(logins))) return logins
  const sql = groundSql(admin.database!, secret)
  let reason: string | undefined
  try {
    await using(admin, (client) => client.query(sql))
    reason = await whyUnready(logins)
  } catch (error) {
    reason = reasonOf(error)
  }
  if (!reason) return logins
  throw new GroundError(
    `The roles of database "${admin.database}" are not ready (${reason}), and the login given cannot make them. ` +
      `Run this in that database as a superuser, or set DATABASE_ADMIN_URL, and start again:\n\n${sql}`,
  )
}

async function whyUnready({ owner, app, jobs }: RoleLogins): Promise<string | undefined> {
  const mark = `select obj_description(to_regnamespace('platform'), 'pg_namespace') as mark`
  try {
    const [marked, gaps] = await Promise.all([
      using(owner, (client) => client.query(mark)),
      using(app, (client) => isolationGaps((text, values) => client.query(text, values), app.user!)),
      using(jobs, () => Promise.resolve()),
    ])
    if (marked.rows[0].mark !== markOf(app.database!)) return 'the ground is of another version'
    return gaps.length ? `open: ${gaps.join(', ')}` : undefined
  } catch (error) {
    return reasonOf(error)
  }
}

/** A refused connection to a host of two addresses has no message, only a code. */
const reasonOf = (error: unknown) => (error as Error).message || (error as pg.DatabaseError).code || 'unknown'

async function using<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

const markOf = (database: string) =>
  `rihla ground ${createHash('sha256').update(ground(database)).digest('hex').slice(0, 12)}`

/** The whole of what a superuser does for us, to be run as often as one likes. */
export function groundSql(database: string, secret: string): string {
  const names = Object.values(roleNames(database)) as string[]
  const passwords = names.map((name) => `alter role ${name} password '${verifierOf(name, secret)}';`)
  const mark = `comment on schema platform is '${markOf(database)}';`
  return ['begin;', ground(database), ...passwords, mark, 'commit;'].join('\n')
}

function ground(database: string): string {
  const { owner, app, jobs } = roleNames(database)
  const name = pg.escapeIdentifier(database)
  const role = (role: string) => `if to_regrole('${role}') is null then create role ${role}; end if;`
  return `
select pg_advisory_xact_lock(hashtext('rihla ground'));
do $$ begin ${[owner, app, jobs].map(role).join(' ')} end $$;
alter role ${owner} login noinherit createrole nosuperuser nocreatedb noreplication nobypassrls;
alter role ${app} login noinherit nocreaterole nosuperuser nocreatedb noreplication nobypassrls;
alter role ${jobs} login noinherit nocreaterole nosuperuser nocreatedb noreplication nobypassrls;
alter role ${app} set search_path = nowhere;
alter role ${app} set plan_cache_mode = force_custom_plan;

alter database ${name} owner to ${owner};
grant connect on database ${name} to ${app}, ${jobs};
revoke create, temporary on database ${name} from public;
do $$ begin if to_regnamespace('public') is not null then revoke create on schema public from public; end if; end $$;

create schema if not exists platform;
alter schema platform owner to ${owner};
revoke all on schema platform from public;
grant usage on schema platform to ${app};
alter default privileges for role ${owner} in schema platform grant select, insert, update, delete on tables to ${app};

create schema if not exists shared;
alter schema shared owner to ${owner};
revoke all on schema shared from public;
grant usage on schema shared to public;
create extension if not exists pg_trgm schema shared;
alter extension pg_trgm set schema shared;

-- The worker makes its own tables; to make this schema too it would need CREATE on the database.
create schema if not exists graphile_worker;
alter schema graphile_worker owner to ${jobs};
create table if not exists graphile_worker.migrations
  (id int primary key, ts timestamptz default now() not null, breaking boolean not null default false);
alter table graphile_worker.migrations owner to ${jobs};

-- Revoked, so that SQL that runs as one tenant cannot become another.
revoke update on pg_catalog.pg_settings from public;
do $$ declare fn regprocedure; begin
  for fn in select f.oid from pg_proc f where ${ESCAPE_FUNCTIONS} loop
    execute format('revoke execute on function %s from public', fn);
  end loop;
end $$;
grant execute on function pg_catalog.set_config(text, text, boolean) to ${owner}, ${app};
`
}
