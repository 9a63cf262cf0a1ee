import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Ctx, newId, transaction } from '#platform/context.ts'
import { Lanes } from '#platform/lanes.ts'
import { createLog } from '#platform/log.ts'
import { testDatabase } from '#test/database.ts'
import { type Proxy, proxyOf } from '#test/proxy.ts'
import { type Answer, testTenant } from '#test/tenant.ts'
import { buildApp } from '../src/app.ts'

/** Milliseconds the database is away. A run by hand may ask for the 20 s of the promise. */
const AWAY = Number(process.env.OUTAGE_MS ?? 6000)

const { databases: direct, config } = await testDatabase()
const proxy: Proxy = await proxyOf(direct.app)
const { api, admin, rihla, tenant } = await testTenant({
  connect: ({ app, jobs, ...rest }) => ({ ...rest, app: proxy.through(app), jobs: proxy.through(jobs) }),
})
after(() => proxy.remove())
await rihla.start()
const { body: lead } = await api.post('/leads', { last_name: 'Benali' })

async function probe(url: string): Promise<Answer> {
  const { statusCode: status, headers, ...answer } = await rihla.app.inject({ url })
  return { status, headers, body: answer.json() }
}
const wrong = { email: 'nobody@test.example', password: 'wrong' }
const questions: Record<string, () => Promise<Answer>> = {
  'a lead': () => api.get(`/leads/${lead.id}`),
  'a list': () => api.get('/leads'),
  'a search': () => api.get('/leads?search=benali'),
  figures: () => api.get('/leads/stats'),
  'a new lead': () => api.post('/leads', { last_name: 'Plain' }),
  'a keyed lead': () => api.post('/leads', { last_name: 'Keyed' }, { 'idempotency-key': crypto.randomUUID() }),
  'a change': () => api.patch(`/leads/${lead.id}`, { title: `${Math.random()}` }),
  'a sign-in': () => api.post('/api/v1/auth/login', wrong),
}

async function timed(ask: () => Promise<Answer>): Promise<Answer & { ms: number }> {
  const begun = performance.now()
  const answer = await ask()
  return { ...answer, ms: performance.now() - begun }
}

/** Asks everything again and again for `ms`; every answer must be the 503 of a database that is away. */
async function expectAway(ms: number, patience: number) {
  const end = Date.now() + ms
  const asking = Object.entries(questions).map(async ([name, ask]) => {
    let asked = 0
    for (; Date.now() < end; asked += 1) {
      const answer = await timed(ask)
      const told = `${name}: ${answer.status} after ${Math.round(answer.ms)} ms ${JSON.stringify(answer.body)}`
      assert.equal(answer.status, 503, told)
      assert.ok(Number(answer.headers['retry-after']) > 0, told)
      assert.ok(answer.ms < patience, told)
      assert.doesNotMatch(JSON.stringify(answer.body), /ECONN|sock|terminat/i)
      await sleep(50)
    }
    return asked
  })
  return Promise.all(asking)
}

/** Everything is answered again within 5 s. */
async function expectBack() {
  const begun = Date.now()
  for (const [name, ask] of Object.entries(questions))
    for (let answer = await ask(); answer.status >= 500; answer = await ask()) {
      assert.ok(Date.now() - begun < 5000, `${name} still answers ${answer.status}`)
      await sleep(50)
    }
  assert.equal((await probe('/health')).status, 200)
  await sleep(1000) // so long /ready remembers
  assert.equal((await probe('/ready')).status, 200)
}

/** Every lead stands with the events of each of its versions, and every event with its lead. */
async function expectWhole() {
  const { db } = await admin.ctx()
  const { rows } = await sql`
    select l.id, l.version, l.updated_at, e.* from leads l
    full join (select record_id, count(*) as events, max(record_version) as last, max(at) as at
               from events where record_type = 'lead' group by 1) e on e.record_id = l.id
    where l.id is null or l.version is distinct from events or l.version <> last or l.updated_at <> at`.execute(db)
  assert.deepEqual(rows, [])
}

const namesOf = async (name: string): Promise<number> => (await api.get(`/leads?last_name=${name}`)).body.total

test(`a database that is away for ${AWAY / 1000} s: 503 within 3 s each, and served again within 5 s`, async () => {
  await expectBack()
  const before = await namesOf('Plain')
  await proxy.close()
  try {
    await sleep(1000) // so long a session, a member and a tenant are believed
    const asking = expectAway(AWAY, 3000)
    for (const path of ['/health', '/ready']) {
      const { status, ms } = await timed(() => probe(path))
      assert.equal(status, 503)
      assert.ok(ms < 1500, `${path} took ${ms} ms`)
    }
    for (const asked of await asking) assert.ok(asked > 3)
  } finally {
    await proxy.open()
  }
  await expectBack()
  assert.equal(await namesOf('Plain'), before + 1)
  await expectWhole()
})

test('a database that stops answering gives 503 and no hang', async () => {
  proxy.hang()
  try {
    const asking = expectAway(8000, 8000)
    for (const path of ['/health', '/ready']) {
      const { status, ms } = await timed(() => probe(path))
      assert.equal(status, 503)
      assert.ok(ms < 2000, `${path} took ${ms} ms`)
    }
    await asking
  } finally {
    proxy.goOn()
  }
  await expectBack()
  await expectWhole()
})

