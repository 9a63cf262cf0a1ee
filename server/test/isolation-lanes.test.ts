// Connections are shared by all tenants, and nothing of one stays on them for the next (`security.md` A5).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { contextOf, type Ctx, transaction } from '#platform/context.ts'
import { readDb } from '#platform/db.ts'
import { Lanes } from '#platform/lanes.ts'
import { connectAsSuperuser } from './superuser.ts'
import { testRihla } from './tenant.ts'

const { rihla, admin, databases, tenant } = await testRihla()
const asSuperuser = await connectAsSuperuser(admin)
/** A tenant with one team and one lead, both of its name. */
async function furnish(name: string) {
  const house = await tenant()
  const { token, api, ctx } = await house.person('admin', await house.team(name))
  await api.post('/leads', { title: name })
  const { schema } = house.tenant
  return { name, schema, token, ctx: await ctx(), path: `/api/v1/tenants/${house.tenant.id}` }
}
const houses = [await furnish('canary-a'), await furnish('canary-b')] as const

const WHO = `select current_user as role, session_user as login, current_setting('search_path') as path`
const nobody = [{ role: databases.app.user, login: databases.app.user, path: 'nowhere' }]

/** Every connection is the login role's again. */
async function leavesNoTrace(lanes: Lanes) {
  const exclusive = await Promise.all(Array.from({ length: lanes.size }, () => lanes.acquire(null)))
  const asked = exclusive.map((connection) => connection.send({ text: WHO, values: [] }, null))
  // Enough at once that every reader is asked: one is passed over when eight wait.
  const read = Array.from({ length: lanes.size === 1 ? 1 : lanes.size * 12 }, () =>
    lanes.read({ text: WHO, values: [] }, null),
  )
  const answers = await Promise.all([...asked, ...read])
  for (const connection of exclusive) lanes.release(connection)
  for (const { rows } of answers) assert.deepEqual(rows, nobody)
}

test('500 questions of two tenants over one connection, with errors and breaks between', async (t) => {
  const lanes = new Lanes(databases.app, 1)
  t.after(() => lanes.close())
  const platform = { ...rihla.platform, lanes, readDbOf: (place: { schema: string }) => readDb(lanes, place) }
  const contexts = houses.map(({ ctx: { tenant, actor } }) => contextOf({ platform, tenant, actor }))
  const names = async ({ db }: Ctx) =>
    (await sql<{ role: string; name: string }>`select current_user as role, name from teams`.execute(db)).rows
  const divide = ({ db }: Ctx) => sql`select 1 / 0`.execute(db)
  const write = ({ db }: Ctx, name: string) => sql`update teams set name = ${name}`.execute(db)

  /** Ends the connections while both tenants wait on them: who is answered hears their own. */
  async function cut() {
    const answers = houses.map((_, i) =>
      sql<{ name: string; pid: number }>`select name, pg_sleep(0.02) from teams`.execute(contexts[i]!.db),
    )
    const settled = Promise.allSettled(answers)
    await asSuperuser.ask(`select pg_terminate_backend(pid) from pg_stat_activity where pid = any($1)`, [pids])
    for (const [i, answer] of (await settled).entries())
      if (answer.status === 'fulfilled') assert.equal(answer.value.rows[0]!.name, houses[i]!.name)
    // The end of an idle connection arrives on its own.
    await sleep(20)
  }
  const pids: number[] = []
  const notePid = async ({ db }: Ctx) =>
    void pids.push((await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]!.pid)

  /** What becomes of a question, by turns. */
  const fates: ((ctx: Ctx, other: string) => Promise<unknown>)[] = [
    (ctx, other) =>
      assert.rejects(sql`select * from ${sql.table(`${other}.teams`)}`.execute(ctx.db), { code: '42501' }),
    (ctx) => assert.rejects(divide(ctx), { code: '22012' }),
    (ctx) => assert.rejects(sql`select nothing from teams`.execute(ctx.db), { code: '42703' }),
    (ctx) => transaction(ctx, (ctx) => write(ctx, ctx.tenant.id === houses[0].ctx.tenant.id ? 'canary-a' : 'canary-b')),
    (ctx) =>
      assert.rejects(transaction(ctx, (ctx) => write(ctx, 'lost').then(() => Promise.reject(new Error('abort'))))),
    (ctx) => assert.rejects(transaction(ctx, (ctx) => Promise.all([names(ctx), divide(ctx), names(ctx)]))),
    (ctx) => assert.rejects(Promise.all([names(ctx), divide(ctx), names(ctx)]), { code: '22012' }),
    (ctx) => transaction(ctx, async () => undefined),
    (ctx) => transaction(ctx, (ctx) => notePid(ctx)),
    (ctx) => notePid(ctx),
  ]
  for (let i = 0; i < 500; i += 1) {
    const [here, there] = i % 2 ? [1, 0] : [0, 1]
    const mine = contexts[here]!
    await fates[i % fates.length]!(mine, houses[there]!.schema)
    assert.deepEqual(await names(mine), [{ role: houses[here]!.schema, name: houses[here]!.name }], `question ${i}`)
    if (i % 100 === 50) await cut()
    if (i === 250)
      await assert.rejects(
        transaction(mine, async ({ db }) => {
          await sql`set local statement_timeout = 20`.execute(db)
          await sql`select pg_sleep(1)`.execute(db)
        }),
        { code: '57014' },
      )
    await leavesNoTrace(lanes)
  }
  assert.ok(new Set(pids).size >= 10, 'connections were cut')
})

test('500 requests of two tenants, with refusals, mistakes and callers who hang up', async (t) => {
  const address = await rihla.app.listen({ port: 0, host: '127.0.0.1' })
  t.after(() => rihla.app.server.closeAllConnections())
  /** Path, and what to send, by turns. */
  const asked: [path: string, payload?: object][] = [
    ['/leads'],
    ['/leads?search=canary'],
    ['/leads/stats'],
    ['/leads?nothing=1'],
    ['/leads/00000000-0000-4000-8000-000000000000'],
    ['/events'],
    ['/leads', { title: 'x', contact_id: '00000000-0000-4000-8000-000000000000' }],
    ['/teams'],
    ['/leads/bulk-action', { action: 'add_tags', tags: ['x'], filter: {} }],
    ['/leads/pipeline'],
  ]
  let cut = 0
  async function call(i: number) {
    const [mine, other] = i % 2 ? [houses[1], houses[0]] : houses
    const [path, payload] = asked[i % asked.length]!
    const hangUp = i % 7 === 3 ? AbortSignal.timeout(i % 5) : null
    const headers = { authorization: `Bearer ${mine.token}`, ...(payload && { 'content-type': 'application/json' }) }
    const init = {
      method: payload ? 'POST' : 'GET',
      headers,
      ...(payload && { body: JSON.stringify(payload) }),
      signal: hangUp,
    }
    const answer = await fetch(address + mine.path + path, init).then(
      async (response) => ({ status: response.status, text: await response.text() }),
      (error: Error) => assert.ok(hangUp?.aborted, error) ?? ((cut += 1), undefined),
    )
    if (!answer) return
    assert.ok(answer.status < 500, answer.text)
    assert.ok(!answer.text.includes(other.name), `${path}: ${answer.text}`)
    if (path === '/leads' && !payload) assert.equal(JSON.parse(answer.text).items[0].title, mine.name)
  }
  let next = 0
  await Promise.all(
    Array.from({ length: 12 }, async () => {
      while (next < 500) await call(next++)
    }),
  )
  assert.ok(cut > 0, 'nobody hung up')
  await sleep(50)
  await leavesNoTrace(rihla.platform.lanes)
})
