// How loyal a customer is: by what they bought, by the tenant's numbers, or as somebody said.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import { LoyaltyRules } from '@rihla/contracts/loyalty.ts'
import { writeRules } from '#test/rules.ts'
import { type Answer, type Api, testTenant } from '#test/tenant.ts'
import { ageFigures } from './credit.ts'
import { judgeLoyalty, loyalOlder } from './loyalty.ts'
import { DEFAULT_LOYALTY, levelOf } from './queries/loyalty.ts'

const { api, admin, person, rihla, newRihlaTenant } = await testTenant()
await rihla.start()

async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body, headers } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return { ...body, operation: headers['x-operation-id'] }
}
let made = 0
const account = async (body: object = {}, as: Api = api) =>
  ok(as.post('/accounts', { name: `Loyal ${(made += 1)}`, ...body }), 201)
const trip = async (account_id: string, body: object = {}, as: Api = api) =>
  ok(as.post('/opportunities', { name: 'Trip', account_id, amount: 100, stage: 'won', ...body }), 201)
const statusOf = async (id: string, as: Api = api) => (await ok(as.get(`/accounts/${id}`))).loyalty_status
const why = async (id: string, as: Api = api) => ok(as.get(`/accounts/${id}/loyalty`))
const undo = ({ operation }: { operation?: any }) => ok(api.post(`/events/${operation}/undo`, {}))

test('it follows what is bought, whichever way that comes and goes, without a version', async () => {
  const [{ id }, other] = [await account(), await account()]
  assert.equal(await statusOf(id), 'new')
  const first = await trip(id)
  assert.equal(await statusOf(id), 'bronze')
  const open = await trip(id, { stage: 'negotiation', amount: 60_000 })
  assert.equal(await statusOf(id), 'bronze')
  const won = await ok(api.patch(`/opportunities/${open.id}`, { stage: 'won' }))
  assert.equal(await statusOf(id), 'silver')
  await undo(won)
  assert.equal(await statusOf(id), 'bronze')
  await ok(api.patch(`/opportunities/${open.id}`, { stage: 'won', amount: 160_000 }))
  assert.equal(await statusOf(id), 'gold')
  await ok(api.patch(`/opportunities/${open.id}`, { amount: 1 }))
  assert.equal(await statusOf(id), 'bronze')
  await ok(api.patch(`/opportunities/${first.id}`, { account_id: other.id }))
  await ok(api.delete(`/opportunities/${open.id}`), 204)
  assert.deepEqual([await statusOf(id), await statusOf(other.id)], ['new', 'bronze'])
  await ok(api.post(`/opportunities/${open.id}/restore`, {}))
  const merged = await ok(api.post('/accounts/merge', { keep: other.id, merge: [id] }))
  assert.equal((await why(other.id)).trips, 2)
  await undo(merged)
  assert.deepEqual([(await why(id)).trips, (await why(other.id)).trips], [1, 1])
  const { version } = await ok(api.get(`/accounts/${id}`))
  assert.equal(version, 3, 'the merge and its undo')
})

test('the reasons say what reached it and what is missing', async () => {
  const { id } = await account()
  for (const amount of [30_000, 1000, 1000]) await trip(id, { amount })
  assert.partialDeepStrictEqual(await why(id), {
    account_id: id,
    loyalty_status: 'silver',
    computed_status: 'silver',
    loyalty_locked: false,
    currency: 'MAD',
    lifetime_value: 32_000,
    trips: 3,
    months: 24,
    reasons: [{ rule: 'trips', value: 3, threshold: 3 }],
    next: {
      status: 'gold',
      parts: [
        { rule: 'lifetime_value', value: 32_000, threshold: 150_000 },
        { rule: 'trips', value: 3, threshold: 6 },
      ],
    },
  })
  const abroad = await account({ currency: 'EUR' })
  await trip(abroad.id, { currency: 'EUR', amount: 900_000 })
  assert.partialDeepStrictEqual(await why(abroad.id), { loyalty_status: 'bronze', lifetime_value: null, trips: 1 })
  await ok(api.get(`/accounts/${crypto.randomUUID()}/loyalty`), 404)
})

