import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/context.ts'
import { startJob } from '#platform/jobs.ts'
import { compared, found, number, seed } from '#test/duplicatePairs.ts'
import { type Person, testTenant } from '#test/tenant.ts'
import { fewer } from './fewer.ts'
import { followLog } from './following.ts'
import { listPairs } from './pairs.ts'
import { matesOf, nextNames, readNamesakes } from './queries/found.ts'

const { newRihlaTenant } = await testTenant()

async function office() {
  const { person } = await newRihlaTenant()
  const admin = await person('admin')
  return { admin, ctx: await admin.ctx() }
}

for (const [how, change] of [
  ['renamed', (api: Person['api'], id: string) => api.patch(`/accounts/${id}`, { name: 'Sahara Travel' })],
  ['erased', (api: Person['api'], id: string) => api.delete(`/accounts/${id}?hard=true`)],
  ['archived', (api: Person['api'], id: string) => api.delete(`/accounts/${id}`)],
] as const)
  test(`who of one name in another country is ${how} lets the others take the places`, async () => {
    const { admin, ctx } = await office()
    const make = async (country: string) => {
      const fields = { name: 'Atlas Travel', account_type: 'business', country }
      const { status, body } = await admin.api.post('/accounts?allow_duplicate=true', fields)
      assert.equal(status, 201, JSON.stringify(body))
      return body.id as string
    }
    const oldest = await make('MA')
    for (let n = 0; n < 15; n += 1) await make('FR')
    // They are followed: only what goes now is looked at.
    await number(ctx)
    await followLog(ctx)
    assert.deepEqual(await found(ctx, 'account'), await compared(ctx, 'account'))
    assert.ok((await change(admin.api, oldest)).status < 300)
    const all = await compared(ctx, 'account')
    assert.equal(all.length, 45 + 5)
    assert.deepEqual(await found(ctx, 'account'), all)
  })

test('a key that many share is looked for once, however many of them changed', async () => {
  const { admin, ctx } = await office()
  const ids: string[] = []
  for (let n = 0; n < 40; n += 1)
    ids.push(await seed(admin, { first_name: 'Amina', last_name: `Tazi ${n}`, email: 'desk@pair.example' }))
  const read = await rowsRead(ctx, 'contacts', async (ctx) =>
    assert.deepEqual(new Set(await matesOf(ctx, 'contact', ids)), new Set(ids)),
  )
  assert.ok(read > 0 && read < 20 * ids.length, `${read} rows were read`)
})

test('a page of one name in a city reads no more for pairs that have other things in common', async () => {
  const { admin, ctx } = await office()
  for (let n = 0; n < 30; n += 1) await seed(admin, { first_name: 'Amina', last_name: 'Tazi', city: 'Fès' })
  assert.equal((await found(ctx, 'contact')).length, 29 + 36)
  await sql`
    insert into duplicate_pairs (record_type, a, b, confidence, reasons)
    select 'contact', gen_random_uuid(), gen_random_uuid(), 97, '{email}' from generate_series(1, 3000)`.execute(ctx.db)
  await sql`analyze duplicate_pairs`.execute(ctx.db)
  const names = await nextNames(ctx, 'contact', String(-(2n ** 63n)), 10)
  const read = await rowsRead(ctx, 'duplicate_pairs', async (ctx) =>
    assert.equal((await readNamesakes(ctx, 'contact', names, 21, undefined)).length, 21),
  )
  assert.ok(read < 3000, `${read} rows were read`)
})

/** How many rows of a table are read while something is done. */
const rowsRead = (ctx: Ctx, table: string, work: (ctx: Ctx) => Promise<unknown>): Promise<number> =>
  transaction(ctx, async (ctx) => {
    await work(ctx)
    const { rows } = await sql<{ read: number }>`
      select seq_tup_read + idx_tup_fetch as read from pg_stat_xact_user_tables
      where schemaname = ${ctx.tenant.schema} and relname = ${table}`.execute(ctx.db)
    return rows[0]!.read
  })

