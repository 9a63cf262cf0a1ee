import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import pg from 'pg'
import { migratePlatform, migrateTenant, migrateTenants, rollbackPlatform, rollbackTenants } from '#platform/migrate.ts'
import { type Migration, readMigrations } from '#platform/migrations.ts'
import { ensureRoles } from '#platform/roles.ts'
import { createTenant, listTenants, setTenantStatus, tenantFinder, TenantTaken } from '#platform/tenants.ts'
import { scratchDatabase, testDatabase } from './database.ts'
import { SECRET } from './prepare.ts'

const FIRST: Migration = {
  name: '0001_first',
  up: 'create table first (n int); insert into first values (1)',
  down: 'drop table first',
}
const SECOND: Migration = {
  name: '0002_second',
  up: 'alter table first add column m int',
  down: 'alter table first drop column m',
}

/** A database of its own with `count` tenants, all at 0001_first. */
async function house(t: TestContext, count: number) {
  const { admin } = await scratchDatabase()
  const logins = await ensureRoles(admin, SECRET)
  await migratePlatform(logins)
  const tenants = []
  for (let i = 0; i < count; i += 1)
    tenants.push(await createTenant(logins, { slug: `house-${i}`, name: `House ${i}` }, [FIRST]))
  const root = new pg.Client(admin)
  await root.connect()
  t.after(() => root.end())
  const ledger = async () => {
    const { rows } = await root.query(
      `select slug, array_agg(m.name order by m.name) as names from platform.tenants t
         join platform.tenant_migrations m on m.tenant_id = t.id group by slug order by slug`,
    )
    return Object.fromEntries(rows.map(({ slug, names }) => [slug as string, names as string[]]))
  }
  return { admin, logins, tenants, root, ledger }
}

test('every tenant gets each file once, however often and by however many processes it is run', async (t) => {
  const { logins, tenants, root, ledger } = await house(t, 6)
  const counting = { ...SECOND, up: `${SECOND.up}; update first set n = n + 1` }
  const runs = await Promise.all([1, 2, 3].map(() => migrateTenants(logins, { migrations: [FIRST, counting] })))
  for (const { failed, untouched } of runs) assert.deepEqual({ failed, untouched }, { failed: [], untouched: [] })
  for (const { schema } of tenants) {
    const { rows } = await root.query(`select n from ${schema}.first`)
    assert.deepEqual(rows, [{ n: 2 }])
  }
  assert.ok(Object.values(await ledger()).every((names) => names.join() === '0001_first,0002_second'))
  const again = await migrateTenants(logins, { migrations: [FIRST, counting] })
  assert.deepEqual(again, { migrated: [], failed: [], untouched: [] })
})

test('a tenant that fails is left as it was, the others go on, and the next run completes it', async (t) => {
  const { logins, tenants, root, ledger } = await house(t, 5)
  const odd = tenants[2]!
  await root.query(`alter table ${odd.schema}.first add column m text`)
  const run = await migrateTenants(logins, { migrations: [FIRST, SECOND], parallel: 2 })
  assert.deepEqual(run.migrated.toSorted(), ['house-0', 'house-1', 'house-3', 'house-4'])
  assert.deepEqual(run.untouched, [])
  assert.deepEqual(
    run.failed.map(({ slug, error }) => [slug, error.message]),
    [['house-2', '0002_second: column "m" of relation "first" already exists']],
  )
  assert.deepEqual((await ledger())['house-2'], ['0001_first'])

  await root.query(`alter table ${odd.schema}.first drop column m`)
  assert.deepEqual((await migrateTenants(logins, { migrations: [FIRST, SECOND] })).migrated, ['house-2'])
})

test('a migration that fails on the first two tenants touches no other', async (t) => {
  const { logins, ledger } = await house(t, 4)
  const broken = { name: '0002_broken', up: 'create table half (); select nonsense', down: '' }
  const run = await migrateTenants(logins, { migrations: [FIRST, broken] })
  assert.deepEqual(run.migrated, [])
  assert.equal(run.failed.length, 2)
  assert.deepEqual(run.untouched, ['house-2', 'house-3'])
  assert.ok(Object.values(await ledger()).every((names) => names.join() === '0001_first'))
})

test('a table somebody holds is waited for shortly and tried again, while the others go on', async (t) => {
  const { logins, tenants, root } = await house(t, 3)
  await root.query('begin')
  await root.query(`lock table ${tenants[0]!.schema}.first in access share mode`)
  const released = setTimeout(() => void root.query('commit'), 2500)
  t.after(() => clearTimeout(released))
  const { migrated, failed } = await migrateTenants(logins, { migrations: [FIRST, SECOND] })
  assert.deepEqual(failed, [])
  assert.equal(migrated.length, 3)
})

test('a migration can touch nothing but its tenant', async (t) => {
  const { logins, tenants } = await house(t, 2)
  const [here, there] = tenants
  for (const up of [
    `insert into ${there!.schema}.first values (9)`,
    'delete from platform.tenants',
    'create table public.x ()',
  ]) {
    const stray = { name: '0002_stray', up, down: '' }
    await assert.rejects(migrateTenant(logins, here!.id, [FIRST, stray]), { code: '42501' })
  }
})

