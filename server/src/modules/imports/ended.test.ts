// What becomes of an import whose job could not go on, and of files whose time is over.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { contextOf, transaction } from '#platform/context.ts'
import { check, run, settled } from '#test/importing.ts'
import { testTenant } from '#test/tenant.ts'
import { sweepImports } from './service.ts'

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
