// What an account has bought, what of it is credit, and what is counted over many (`events.ts`, `credit.ts`).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import type { AccountNode } from '@rihla/contracts/accounts.ts'
import { systemContext } from '#platform/context.ts'
import { type Answer, testTenant } from '#test/tenant.ts'
import { accountStats } from './queries/figures.ts'
import { ageFigures } from './credit.ts'
import { type Place } from './queries/tree.ts'
import { treeOf } from './hierarchy.ts'

const { api, admin, person, rihla, newRihlaTenant } = await testTenant()
async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body, headers } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return { ...body, headers }
}
let made = 0
const account = async (body: object = {}) => ok(api.post('/accounts', { name: `Buyer ${(made += 1)}`, ...body }), 201)
const sale = async (body: object) => ok(api.post('/opportunities', { name: 'Sale', ...body }), 201)
const valueOf = async (id: string) => (await ok(api.get(`/accounts/${id}`))).lifetime_value

test('lifetime value is what was won, whichever way it comes and goes', async () => {
  const [one, other] = [await account(), await account()]
  const a = await sale({ account_id: one.id, amount: 1000.1, stage: 'won' })
  assert.equal(await valueOf(one.id), 1000.1)
  const b = await sale({ account_id: one.id, amount: 50 })
  assert.equal(await valueOf(one.id), 1000.1)
  const won = await ok(api.patch(`/opportunities/${b.id}`, { stage: 'won' }))
  assert.equal(await valueOf(one.id), 1050.1)
  await ok(api.post(`/events/${won.headers['x-operation-id']}/undo`))
  assert.equal(await valueOf(one.id), 1000.1)
  await ok(api.patch(`/opportunities/${a.id}`, { amount: 2000 }))
  assert.equal(await valueOf(one.id), 2000)
  await ok(api.patch(`/opportunities/${a.id}`, { account_id: other.id }))
  assert.deepEqual([await valueOf(one.id), await valueOf(other.id)], [0, 2000])
  await ok(api.patch(`/opportunities/${a.id}`, { stage: 'negotiation' }))
  assert.equal(await valueOf(other.id), 0)
  await ok(api.patch(`/opportunities/${a.id}`, { stage: 'closed_won' }))
  const archived = await ok(api.delete(`/opportunities/${a.id}`), 204)
  assert.equal(await valueOf(other.id), 0)
  await ok(api.post(`/events/${archived.headers['x-operation-id']}/undo`))
  assert.equal(await valueOf(other.id), 2000)
  await ok(api.delete(`/opportunities/${a.id}?hard=true`), 204)
  assert.equal(await valueOf(other.id), 0)
  // It follows without a version or an event of its own.
  assert.equal((await ok(api.get(`/accounts/${other.id}`))).version, 1)
})

test('only sales in the account’s currency count; without one, that is the tenant’s', async () => {
  const one = await account()
  for (const currency of ['MAD', 'EUR', null]) await sale({ account_id: one.id, amount: 10, stage: 'won', currency })
  assert.equal(await valueOf(one.id), 20)
  await ok(api.patch(`/accounts/${one.id}`, { currency: 'EUR' }))
  assert.equal(await valueOf(one.id), 10)
})

test('twenty sales won at once are all counted', async () => {
  const one = await account()
  await Promise.all(Array.from({ length: 20 }, () => sale({ account_id: one.id, amount: 1.5, stage: 'won' })))
  assert.equal(await valueOf(one.id), 30)
})