test('who writes it means it: kept, locked, told; once unlocked the rules decide again', async () => {
  const { id } = await account()
  const written = await ok(api.patch(`/accounts/${id}`, { loyalty_status: 'VIP' }))
  assert.deepEqual([written.loyalty_status, written.loyalty_locked], ['vip', true])
  const { items } = await ok(api.get(`/accounts/${id}/timeline?type=changes`))
  assert.deepEqual(items[0].changes, { loyalty_status: ['new', 'vip'], loyalty_locked: [false, true] })
  await trip(id)
  assert.partialDeepStrictEqual(await why(id), {
    loyalty_status: 'vip',
    computed_status: 'bronze',
    loyalty_locked: true,
  })
  const free = await ok(api.patch(`/accounts/${id}`, { loyalty_locked: false }))
  assert.deepEqual([free.loyalty_status, free.loyalty_locked], ['bronze', false])
  await undo(free)
  assert.equal(await statusOf(id), 'vip')
  await undo(written)
  const back = await ok(api.get(`/accounts/${id}`))
  assert.deepEqual([back.loyalty_status, back.loyalty_locked], ['bronze', false], 'what the rules say by now')
  const same = await ok(api.patch(`/accounts/${id}`, { loyalty_status: 'bronze', city: 'Fès' }))
  assert.equal(same.loyalty_locked, false, 'what stands is no news')
  const held = await ok(api.patch(`/accounts/${id}`, { loyalty_locked: true }))
  assert.deepEqual([held.loyalty_status, held.loyalty_locked], ['bronze', true])
  const said = await account({ loyalty_status: 'gold' })
  assert.deepEqual([said.loyalty_status, said.loyalty_locked], ['gold', true])
})

test('that it follows is no obstacle to taking back how the account came to be', async () => {
  const one = await account()
  await trip(one.id)
  await undo(one)
  assert.ok((await ok(api.get(`/accounts/${one.id}`))).archived_at)
})

test('nor is a lock that no event tells: an upgrade keeps what was said before there were rules', async () => {
  const one = await account()
  await sql`update accounts set loyalty_locked = true where id = ${one.id}`.execute((await admin.ctx()).db)
  await undo(one)
  assert.ok((await ok(api.get(`/accounts/${one.id}`))).archived_at)
})

test('a trip of too long ago makes nobody loyal any more', async () => {
  const house = await (await newRihlaTenant()).person('admin')
  const { id } = await account({}, house.api)
  await trip(id, {}, house.api)
  const ctx = await house.ctx()
  await sql`update opportunities set actual_close_date = '2026-01-31'`.execute(ctx.db)
  await sql`update accounts set loyalty_until = '2026-01-31'`.execute(ctx.db)
  const at = async (day: string) => {
    await ageFigures({ ...ctx, now: new Date(`${day}T12:00:00Z`) })
    const { rows } = await sql<{
      loyalty_status: string
    }>`select loyalty_status from accounts where id = ${id}`.execute(ctx.db)
    return rows[0]!.loyalty_status
  }
  assert.deepEqual([await at('2028-01-30'), await at('2028-01-31'), await at('2028-02-01')], ['bronze', 'new', 'new'])
})

test('the numbers are the tenant’s: changing them works it out again, but for what is locked', async () => {
  const house = await (await newRihlaTenant()).person('admin')
  assert.deepEqual(await body(house.api.get('/accounts/loyalty')), DEFAULT_LOYALTY)
  const [free, locked] = [await account({}, house.api), await account({ loyalty_status: 'platinum' }, house.api)]
  for (const { id } of [free, locked]) await trip(id, {}, house.api)
  const none = { lifetime_value: null, trips: null }
  const levels = { bronze: none, silver: none, gold: { lifetime_value: 100, trips: null }, platinum: none, vip: none }
  const rules = { months: 12, levels }
  const set = await house.api.put('/accounts/loyalty', rules)
  assert.deepEqual([set.status, set.body], [200, rules])
  assert.equal((await why(free.id, house.api)).computed_status, 'gold')
  for (let i = 0; i < 200 && (await statusOf(free.id, house.api)) !== 'gold'; i += 1) await wait(50)
  assert.deepEqual([await statusOf(free.id, house.api), await statusOf(locked.id, house.api)], ['gold', 'platinum'])
  assert.deepEqual((await body(api.get('/accounts/loyalty'))).months, 24, 'another tenant keeps its own')
  const wrong = [
    {},
    { ...rules, months: 0 },
    { ...rules, levels: { ...levels, gold: { lifetime_value: -1, trips: 1 } } },
  ]
  for (const one of wrong) assert.equal((await house.api.put('/accounts/loyalty', one)).status, 400)
})
const body = async (answer: Promise<Answer>) => (await answer).body

