// A PostgreSQL that is not ours: what DATABASE_URL and DATABASE_ADMIN_URL mean.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { startDatabase } from '#platform/database.ts'
import { GroundError } from '#platform/roles.ts'
import { testConfig, testDatabase } from './database.ts'
import { dropDatabase } from './prepare.ts'

const { admin } = await testDatabase()
const name = `${admin.database}_given`
const guest = `${name}_guest`
const superuser = new pg.Client(admin)
superuser.on('error', () => undefined)
await superuser.connect()
await superuser.query(`create role ${guest} login password 'guest'`)
after(async () => {
  await dropDatabase(admin, name)
  await superuser.query(`drop role ${guest}`)
  await superuser.end()
})

/** An address of the test server, be it a socket or a port. */
function urlOf(user: string, password = '', database = name) {
  const { host = 'localhost', port = 5432 } = admin
  const place = host.startsWith('/') ? `/${database}?host=${encodeURIComponent(host)}` : `${host}:${port}/${database}`
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`
  return `postgresql://${login}${place}${host.startsWith('/') ? `&port=${port}` : ''}`
}
const start = (database_url: string, database_admin_url?: string) =>
  startDatabase(testConfig({ database_url, database_admin_url }))
const adminUrl = urlOf(admin.user!, admin.password as string)

test('a superuser is all it takes: the database, the roles and the tables are made', async () => {
  await assert.rejects(start(urlOf(guest, 'guest')), /may not create|permission denied/)
  const databases = await start(adminUrl)
  assert.equal(databases.app.database, name)
  assert.match(databases.app.user!, /^rihla_\w+_app$/)
  const client = new pg.Client(databases.app)
  await client.connect()
  const { rows } = await client.query('select current_user as user, count(*)::int as tenants from platform.tenants')
  assert.deepEqual(rows, [{ user: databases.app.user, tenants: 0 }])
  await client.end()
  await databases.close()
})

test('once the roles are there, any login will do, and none is needed', async () => {
  await (await start(urlOf(guest, 'guest'))).close()
  await (await start(urlOf('nobody-of-that-name', 'x'))).close()
})

test('what an update needs is made through DATABASE_ADMIN_URL, or told as SQL', async () => {
  const client = new pg.Client({ ...admin, database: name })
  await client.connect()
  await client.query(`comment on schema platform is 'rihla ground of an older version'`)
  await assert.rejects(start(urlOf(guest, 'guest')), (error: unknown) => {
    assert.ok(error instanceof GroundError)
    assert.match(error.message, /^The roles of database .* DATABASE_ADMIN_URL[^]*begin;[^]*commit;$/)
    return true
  })
  const otherDatabase = urlOf(admin.user!, admin.password as string, 'postgres')
  await (await start(urlOf(guest, 'guest'), otherDatabase)).close()
  const { rows } = await client.query(`select obj_description('platform'::regnamespace) as mark`)
  assert.match(rows[0].mark, /^rihla ground [0-9a-f]{12}$/)
  await client.end()
})

test('production refuses a server that may lose what it acknowledged', async (t) => {
  const { rows } = await superuser.query(`select current_setting('fsync') as fsync`)
  if (rows[0].fsync === 'on') return t.skip('this server loses nothing')
  const production = testConfig({ env: 'production', database_url: adminUrl })
  await assert.rejects(startDatabase(production), /fsync, full_page_writes must not be off/)
})
