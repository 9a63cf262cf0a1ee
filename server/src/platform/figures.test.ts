// Figures over very many records are remembered until something changes; over others they are counted each time.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Kysely, sql } from 'kysely'
import { testTenant } from '#test/tenant.ts'
import { slowly } from './context.ts'
import type { DB } from './db.types.ts'

const { admin, api, person, newRihlaTenant } = await testTenant()

const statsOf = async (as = api) => {
  const { status, body } = await as.get('/leads/stats')
  assert.equal(status, 200, JSON.stringify(body))
  return body.total_leads as number
}
const made = async (as = api) => assert.equal((await as.post('/leads', { last_name: 'One more' })).status, 201)

test('of few, what has just changed is counted', async () => {
  const other = await (await newRihlaTenant()).person('admin')
  for (const total of [1, 2, 3]) {
    await made(other.api)
    assert.equal(await statsOf(other.api), total)
  }
})

/** Leads that no event tells of: nobody hears that they came. */
const put = (db: Kysely<DB>, leads: number, owner: string | null) =>
  sql`
  insert into leads (id, created_at, updated_at, version, last_name, lead_status, travel_interests, destinations,
    lead_score, score_locked, call_attempts, tags, custom, search, assigned_to)
  select gen_random_uuid(), now(), now(), 1, 'Many', 'new', '{}', '{}', 50, false, 0, '{}', '{}', 'many', ${owner}::uuid
  from generate_series(1, ${leads}) i`.execute(db)

test('of many they are remembered until something changes, each for who may see what was counted', async () => {
  const MANY = 50_000
  const [{ db }, agent] = [slowly(await admin.ctx()), await person('agent')]
  for (let from = 0; from < MANY; from += 5000) await put(db, 5000, admin.id)
  await put(db, 10, agent.id)
  assert.deepEqual(await Promise.all([statsOf(), statsOf(), statsOf(agent.api)]), [MANY + 10, MANY + 10, 10])
  await put(db, 1, admin.id)
  await put(db, 1, agent.id)
  assert.deepEqual([await statsOf(), await statsOf(agent.api)], [MANY + 10, 11], 'of few it is exact')
  assert.equal(
    (await api.get('/leads/stats?lead_status=won')).body.total_leads,
    0,
    'another question is another answer',
  )
  // However fast changes follow each other, nobody is told what was before their own.
  for (const more of [1, 2, 3]) {
    await made()
    assert.equal(await statsOf(), MANY + 12 + more)
  }
  await made(agent.api)
  assert.deepEqual(await Promise.all([statsOf(), statsOf()]), [MANY + 16, MANY + 16])
})
