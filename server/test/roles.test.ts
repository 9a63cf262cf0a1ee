import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { runMigrations } from 'graphile-worker'
import { isolationGaps } from '#platform/tenantIsolation.ts'
import { migratePlatform } from '#platform/migrate.ts'
import { ensureRoles, GroundError, roleLogins, roleNames } from '#platform/roles.ts'
import { createTenant } from '#platform/tenants.ts'
import { scratchDatabase, testDatabase } from './database.ts'
import { SECRET } from './prepare.ts'

const refused = { code: '42501' }

async function connect(config: pg.ClientConfig) {
  const client = new pg.Client(config)
  await client.connect()
  return client
}

test('every database has roles of its own', () => {
  assert.deepEqual(roleNames('rihla'), { owner: 'rihla_owner', app: 'rihla_app', jobs: 'rihla_jobs' })
  assert.equal(roleNames('crm').app, 'rihla_crm_app')
  assert.match(roleNames('Réservations & co').app, /^rihla_[0-9a-f]{16}_app$/)
  assert.ok(roleNames('a'.repeat(63)).owner.length < 63)
})

test('SQL of one tenant finds every door to another closed', async (t) => {
  const { databases, newTenant } = await testDatabase()
  const [here, there] = [await newTenant(), await newTenant()]
  const client = await connect(databases.app)
  t.after(() => client.end())
  /** As the driver enters a tenant: two settings of the transaction, then the statement in the extended protocol. */
  async function inside(text: string) {
    await client.query('begin')
    try {
      await client.query(`select set_config('search_path', $1 || ', shared', true), set_config('role', $1, true)`, [
        here.schema,
      ])
      return await client.query({ text, values: [], queryMode: 'extended' } as pg.QueryConfig)
    } finally {
      await client.query('rollback')
    }
  }

  assert.equal((await inside('select count(*)::int as n from events')).rows[0].n, 0)
  const escapes = [
    `select set_config('role', '${there.schema}', true)`,
    `select set_config('search_path', '${there.schema}', true)`,
    `select query_to_xml('select 1', true, true, '')`,
    `select query_to_xmlschema('select 1', true, true, '')`,
    `select query_to_xml_and_xmlschema('select 1', true, true, '')`,
    `select table_to_xml('events', true, true, '')`,
    `select schema_to_xml('${here.schema}', true, true, '')`,
    `select database_to_xml(true, true, '')`,
    `select cursor_to_xml('c', 1, true, true, '')`,
    `select * from ts_stat('select 1')`,
    `select ts_rewrite('a'::tsquery, 'select 1')`,
    `select lo_from_bytea(0, 'x')`,
    `select lo_get(1)`,
    `select shared.set_limit(0)`,
    `update pg_settings set setting = '${there.schema}' where name = 'role'`,
    `create temp table escape (x int)`,
    `create table public.escape (x int)`,
    `create schema escape`,
    `select * from ${there.schema}.events`,
    `insert into ${there.schema}.events default values`,
    `select * from platform.users`,
    `select * from platform.tenants`,
    `select pg_read_file('/etc/passwd')`,
    `copy (select 1) to program 'true'`,
    `select lo_import('/etc/passwd')`,
  ]
  for (const escape of escapes) await assert.rejects(inside(escape), refused, escape)
  await assert.rejects(inside(`select 1; reset role`), { code: '42601' }, 'two statements in one')
})

test('who serves reaches no tenant without entering it', async (t) => {
  const { databases, newTenant } = await testDatabase()
  const tenant = await newTenant()
  const client = await connect(databases.app)
  t.after(() => client.end())
  await assert.rejects(client.query('select * from events'), { code: '42P01' })
  await assert.rejects(client.query(`select * from ${tenant.schema}.events`), refused)
  await assert.rejects(client.query(`insert into platform.tenants (id) values (gen_random_uuid())`), refused)
  await assert.rejects(client.query(`delete from platform.tenant_migrations`), refused)
  await assert.rejects(client.query(`create table platform.escape (x int)`), refused)
  await assert.rejects(client.query(`create role escape`), refused)
  await assert.rejects(client.query(`set role ${databases.owner.user}`), refused)
  await assert.rejects(client.query(`begin; set local role t_00000000000000000000000000000000`), { code: '22023' })
})

test('who runs jobs is a stranger to tenants and platform, and the worker installs itself', async (t) => {
  const { databases, newTenant } = await testDatabase()
  const tenant = await newTenant()
  const pool = new pg.Pool({ ...databases.jobs, max: 1 })
  pool.on('error', () => undefined)
  t.after(() => pool.end())
  await assert.rejects(pool.query(`set role ${tenant.schema}`), refused)
  await assert.rejects(pool.query(`select * from platform.users`), refused)
  await runMigrations({ pgPool: pool })
  await pool.query(`select graphile_worker.add_job('look')`)
})