test('a step that fails is taken in halves, and what fails alone is passed by', async () => {
  const { ctx } = await office()
  const ids = ['1', '2', '3', '4', '5', '6']
  const [done, passed]: string[][] = [[], []]
  let tries = 0
  const quiet = { ...ctx, platform: { ...ctx.platform, log: { error: () => undefined } as never } }
  const next = (tx: Ctx) =>
    fewer(tx, {
      what: 'test',
      most: 4,
      work: async (count) => {
        tries += 1
        const these = ids.slice(0, count)
        if (these.includes('3')) await sql`select 1 / 0`.execute(tx.db)
        done!.push(...ids.splice(0, count))
      },
      pass: async () => void passed!.push(ids.shift()!),
    })
  while (ids.length) await transaction(quiet, next)
  assert.deepEqual([done, passed], [['1', '2', '4', '5', '6'], ['3']])
  assert.ok(tries <= 9, `${tries} tries`)
  const lost = Object.assign(new Error('gone'), { code: '08006' })
  const failing = fewer(quiet, { what: 'test', most: 4, work: () => Promise.reject(lost), pass: async () => undefined })
  await assert.rejects(failing)
})

test('the sweep writes nothing where nothing telling happened, and nothing while a file is read in', async () => {
  const { admin, ctx } = await office()
  const id = await seed(admin, { first_name: 'Amina', last_name: 'Tazi', email: 'w@pair.example' })
  const where = async () => (await sql`select key, value, updated_at from settings order by key`.execute(ctx.db)).rows
  const follow = async () => {
    await number(ctx)
    await followLog({ ...ctx, now: new Date() })
  }
  await follow()
  const before = await where()
  assert.equal((await admin.api.post(`/contacts/${id}/notes`, { content: 'Called back.' })).status, 201)
  await follow()
  assert.deepEqual(await where(), before)
  const job = await startJob(ctx, 'imports.run', {}, 1)
  await sql`update jobs set state = 'running' where id = ${job.id}`.execute(ctx.db)
  await seed(admin, { first_name: 'Amina', last_name: 'Tazi', email: 'w@pair.example' })
  await follow()
  assert.deepEqual(await where(), before)
  await sql`update jobs set state = 'done' where id = ${job.id}`.execute(ctx.db)
  await follow()
  assert.notDeepEqual(await where(), before)
})

test('whoever is erased leaves no name behind, and no two names in two cities are one', async () => {
  const { admin, ctx } = await office()
  const fields = { first_name: 'Omar', last_name: 'Ben El', city: 'Jadida' }
  const ids = [
    await seed(admin, fields),
    await seed(admin, fields),
    await seed(admin, { ...fields, last_name: 'Ben', city: 'El Jadida' }),
  ]
  assert.equal((await compared(ctx, 'contact')).length, 1)
  assert.deepEqual(await found(ctx, 'contact'), await compared(ctx, 'contact'))
  for (const id of ids) assert.equal((await admin.api.delete(`/contacts/${id}?hard=true`)).status, 204)
  assert.deepEqual(await found(ctx, 'contact'), [])
  const { rows } = await sql`select to_jsonb(n)::text as kept from duplicate_names n`.execute(ctx.db)
  assert.ok(!/omar|jadida/i.test(JSON.stringify(rows)), JSON.stringify(rows))
})

test('where the waiting cannot be found, what was found before is shown', async () => {
  const { admin, ctx } = await office()
  for (let n = 0; n < 2; n += 1) await seed(admin, { first_name: 'Hind', last_name: 'Tazi', email: 'h@pair.example' })
  assert.equal((await found(ctx, 'contact')).length, 1)
  await seed(admin, { first_name: 'Hind', last_name: 'Tazi', email: 'h@pair.example' })
  await sql`alter table duplicate_pairs add constraint refused check (confidence > 100) not valid`.execute(ctx.db)
  assert.equal((await found(ctx, 'contact')).length, 1)
})

test('a page that is not filled in time goes on by its cursor', async () => {
  const { admin, ctx } = await office()
  const names = Array.from({ length: 30 }, (_, n) => ({ first_name: 'Sara', last_name: `Alami ${n}`, city: 'Fès' }))
  for (const name of [...names, ...names]) await seed(admin, name)
  for (const first_name of ['Less', 'Sure']) await seed(admin, { first_name, last_name: 'Way', phone: '+212522000009' })
  const all = await compared(ctx, 'contact')
  assert.equal(all.length, 31)
  assert.deepEqual(await found(ctx, 'contact'), all)
  assert.deepEqual(await found(ctx, 'contact', 3), all)
  assert.deepEqual(await found(ctx, 'contact', 100, -1), all)
  const page = await listPairs({ ...ctx, now: new Date() }, { take: 100 }, 0, -1)
  assert.ok(page.items.length < 31 && page.next_cursor)
})