test('credit is what was won and is not due, and ages day by day', async () => {
  const one = await account({ payment_terms_days: 30, credit_limit: 100 })
  const won = await sale({ account_id: one.id, amount: 150, stage: 'won' })
  const used = async () => (await ok(api.get(`/accounts/${one.id}`))).credit_used
  assert.equal(await used(), 150)
  assert.equal((await ok(api.get('/accounts/stats?credit_limit=100'))).over_credit_limit, 1)
  await ok(api.patch(`/accounts/${one.id}`, { payment_terms_days: null }))
  assert.equal(await used(), 0)
  await ok(api.patch(`/accounts/${one.id}`, { payment_terms_days: 2 }))
  assert.equal(await used(), 150)
  // Two days later nobody has touched it, and it is used no more.
  const later = { ...(await admin.ctx()), now: new Date(Date.now() + 3 * 86_400_000) }
  await ageFigures(later)
  const { rows } = await sql<{ credit_used: number; lifetime_value: number; version: number }>`
    select credit_used, lifetime_value, version from accounts where id = ${one.id}`.execute(later.db)
  assert.deepEqual([rows[0]!.credit_used, rows[0]!.lifetime_value, rows[0]!.version], [0, 150, 3])
  assert.equal(won.status, 'won')
})

test('statistics are of what the list shows, and of what the caller may read', async () => {
  const { person, ...other } = await newRihlaTenant()
  const [boss, agent] = [await person('admin'), await person('agent')]
  const put = async (body: object) => ok(boss.api.post('/accounts', { allow_duplicate: true, ...body }), 201)
  const industry = await ok(boss.api.post('/industries', { name: 'Mining' }), 201)
  const a = await put({
    name: 'A',
    country: 'MA',
    region: 'Souss',
    industry: 'Mining',
    loyalty_status: 'gold',
    credit_limit: 10,
  })
  await put({ name: 'B', country: 'FR', is_active: false, assigned_to: agent.id })
  await put({ account_type: 'individual', name: 'C D', currency: 'EUR', assigned_to: null, credit_limit: 5 })
  await ok(boss.api.post('/opportunities', { name: 'W', amount: 99.9, stage: 'won', account_id: a.id }), 201)
  const stats = await ok(boss.api.get('/accounts/stats'))
  assert.partialDeepStrictEqual(stats, {
    total_accounts: 3,
    active_accounts: 2,
    inactive_accounts: 1,
    unassigned_count: 1,
    over_credit_limit: 0,
    accounts_by_type: { business: 2, individual: 1 },
    accounts_by_loyalty: { gold: 1, new: 2 },
    accounts_by_country: { MA: 1, FR: 1, none: 1 },
    accounts_by_region: { Souss: 1, none: 2 },
    currency: 'MAD',
    lifetime_value: { sum: 99.9, sums: [{ currency: 'MAD', sum: 99.9 }] },
    credit_limit: {
      sum: 10,
      sums: [
        { currency: 'MAD', sum: 10 },
        { currency: 'EUR', sum: 5 },
      ],
    },
  })
  assert.deepEqual(stats.accounts_by_industry, [
    { industry_id: null, name: null, count: 2 },
    { industry_id: industry.id, name: 'Mining', count: 1 },
  ])
  assert.deepEqual(
    stats.accounts_by_owner.map(({ count }: any) => count),
    [1, 1, 1],
  )
  assert.equal((await ok(boss.api.get('/accounts/stats?account_type=business&search=a'))).total_accounts, 1)
  assert.equal((await ok(boss.api.get('/api/v1/companies/stats'))).total_accounts, 2)
  assert.equal((await ok(agent.api.get('/accounts/stats'))).total_accounts, 2)
  assert.equal((await accountStats(systemContext(rihla.platform, other.tenant), { archived: true })).total_accounts, 0)
})