test('connections that break under writes lose nothing that was acknowledged', async () => {
  const acknowledged: string[] = []
  const end = Date.now() + 4000
  const writers = Array.from({ length: 20 }, async () => {
    while (Date.now() < end) {
      const id = crypto.randomUUID()
      const made = await api.post('/leads', { id, last_name: 'Kept' })
      assert.ok([201, 503].includes(made.status), JSON.stringify(made.body))
      if (made.status !== 201) continue
      acknowledged.push(id)
      const moved = await api.put(`/leads/${id}/stage`, { lead_status: 'contacted' })
      assert.ok([200, 503].includes(moved.status), JSON.stringify(moved.body))
    }
  })
  while (Date.now() < end) {
    await sleep(100 + 400 * Math.random())
    proxy.cut()
  }
  await Promise.all(writers)
  await expectBack()
  const { db } = await admin.ctx()
  const kept = await db.selectFrom('leads').select('id').where('id', 'in', acknowledged).execute()
  assert.equal(kept.length, acknowledged.length)
  assert.ok(kept.length > 20)
  await expectWhole()
})

test('a transaction whose connection broke is not carried on, nor committed, on another one', async () => {
  await expectBack()
  const insert = (ctx: Ctx, key: string) =>
    sql`insert into settings (key, value, updated_at) values (${key}, '1', now())`.execute(ctx.db)
  const broken = { name: 'Error', status: 503, code: 'database_unavailable' }
  const cut = async () => {
    proxy.cut()
    await sleep(50)
  }
  const ctx = await admin.ctx()
  await assert.rejects(
    transaction(ctx, async (ctx) => {
      await insert(ctx, 'before the commit')
      await cut()
    }),
    broken,
  )
  await assert.rejects(
    transaction(ctx, async (ctx) => {
      await insert(ctx, 'first')
      await cut()
      await insert(ctx, 'second')
    }),
    broken,
  )
  await assert.rejects(
    transaction(ctx, async (ctx) => {
      await insert(ctx, 'swallowed')
      await cut()
      await insert(ctx, 'lost').catch(() => undefined)
    }),
    broken,
  )
  await expectBack()
  const { rows } = await sql<{ key: string }>`select key from settings where value = '1'`.execute(ctx.db)
  assert.deepEqual(rows, [])
})

test('a connection that has served many tenants is not replaced under a transaction', async (t) => {
  const lanes = new Lanes(direct.app, 1)
  t.after(() => lanes.close())
  const one = await lanes.acquire(null)
  for (let i = 0; i < 100; i += 1)
    await assert.rejects(one.send({ text: 'select 1', values: [] }, { schema: `t_unknown_${i}` }), { code: '22023' })
  lanes.release(one)
  const ctx = await admin.ctx()
  const there = { ...ctx, platform: { ...ctx.platform, lanes } }
  for (let i = 0; i < 2; i += 1) {
    const count = await transaction(there, async (ctx) => {
      await sql`select 1`.execute(ctx.db)
      await sql`select 2`.execute(ctx.db)
      return (await sql<{ role: string }>`select current_role as role`.execute(ctx.db)).rows[0]!.role
    })
    assert.equal(count, tenant.schema)
  }
})

test('background work goes on after all that', async () => {
  const ids: string[] = (await api.get('/leads?take=200')).body.items.map(({ id }: { id: string }) => id)
  const { body: rules } = await api.get('/leads/scoring')
  const { body: changed, status } = await api.put('/leads/scoring', { ...rules, base: rules.base + 1 })
  assert.equal(status, 200, JSON.stringify(changed))
  assert.ok(ids.length)
  const { db } = await admin.ctx()
  const end = Date.now() + 10_000
  for (;;) {
    const { rows } = await sql<{ state: string }>`select state from jobs`.execute(db)
    const { rows: waiting } = await sql`select from events where published_at is null`.execute(db)
    if (rows.every(({ state }) => state === 'done') && waiting.length === 0) break
    assert.ok(Date.now() < end, `${waiting.length} events wait, jobs are ${rows.map(({ state }) => state).join()}`)
    await sleep(100)
  }
})

test('a process ends also while the database does not answer', async () => {
  const databases = { ...direct, app: proxy.through(direct.app), jobs: proxy.through(direct.jobs) }
  const other = await buildApp({ config, databases, log: createLog(config) })
  await other.start()
  const { tenant: waiting } = await admin.ctx()
  await Promise.all(
    Array.from({ length: 20 }, () =>
      other.app.inject({
        url: `/api/v1/tenants/${tenant.id}/leads`,
        headers: { authorization: `Bearer ${admin.token}` },
      }),
    ),
  )
  proxy.hang()
  // Many tenants wait for their events to be published: each one alone would hold us up for seconds.
  for (let i = 0; i < 30; i += 1) other.platform.bell.ring({ ...waiting, id: newId() })
  try {
    const begun = Date.now()
    await other.app.close()
    await other.stop()
    assert.ok(Date.now() - begun < 15_000, `it took ${Date.now() - begun} ms`)
  } finally {
    proxy.goOn()
  }
})