test('who changed the numbers is known, and taking it back works loyalty out again', async () => {
  const { person } = await newRihlaTenant()
  const [house, agent] = [await person('admin'), await person('agent')]
  const { id } = await account({}, house.api)
  await trip(id, {}, house.api)
  const none = { lifetime_value: null, trips: null }
  const levels = { ...DEFAULT_LOYALTY.levels, bronze: none, silver: { lifetime_value: null, trips: 1 } }
  const set = await ok(house.api.put('/accounts/loyalty', { ...DEFAULT_LOYALTY, levels }))
  const reaches = async (status: string) => {
    for (let i = 0; i < 200 && (await statusOf(id, house.api)) !== status; i += 1) await wait(50)
    assert.equal(await statusOf(id, house.api), status)
  }
  await reaches('silver')
  const logged = async (as: Api) => (await ok(as.get('/events?record_type=loyalty_rule'))).items
  const [event] = await logged(house.api)
  assert.deepEqual([event.type, event.actor.id], ['loyalty_rule.updated', house.id])
  assert.deepEqual(event.changes, { levels: [DEFAULT_LOYALTY.levels, levels] })
  assert.deepEqual(await logged(agent.api), [])
  await ok(house.api.post(`/events/${set.operation}/undo`, {}))
  assert.deepEqual(await body(house.api.get('/accounts/loyalty')), DEFAULT_LOYALTY)
  await reaches('bronze')
})

test('what is bought counts by the numbers as they are, whatever this process remembers of them', async () => {
  const house = await (await newRihlaTenant()).person('admin')
  const { id } = await account({}, house.api)
  const { levels } = await body(house.api.get('/accounts/loyalty'))
  // As another process would.
  const theirs = { months: 24, levels: { ...levels, gold: { lifetime_value: 1, trips: 1 } } }
  await writeRules(await house.ctx(), 'loyalty', theirs)
  await trip(id, {}, house.api)
  assert.equal(await statusOf(id, house.api), 'gold')
})

test('only an administrator changes the numbers', async () => {
  for (const role of ['manager', 'agent', 'viewer'] as const) {
    const { api: theirs } = await person(role)
    await ok(theirs.put('/accounts/loyalty', DEFAULT_LOYALTY), 403)
    await ok(theirs.get('/accounts/loyalty'))
  }
})

test('accounts that bought before come to what they earned, once what people said is kept', async () => {
  const house = await (await newRihlaTenant()).person('admin')
  const [{ id }, said] = [await account({}, house.api), await account({}, house.api)]
  const ctx = await house.ctx()
  await sql`delete from settings`.execute(ctx.db)
  await sql`update accounts set loyalty_status = 'gold' where id = ${said.id}`.execute(ctx.db)
  for (const one of [id, said.id]) await trip(one, {}, house.api)
  const both = () => Promise.all([statusOf(id, house.api), statusOf(said.id, house.api)])
  assert.deepEqual(await both(), ['new', 'gold'], 'the rules wait')
  await loyalOlder(ctx)
  assert.deepEqual(await both(), ['new', 'gold'])
  // So late that no process of before writes any more, what is said is kept, and what was bought counts.
  await loyalOlder({ ...ctx, now: new Date(ctx.now.getTime() + 6 * 60_000) })
  assert.deepEqual(await both(), ['bronze', 'gold'])
  assert.deepEqual(
    [(await why(said.id, house.api)).loyalty_locked, (await why(id, house.api)).loyalty_locked],
    [true, false],
  )
})

const threshold = fc.record({
  lifetime_value: fc.option(fc.integer({ min: 1, max: 50 })),
  trips: fc.option(fc.integer({ min: 1, max: 8 })),
})
const rules = fc.record({
  months: fc.integer({ min: 1, max: 120 }),
  levels: fc.record({ bronze: threshold, silver: threshold, gold: threshold, platinum: threshold, vip: threshold }),
})

test('the database and the reasons come to the same level', async () => {
  const { db } = await admin.ctx()
  await fc.assert(
    fc.asyncProperty(
      rules,
      fc.option(fc.integer({ min: 0, max: 60 })),
      fc.nat(9),
      async (rules, lifetime_value, trips) => {
        assert.ok(LoyaltyRules.safeParse(rules).success)
        const values = { value: sql`${lifetime_value}::numeric`, trips: sql`${trips}::int` }
        const { rows } = await sql<{ level: string }>`select ${levelOf(rules, values)} as level`.execute(db)
        const { status, reasons, next } = judgeLoyalty(rules, { lifetime_value, trips })
        assert.equal(rows[0]!.level, status)
        assert.equal(reasons.length > 0, status !== 'new')
        assert.ok(!next || next.parts.every(({ value, threshold }) => value < threshold))
      },
    ),
    { numRuns: 200, seed: 3 },
  )
})
