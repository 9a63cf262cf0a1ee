// What becomes of an import whose job could not go on, and of files whose time is over.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { contextOf, transaction } from '#platform/context.ts'
import { check, run, settled, undo, upload } from '#test/importing.ts'
import { testTenant } from '#test/tenant.ts'
import { sweepImports } from './kept.ts'

const { api, admin, rihla } = await testTenant({ alone: true })
await rihla.start()

/** As it is when who started the job is a member no more. */
const broken = async (id: string, state: string) =>
  transaction(await admin.ctx(), async ({ db }) => {
    await sql`update imports set state = ${state} where id = ${id}`.execute(db)
    await sql`update jobs set state = 'failed', error = 'permission_denied'
      where id = (select job_id from imports where id = ${id})`.execute(db)
  })

test('an import whose job failed is not at work for ever', async () => {
  const file = 'first_name,last_name\nA,Ended\n'
  const checked = await check(api, 'contact', file)
  await broken(checked.id, 'checking')
  assert.equal((await api.get(`/imports/${checked.id}`)).body.state, 'uploaded')
  assert.equal((await api.post(`/imports/${checked.id}/check`, {})).status, 202)
  assert.equal((await settled(api, checked.id)).state, 'checked')

  const ran = await run(api, 'contact', file)
  await broken(ran.id, 'undoing')
  const { state, error } = (await api.get(`/imports/${ran.id}`)).body
  assert.deepEqual([state, error], ['failed', 'permission_denied'])
  const { items } = (await api.get('/imports?state=failed')).body
  assert.deepEqual(
    items.map(({ id }: any) => id),
    [ran.id],
  )
  assert.equal((await api.post(`/imports/${ran.id}/undo`, {})).status, 202)
  assert.equal((await settled(api, ran.id)).state, 'undone')
})

test('what a file held goes when its time is over, and only then', async () => {
  const [kept, over] = [
    await check(api, 'contact', 'first_name,last_name\nB,Kept\n'),
    await check(api, 'contact', 'first_name,last_name\nC,Over\n'),
  ]
  const ctx = await admin.ctx()
  const past = new Date(Date.now() - 31 * 86_400_000)
  await transaction(ctx, ({ db }) => sql`update imports set updated_at = ${past} where id = ${over.id}`.execute(db))
  const { tenant, actor, platform } = ctx
  await sweepImports(contextOf({ tenant, actor, platform, now: new Date(Date.now() + 86_400_000) }))
  for (const table of ['import_files', 'import_rows']) {
    const { rows } = await sql<{ import_id: string }>`
      select distinct import_id from ${sql.table(table)} where import_id in (${kept.id}, ${over.id})`.execute(ctx.db)
    assert.deepEqual(rows, [{ import_id: kept.id }], table)
  }
})

/** Whatever the import's own row still tells of the cells of its file. */
const toldOf = async (id: string) =>
  JSON.stringify((await sql`select columns from imports where id = ${id}`.execute((await admin.ctx()).db)).rows)

test('samples of a file go with it, and nothing waits for what is gone', async () => {
  const { id } = await check(api, 'contact', 'first_name,last_name\nD,Sampled\n')
  assert.match(await toldOf(id), /Sampled/)
  const ctx = await admin.ctx()
  const past = new Date(Date.now() - 31 * 86_400_000)
  await transaction(ctx, ({ db }) => sql`update imports set updated_at = ${past} where id = ${id}`.execute(db))
  const { tenant, actor, platform } = ctx
  await sweepImports(contextOf({ tenant, actor, platform, now: new Date(Date.now() + 2 * 86_400_000) }))
  assert.doesNotMatch(await toldOf(id), /Sampled/)
  const { columns, state } = (await api.get(`/imports/${id}`)).body
  assert.deepEqual(
    [state, columns.map(({ name, samples }: any) => [name, samples])],
    [
      'cancelled',
      [
        ['first_name', []],
        ['last_name', []],
      ],
    ],
  )
  assert.equal((await api.post(`/imports/${id}/run`, {})).body.code, 'import.ended')
})

test('a tenant keeps so much and no more; a file that is deleted makes room, and what it wrote is undone all the same', async () => {
  const { imports } = rihla.platform.config
  const most = imports.most
  const before = await run(api, 'contact', `first_name,last_name,notes\nE,Kept,${'sand '.repeat(3000)}\n`)
  try {
    imports.most = 40_000
    const big = `first_name,last_name,notes\n${Array.from({ length: 30 }, (_, n) => `F,Room${n},${'dune '.repeat(200)}`).join('\n')}\n`
    const refused = await upload(api, 'contact', big)
    assert.deepEqual([refused.status, refused.body.code], [409, 'import.no_room'])
    assert.match(refused.body.detail, /Delete the files/)
    assert.equal((await api.get('/imports?take=1')).body.items[0].id, before.id, 'nothing stays of what was refused')
    assert.equal((await api.delete(`/imports/${before.id}/file`)).status, 204)
    assert.equal((await upload(api, 'contact', big)).status, 201)
  } finally {
    imports.most = most
  }
  assert.deepEqual((await api.get(`/imports/${before.id}/faults`)).body.items, [])
  assert.equal((await undo(api, before.id)).state, 'undone')
})

test('a file that is being read anew is nobody’s to delete, nor are the rows that come of it', async () => {
  const { id } = await check(api, 'contact', 'first_name,last_name\nG,Anew\n')
  const now = async (state: string) =>
    transaction(await admin.ctx(), ({ db }) => sql`update imports set state = ${state} where id = ${id}`.execute(db))
  await now('uploading')
  assert.equal((await api.delete(`/imports/${id}/file`)).status, 404)
  await now('checked')
  await api.post(`/imports/${id}/run`, {})
  const { state, counts } = await settled(api, id)
  assert.deepEqual([state, counts!.create], ['done', 1])
})