test('a hierarchy shows where an account stands, and rolls up what hangs below', async () => {
  const agent = await person('agent')
  const top = await account({ name: 'Holding' })
  const middle = await account({ name: 'Hidden', parent_id: top.id })
  const leaf = await account({ name: 'Shop', parent_id: middle.id, assigned_to: agent.id })
  await account({ name: 'Unseen', parent_id: leaf.id })
  await ok(
    api.post('/contacts', { first_name: 'L', last_name: 'Eaf', account_id: leaf.id, assigned_to: agent.id }),
    201,
  )
  await sale({ account_id: leaf.id, amount: 10.1, assigned_to: agent.id })
  await sale({ account_id: leaf.id, amount: 7, currency: 'EUR', assigned_to: agent.id })
  await sale({ account_id: middle.id, amount: 20.2, stage: 'won' })
  const whole = await ok(api.get(`/accounts/${top.id}/hierarchy`))
  assert.deepEqual(whole.ancestors, [])
  assert.deepEqual(whole.account.total, {
    accounts: 4,
    contacts: 1,
    open_opportunities: 2,
    open_amount: 10.1,
    won_amount: 20.2,
  })
  assert.deepEqual(whole.account.own, {
    accounts: 1,
    contacts: 0,
    open_opportunities: 0,
    open_amount: 0,
    won_amount: 0,
  })
  const path = (node: AccountNode): (string | null)[] => [node.name, ...node.children.flatMap(path)]
  assert.deepEqual(path(whole.account), ['Holding', 'Hidden', 'Shop', 'Unseen'])
  const cut = (await ok(api.get(`/accounts/${top.id}/hierarchy?depth=1`))).account
  assert.deepEqual([path(cut), cut.children[0].more, cut.total.accounts], [['Holding', 'Hidden'], 1, 4])

  const below = await ok(agent.api.get(`/accounts/${leaf.id}/hierarchy`))
  assert.deepEqual([below.ancestors, path(below.account)], [[null, null], ['Shop']])
  assert.deepEqual(
    (await ok(api.get(`/accounts/${leaf.id}/hierarchy`))).ancestors.map(({ name }: any) => name),
    ['Holding', 'Hidden'],
  )
  await ok(agent.api.get(`/accounts/${top.id}/hierarchy`), 404)
  // A place that may not be read holds the tree together without a name.
  await ok(api.patch(`/accounts/${top.id}`, { assigned_to: agent.id }))
  const seen = (await ok(agent.api.get(`/accounts/${top.id}/hierarchy`))).account
  assert.deepEqual([path(seen), seen.children[0].id], [['Holding', null, 'Shop'], null])
  assert.deepEqual([seen.total.accounts, seen.total.won_amount, seen.total.contacts], [2, 0, 1])
})

test('figures of any tree roll up as a naive sum', () => {
  const trees = fc.integer({ min: 1, max: 40 }).chain((n) =>
    fc.record({
      above: fc.tuple(...Array.from({ length: n }, (_, i) => fc.nat(Math.max(0, i - 1)))),
      readable: fc.array(fc.boolean(), { minLength: n, maxLength: n }),
      cents: fc.array(fc.nat(1_000_000), { minLength: n, maxLength: n }),
    }),
  )
  fc.assert(
    fc.property(trees, ({ above, readable, cents }) => {
      const depths: number[] = []
      const places: Place[] = above.map((parent, i) => {
        depths.push(i === 0 ? 0 : depths[parent]! + 1)
        const common = { account_type: 'business' as const, readable: i === 0 || readable[i]! }
        return { ...common, id: `${i}`, name: `n${i}`, parent_id: i === 0 ? null : `${parent}`, depth: depths[i]! }
      })
      places.sort((a, b) => a.depth - b.depth)
      const figures = new Map(
        places.map(({ id }) => [
          id,
          { contacts: 1, open_opportunities: 0, open_amount: cents[Number(id)]! / 100, won_amount: 0 },
        ]),
      )
      const within = (i: number, root: number): boolean => i === root || (i > 0 && within(above[i]!, root))
      const judge = (node: AccountNode): void => {
        if (node.id !== null) {
          const inside = places.filter(({ id }) => within(Number(id), Number(node.id)))
          assert.equal(node.total.accounts, inside.filter((place) => place.readable).length)
          assert.equal(node.total.contacts, inside.length)
          assert.equal(
            Math.round(node.total.open_amount * 100),
            inside.reduce((sum, { id }) => sum + cents[Number(id)]!, 0),
          )
        }
        node.children.forEach(judge)
      }
      judge(treeOf(places, figures, 100))
    }),
    { numRuns: 60 },
  )
})