test('rollback takes the newest migration back everywhere, and further when told to', async (t) => {
  const { logins, tenants, root, ledger } = await house(t, 3)
  const migrations = [FIRST, SECOND]
  await migrateTenants(logins, { migrations })
  const { name, migrated, failed } = await rollbackTenants(logins, undefined, { migrations })
  assert.deepEqual([name, migrated.length, failed], ['0002_second', 3, []])
  assert.ok(Object.values(await ledger()).every((names) => names.join() === '0001_first'))
  await rollbackTenants(logins, '0001_first', { migrations })
  assert.deepEqual(await ledger(), {})
  const { rows } = await root.query(`select to_regclass('${tenants[0]!.schema}.first') as first`)
  assert.deepEqual(rows, [{ first: null }])
})

test('every migration of the product can be taken back and landed again', async () => {
  const { admin, logins } = await scratchDatabase()
  await ensureRoles(admin, SECRET)
  const names = readMigrations('platform').map(({ name }) => name)
  assert.deepEqual(await migratePlatform(logins), names)
  assert.deepEqual(await migratePlatform(logins), [])
  const first = readMigrations('tenant')[0]!.name
  await createTenant(logins, { slug: 'whole', name: 'Whole' })
  assert.deepEqual((await rollbackTenants(logins, first)).migrated, ['whole'])
  assert.deepEqual((await migrateTenants(logins)).migrated, ['whole'])
  assert.deepEqual((await rollbackTenants(logins, first)).migrated, ['whole'])
  assert.deepEqual(await rollbackPlatform(logins, names.length), names.toReversed())
  assert.deepEqual(await migratePlatform(logins), names)
})

test('a tenant is made whole or not at all', async (t) => {
  const { logins, root } = await house(t, 0)
  const objects = async () => {
    const count = `select (select count(*)::int from platform.tenants) as tenants, count(*)::int as roles from pg_auth_members where member = $1::regrole`
    return (await root.query(count, [logins.app.user])).rows[0]
  }
  const broken = { name: '0002_broken', up: 'select nonsense', down: '' }
  await assert.rejects(createTenant(logins, { slug: 'half', name: 'Half' }, [FIRST, broken]), { code: '42703' })
  assert.deepEqual(await objects(), { tenants: 0, roles: 0 })

  const made = await Promise.allSettled(
    [1, 2, 3].map(() => createTenant(logins, { slug: 'half', name: 'Half' }, [FIRST])),
  )
  assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 1)
  for (const one of made) if (one.status === 'rejected') assert.ok(one.reason instanceof TenantTaken)
  assert.deepEqual(await objects(), { tenants: 1, roles: 1 })
  for (const slug of ['Half', 'a', 'half--2', '-half', '018f3f5e-0000-7000-8000-000000000000'])
    await assert.rejects(createTenant(logins, { slug, name: 'Bad' }, []), { name: 'ZodError' }, slug)
})

test('a tenant is found by id and slug at once, and its suspension is seen within a second', async (t) => {
  const { databases, newTenant } = await testDatabase()
  const pool = new pg.Pool({ ...databases.app, max: 2 })
  t.after(() => pool.end())
  const ask = (text: string, values: unknown[]) => pool.query(text, values)
  const find = tenantFinder(ask)
  const slug = `found-${process.pid}`
  assert.equal(await find(slug), null)
  const tenant = await newTenant({ slug })
  assert.deepEqual(await find(slug), tenant)
  assert.deepEqual(await find(tenant.id), tenant)
  assert.deepEqual(await find(tenant.id.toUpperCase()), tenant)
  assert.ok((await listTenants(ask)).some(({ id }) => id === tenant.id))
  for (const key of ['', 'nobody', "x' or true --", 'a\0b', 'x'.repeat(5000)]) assert.equal(await find(key), null)

  assert.ok(await setTenantStatus(databases, tenant.id, 'suspended'))
  await new Promise((resolve) => setTimeout(resolve, 1050))
  assert.equal((await find(slug))?.status, 'suspended')
})

test('each migration of a tenant takes back what it made, and no more', async (t) => {
  const { admin } = await scratchDatabase()
  const logins = await ensureRoles(admin, SECRET)
  await migratePlatform(logins)
  const all = readMigrations('tenant')
  const { schema } = await createTenant(logins, { slug: 'there-and-back', name: 'There' }, all.slice(0, 1))
  const root = new pg.Client(admin)
  await root.connect()
  t.after(() => root.end())
  /** Columns, indexes, constraints and grants of the schema, as text. */
  const shape = async () => {
    const { rows } = await root.query(
      `select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || a.attnotnull as what
         from pg_attribute a join pg_class c on c.oid = a.attrelid
         where c.relnamespace = $1::text::regnamespace and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'i', 'v')
       union all select indexdef from pg_indexes where schemaname = $1::text
       union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
         where connamespace = $1::text::regnamespace
       union all select relname || ' ' || coalesce(relacl::text, '') from pg_class where relnamespace = $1::text::regnamespace
       order by 1`,
      [schema],
    )
    return rows.map(({ what }) => what as string)
  }
  const shapes = [await shape()]
  for (const [i] of all.entries()) {
    if (i === 0) continue
    const { failed } = await migrateTenants(logins, { migrations: all.slice(0, i + 1) })
    assert.deepEqual(failed, [], all[i]!.name)
    shapes.push(await shape())
  }
  for (const [i, { name }] of all.entries().toArray().toReversed()) {
    if (i === 0) continue
    const { failed } = await rollbackTenants(logins, name)
    assert.deepEqual(failed, [], name)
    assert.deepEqual(await shape(), shapes[i - 1], name)
  }
})