test('the isolation of tenants is watched: each gap made by hand is named', async (t) => {
  const { admin } = await scratchDatabase()
  const logins = await ensureRoles(admin, SECRET)
  await migratePlatform(logins)
  const { schema } = await createTenant(logins, { slug: 'watched', name: 'Watched' }, [])
  const [app, root] = [await connect(logins.app), await connect(admin)]
  t.after(() => Promise.all([app.end(), root.end()]))
  const open = () => isolationGaps((text, values) => app.query(text, values), logins.app.user!)
  const role = logins.app.user!

  assert.deepEqual(await open(), [])
  const openings: [open: string, close: string, named: string][] = [
    [
      'grant execute on function set_config(text, text, boolean) to public',
      'revoke execute on function set_config(text, text, boolean) from public',
      'function set_config(text,text,boolean)',
    ],
    [
      `grant execute on function query_to_xml(text, boolean, boolean, text) to ${schema}`,
      `revoke execute on function query_to_xml(text, boolean, boolean, text) from ${schema}`,
      'function query_to_xml(text,boolean,boolean,text)',
    ],
    ['grant update on pg_settings to public', 'revoke update on pg_settings from public', 'update of pg_settings'],
    [
      `grant temporary on database ${admin.database} to public`,
      `revoke temporary on database ${admin.database} from public`,
      'temporary tables',
    ],
    [
      'grant create on schema shared to public',
      'revoke create on schema shared from public',
      'tables made by anybody in shared',
    ],
    [`alter role ${role} inherit`, `alter role ${role} noinherit`, `attributes of ${role}`],
    [`alter role ${role} reset search_path`, `alter role ${role} set search_path = nowhere`, `settings of ${role}`],
    [
      `grant ${logins.owner.user} to ${role}`,
      `revoke ${logins.owner.user} from ${role}`,
      `${role} is more than a member of tenants`,
    ],
    [`alter role ${schema} login`, `alter role ${schema} nologin`, `attributes of ${schema}`],
    [
      `grant usage on schema ${schema} to public`,
      `revoke usage on schema ${schema} from public`,
      `owner or grants of schema ${schema}`,
    ],
    [`create extension dblink schema public`, `drop extension dblink`, 'function public.dblink_connect(text)'],
    [
      `alter table platform.tenants owner to ${role}`,
      `alter table platform.tenants owner to ${logins.owner.user}`,
      `${role} owns something`,
    ],
  ]
  for (const [opening, closing, named] of openings) {
    await root.query(opening)
    assert.ok((await open()).includes(named), `${opening}: ${(await open()).join(', ')}`)
    await root.query(closing)
    assert.deepEqual(await open(), [], closing)
  }
})

test('a second start changes nothing, a new secret gets new passwords', async (t) => {
  const { admin } = await scratchDatabase()
  await ensureRoles(admin, SECRET)
  const root = await connect(admin)
  t.after(() => root.end())
  const state = async () =>
    (
      await root.query(`select rolname, rolpassword, xmin from pg_authid where rolname ^@ $1 order by 1`, [
        `rihla_${admin.database}_`,
      ])
    ).rows
  const before = await state()
  await ensureRoles(admin, SECRET)
  assert.deepEqual(await state(), before)

  const other = `${SECRET}, changed`
  await root.query(`comment on schema platform is null`)
  await ensureRoles(admin, other)
  const after = await state()
  assert.ok(after.every((row, i) => row.rolpassword !== before[i]!.rolpassword))
  for (const row of after) assert.match(row.rolpassword, /^SCRAM-SHA-256\$4096:/)
  await Promise.all(Object.values(roleLogins(admin, other)).map(async (login) => (await connect(login)).end()))
})

test('a login that may not make roles is told the SQL that a superuser runs', async (t) => {
  const { admin } = await scratchDatabase()
  const root = await connect(admin)
  const guest = `guest_${admin.database}`
  await root.query(`create role ${guest} login password 'guest'`)
  t.after(async () => {
    await root.query(`drop role ${guest}`)
    await root.end()
  })
  const login = { ...admin, user: guest, password: 'guest' }
  const error = await ensureRoles(login, SECRET).then(
    () => assert.fail('it started'),
    (error: unknown) => error,
  )
  assert.ok(error instanceof GroundError)
  assert.match(error.message, /DATABASE_ADMIN_URL/)
  for (const { password } of Object.values(roleLogins(admin, SECRET)))
    assert.ok(!error.message.includes(password as string))

  await root.query(error.message.slice(error.message.indexOf('begin;')))
  await ensureRoles(login, SECRET)
})
