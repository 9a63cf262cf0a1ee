// The database itself refuses what the server would never ask (`security.md` A4). More of it: `roles.test.ts`.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { ESCAPE_FUNCTIONS } from '#platform/tenantIsolation.ts'
import { connectAsSuperuser } from './superuser.ts'
import { testRihla } from './tenant.ts'

const { rihla, admin, databases, newTenant } = await testRihla()
const asSuperuser = await connectAsSuperuser(admin)
const [a, b] = await Promise.all([newTenant(), newTenant()])
const tables = await asSuperuser.tablesOf(b.schema)
const refused = { code: '42501' }

const client = new pg.Client(databases.app)
client.on('error', () => undefined)
await client.connect()
after(() => client.end())
/** Runs one statement as the serving role, in a transaction that is undone; `inside` a tenant or nowhere. */
async function run(text: string, inside?: string) {
  await client.query('begin')
  try {
    const enter = `select set_config('search_path', $1 || ', shared', true), set_config('role', $1, true)`
    if (inside) await client.query(enter, [inside])
    return await client.query({ text, queryMode: 'extended' } as pg.QueryConfig)
  } finally {
    await client.query('rollback')
  }
}

const verbs = (table: string) => [
  `select 1 from ${table}`,
  `select count(*) from ${table}`,
  `insert into ${table} default values`,
  `delete from ${table}`,
  `truncate ${table}`,
  `lock table ${table} in access share mode`,
  `create index on ${table} ((1))`,
  `copy ${table} to stdout`,
]

test('outside a tenant no table of a tenant can be reached, by its bare name or its full one', async () => {
  assert.ok(tables.length > 10)
  for (const table of tables) {
    await assert.rejects(run(`select 1 from ${table}`), { code: '42P01' }, table)
    for (const text of verbs(`${b.schema}.${table}`)) await assert.rejects(run(text), refused, text)
  }
})

test('inside a tenant no table of another, of the platform or of the queue can be reached', async () => {
  const others = await asSuperuser.ask(
    `select schemaname || '.' || tablename as name from pg_tables
     where schemaname in ('platform', 'graphile_worker', $1) order by 1`,
    [b.schema],
  )
  for (const { name } of others)
    for (const text of verbs(name)) await assert.rejects(run(text, a.schema), refused, text)
  for (const table of tables)
    assert.ok((await run(`select count(*)::int as n from ${table}`, a.schema)).rows[0].n >= 0, table)
})

test('every function by which SQL could leave its tenant is closed to it', async () => {
  // The arguments are columns, because of a constant null the planner would never come to ask for the right.
  const escapes = await asSuperuser.ask(`
    select f.oid::regprocedure::text as name, format('select %s.%I(%s) from (select 1 %s offset 0) as arguments',
      f.pronamespace::regnamespace, f.proname, string_agg('a' || n, ', ' order by n),
      string_agg(format(', null::%s as a%s', t::regtype, n), '' order by n)) as call
    from pg_proc f left join unnest(f.proargtypes::oid[]) with ordinality as arguments (t, n) on true
    where ${ESCAPE_FUNCTIONS} and f.prokind = 'f' group by f.oid`)
  assert.ok(escapes.length > 20)
  for (const { name, call } of escapes) await assert.rejects(run(call, a.schema), refused, name)
})

test('a tenant can neither become, nor wake, nor stop anybody else', async () => {
  const { rows } = await client.query('select pg_backend_pid() as pid')
  const [{ pid }] = await asSuperuser.ask(`select pg_backend_pid() as pid`)
  for (const text of [
    `set role ${databases.owner.user}`,
    `set session authorization ${b.schema}`,
    `grant ${b.schema} to ${a.schema}`,
    `alter role ${a.schema} login`,
    `alter schema ${b.schema} owner to ${a.schema}`,
    `create function ${b.schema}.f() returns int language sql as 'select 1'`,
    `create policy p on ${b.schema}.leads`,
    `select pg_terminate_backend(${pid})`,
    `select pg_read_file('postgresql.conf')`,
    `select pg_ls_dir('.')`,
    `select * from pg_authid`,
    `select * from pg_statistic`,
    `alter database ${databases.app.database} set work_mem = '1GB'`,
    `update events set note = 'x'`,
    `delete from events`,
    `truncate events`,
  ])
    await assert.rejects(run(text, a.schema), refused, text)
  const seen = await run(`select query from pg_stat_activity where pid <> ${rows[0].pid}`, a.schema)
  for (const { query } of seen.rows) assert.match(query, /^(<insufficient privilege>)?$/)
})

test('the server that serves finds no gap', async () => {
  const ready = await rihla.app.inject('/ready')
  assert.deepEqual([ready.statusCode, ready.json()], [200, { status: 'ok' }])
})
