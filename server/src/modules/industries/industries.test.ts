// The tenant's tree of trades: names and codes once, no rings, moved before it is removed, figures rolled up.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { IndustryNode } from '@rihla/contracts/industries.ts'
import { type Answer, testTenant } from '#test/tenant.ts'
import { type Figures, type Leaf, statsOf, treeOf } from './tree.ts'

const { api, person, tenant } = await testTenant()
async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body, headers } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return { ...body, headers }
}
let made = 0
const industry = async (more: object = {}) =>
  ok(api.post('/industries', { name: `Industry ${(made += 1)}`, ...more }), 201)
const account = async (more: object = {}) => ok(api.post('/accounts', { name: `Account ${(made += 1)}`, ...more }), 201)
const nodeOf = (nodes: readonly IndustryNode[], id: string): IndustryNode | undefined =>
  nodes.flatMap((node) => (node.id === id ? [node] : [nodeOf(node.children, id) ?? []].flat()))[0]

test('it is made, read, changed, archived and restored', async () => {
  const hotels = await industry({ name: 'Hôtellerie', code: 'HOT', description: 'Hotels and riads' })
  assert.partialDeepStrictEqual(hotels, { parent_id: null, is_active: true, version: 1 })
  assert.match(hotels.headers.location, /\/industries\/[-0-9a-f]{36}$/)
  assert.equal((await ok(api.put(`/industries/${hotels.id}`, { is_active: false }))).is_active, false)
  assert.equal((await ok(api.get(`/industries/${hotels.id}`))).name, 'Hôtellerie')
  assert.equal((await ok(api.get('/industries?search=hotellerie'))).total, 1)
  assert.equal((await api.patch(`/industries/${hotels.id}`, { name: 'x' }, { 'if-match': '"1"' })).status, 412)
  await ok(api.delete(`/industries/${hotels.id}`), 204)
  assert.equal((await ok(api.get('/industries'))).items.length, 0)
  assert.equal((await ok(api.post(`/industries/${hotels.id}/restore`))).archived_at, null)
  await ok(api.delete(`/industries/${hotels.id}?hard=true`), 204)
  await ok(api.get(`/industries/${hotels.id}`), 404)
})

test('s0: every endpoint of industries', async () => {
  const base = `/api/v1/tenants/${tenant.id}/industries`
  const { id } = await ok(api.post(base, { name: 'Adventure travel' }), 201)
  const { id: below } = await ok(api.post(base, { name: 'Trekking', parent_id: id }), 201)
  assert.ok((await ok(api.get(base))).items.some((one: { id: string }) => one.id === below))
  assert.equal((await ok(api.get(`${base}/${below}`))).parent_id, id)
  assert.equal((await ok(api.put(`${base}/${below}`, { name: 'Treks' }))).name, 'Treks')
  const tree = await ok(api.get(`${base}/hierarchy`))
  assert.deepEqual(
    nodeOf(tree.items, id)?.children.map(({ name }) => name),
    ['Treks'],
  )
  await ok(api.get(`${base}/stats`))
  await ok(api.delete(`${base}/${below}`), 204)
  assert.deepEqual(nodeOf((await ok(api.get(`${base}/hierarchy`))).items, id)?.children, [])
  await ok(api.delete(`${base}/${id}`), 204)
})

test('a list is by name unless somebody says otherwise', async () => {
  for (const name of ['Zz last', 'aa first', 'Mm middle']) await industry({ name })
  const names = (await ok(api.get('/industries?name=Zz last&name=aa first&name=Mm middle'))).items
  assert.deepEqual(
    names.map(({ name }: { name: string }) => name),
    ['aa first', 'Mm middle', 'Zz last'],
  )
})

test('a code stands once, and a name once under one parent, in any case and without accents', async () => {
  const energy = await industry({ name: 'Énergie', code: 'EN-1' })
  for (const [body, field] of [
    [{ name: 'Other', code: 'en-1' }, 'code'],
    [{ name: 'ENERGIE' }, 'name'],
  ] as const) {
    const { code, errors } = await ok(api.post('/industries', body), 409)
    assert.deepEqual([code, errors[0].field], ['duplicate', field])
  }
  // Under another parent it is another one; and what is archived has no name to keep.
  await industry({ name: 'energie', parent_id: energy.id })
  const old = await industry({ name: 'Textile', code: 'TX' })
  await ok(api.delete(`/industries/${old.id}`), 204)
  await industry({ name: 'textile', code: 'tx' })
  await ok(api.post(`/industries/${old.id}/restore`), 409)
})

test('no industry is above itself, also when twenty are moved at once', async () => {
  const [a, b, c] = [await industry(), await industry(), await industry()]
  await ok(api.patch(`/industries/${b.id}`, { parent_id: a.id }))
  await ok(api.patch(`/industries/${c.id}`, { parent_id: b.id }))
  for (const parent_id of [a.id, b.id, c.id]) {
    const { errors } = await ok(api.patch(`/industries/${a.id}`, { parent_id }), 422)
    assert.deepEqual([errors[0].field, errors[0].code], ['parent_id', 'cycle'])
  }
  await ok(api.patch(`/industries/${a.id}`, { parent_id: crypto.randomUUID() }), 422)
  const ring = await Promise.all(Array.from({ length: 20 }, () => industry()))
  const answers = await Promise.all(
    ring.map(({ id }, i) => api.patch(`/industries/${id}`, { parent_id: ring[(i + 1) % ring.length]!.id })),
  )
  assert.equal(answers.filter(({ status }) => status === 200).length, 19, answers.map(({ status }) => status).join())
  assert.equal(answers.filter(({ status }) => status === 422).length, 1)
})

test('one in use is removed only when it is said where its accounts and branches go, and undo brings all back', async () => {
  const [old, next] = [await industry(), await industry()]
  const branch = await industry({ parent_id: old.id })
  const [one, two] = [await account({ industry_id: old.id }), await account({ industry_id: old.id })]
  for (const hard of ['', '?hard=true']) {
    const refused = await ok(api.delete(`/industries/${old.id}${hard}`), 409)
    assert.partialDeepStrictEqual(refused, { code: 'industry.in_use', accounts: 2, industries: 1 })
    assert.match(refused.detail, /2 accounts and 1 industries/)
  }
  const twig = await industry({ parent_id: branch.id })
  for (const to of [old.id, branch.id, twig.id, crypto.randomUUID()]) {
    const { errors } = await ok(api.delete(`/industries/${old.id}?move_to=${to}`), 422)
    assert.deepEqual(
      errors.map(({ field, code }: any) => [field, code]),
      [['move_to', to === branch.id || to === twig.id ? 'cycle' : 'unknown_reference']],
    )
  }
  const { headers } = await ok(api.delete(`/industries/${old.id}?move_to=${next.id}`), 204)
  for (const { id } of [one, two]) assert.equal((await ok(api.get(`/accounts/${id}`))).industry_id, next.id)
  assert.equal((await ok(api.get(`/industries/${branch.id}`))).parent_id, next.id)
  await ok(api.post(`/events/${headers['x-operation-id']}/undo`))
  for (const { id } of [one, two]) assert.equal((await ok(api.get(`/accounts/${id}`))).industry_id, old.id)
  assert.equal((await ok(api.get(`/industries/${branch.id}`))).parent_id, old.id)
  // For good, too; archived accounts let go of it.
  await ok(api.delete(`/accounts/${one.id}`), 204)
  await ok(api.delete(`/accounts/${two.id}`), 204)
  await ok(api.patch(`/industries/${branch.id}`, { parent_id: null }))
  await ok(api.delete(`/industries/${old.id}?hard=true`), 204)
  assert.equal((await ok(api.get(`/accounts/${one.id}`))).industry_id, null)
})

test('everybody reads, administrators write', async () => {
  const { id } = await industry()
  for (const role of ['manager', 'agent', 'viewer'] as const) {
    const { api } = await person(role)
    assert.equal((await api.get(`/industries/${id}`)).status, 200)
    assert.equal((await api.get('/industries')).status, 200)
    assert.equal((await api.get('/industries/hierarchy')).status, 200)
    assert.equal((await api.get('/industries/stats')).status, 200)
    assert.equal((await api.get('/industries/export')).status, role === 'manager' ? 200 : 403)
    for (const answer of [
      await api.post('/industries', { name: 'Mine' }),
      await api.patch(`/industries/${id}`, { name: 'Mine' }),
      await api.delete(`/industries/${id}`),
      await api.post(`/industries/${id}/restore`),
    ])
      assert.deepEqual([answer.status, answer.body.permission], [403, 'industries:configure'])
  }
})

test('who may not configure undoes nothing either', async () => {
  const { headers } = await industry()
  const manager = await person('manager')
  const { status } = await manager.api.post(`/events/${headers['x-operation-id']}/undo`)
  assert.equal(status, 403)
  await ok(api.post(`/events/${headers['x-operation-id']}/undo`))
})

test('an account names its industry in words: by code, by name, or a new one where one may', async () => {
  const cars = await industry({ name: 'Sociétés de transport', code: 'TRANS' })
  for (const industry of ['trans', 'SOCIETES DE TRANSPORT', ' sociétés  de transport '])
    assert.equal((await account({ industry })).industry_id, cars.id, industry)
  const { industry_id, headers } = await account({ industry: 'Airlines' })
  assert.equal((await ok(api.get(`/industries/${industry_id}`))).name, 'Airlines')
  assert.equal((await account({ industry: 'AIRLINES' })).industry_id, industry_id)
  // Another account is of it by now, so it stays when the first one is taken back.
  await ok(api.post(`/events/${headers['x-operation-id']}/undo`))
  assert.equal((await ok(api.get(`/industries/${industry_id}`))).archived_at, null)

  const agent = await person('agent')
  const { errors } = await ok(agent.api.post('/accounts', { name: 'Agent’s', industry: 'Spaceships' }), 422)
  assert.deepEqual([errors[0].field, errors[0].code], ['industry', 'unknown_industry'])
  const { id } = await ok(agent.api.post('/accounts', { name: 'Agent’s', industry: 'airlines' }), 201)
  assert.equal((await ok(agent.api.patch(`/accounts/${id}`, { industry: null }))).industry_id, null)
  await ok(api.post('/accounts', { name: 'Two minds', industry: 'TRANS', industry_id }), 400)
  const both = await industry({ name: 'Airlines', parent_id: cars.id })
  const unsure = await ok(api.post('/accounts', { name: 'Unsure', industry: 'airlines' }), 422)
  assert.equal(unsure.errors[0].code, 'ambiguous_industry')
  await ok(api.delete(`/industries/${both.id}`), 204)
  const gone = await ok(api.post('/accounts', { name: 'Late', industry_id: both.id }), 422)
  assert.equal(gone.errors[0].field, 'industry_id')
})

test('twenty accounts that name a new industry at once make it once', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => account({ industry: 'Caravans' })))
  assert.equal(new Set(all.map(({ industry_id }) => industry_id)).size, 1)
  assert.equal((await ok(api.get('/industries?name=caravans'))).total, 1)
})

test('the tree and its figures count what the caller may read', async () => {
  const top = await industry()
  const middle = await industry({ parent_id: top.id })
  const leaf = await industry({ parent_id: middle.id })
  const agent = await person('agent')
  await account({ industry_id: leaf.id, is_active: false })
  const mine = await account({ industry_id: middle.id, assigned_to: agent.id })
  await ok(api.post('/opportunities', { name: 'Open', amount: 10.1, account_id: mine.id, assigned_to: agent.id }), 201)
  await ok(api.post('/opportunities', { name: 'Euros', amount: 5, currency: 'EUR', account_id: mine.id }), 201)
  await ok(api.post('/opportunities', { name: 'Won', amount: 20.2, stage: 'won', account_id: mine.id }), 201)
  const node = nodeOf((await ok(api.get('/industries/hierarchy'))).items, top.id)!
  assert.deepEqual([node.accounts, node.total_accounts], [0, 2])
  assert.deepEqual([node.children[0]!.accounts, node.children[0]!.total_accounts], [1, 2])
  const stats = await ok(api.get('/industries/stats'))
  const of = (id: string, from = stats) => from.items.find((item: { id: string }) => item.id === id)
  assert.equal(stats.currency, 'MAD')
  assert.deepEqual(of(top.id).total, {
    accounts: 2,
    active_accounts: 1,
    lifetime_value: 20.2,
    open_opportunities: 2,
    open_amount: 10.1,
  })
  assert.deepEqual([of(top.id).depth, of(middle.id).depth, of(leaf.id).depth], [0, 1, 2])
  assert.equal(of(leaf.id).own.accounts, 1)
  const seen = of(top.id, await ok(agent.api.get('/industries/stats'))).total
  assert.deepEqual([seen.accounts, seen.open_opportunities, seen.open_amount], [1, 1, 10.1])
  assert.equal(stats.total.accounts, (await ok(api.get('/accounts'))).total)
})

test('figures roll up as a naive sum over everything below', () => {
  const forest = fc.integer({ min: 1, max: 40 }).chain((n) =>
    fc.record({
      parents: fc.tuple(...Array.from({ length: n }, (_, i) => fc.option(fc.nat(Math.max(0, i - 1)), { nil: null }))),
      counts: fc.array(fc.nat(50), { minLength: n, maxLength: n }),
      cents: fc.array(fc.nat(1_000_000), { minLength: n, maxLength: n }),
    }),
  )
  fc.assert(
    fc.property(forest, ({ parents, counts, cents }) => {
      const leaves: Leaf[] = parents.map((parent, i) => ({
        id: `${i}`,
        name: `n${i}`,
        code: null,
        parent_id: parent === null || i === 0 ? null : `${parent}`,
        is_active: true,
      }))
      const figures = new Map<string | null, Figures>(
        leaves.map(({ id }, i) => [
          id,
          {
            accounts: counts[i]!,
            active_accounts: 0,
            lifetime_value: cents[i]! / 100,
            open_opportunities: 0,
            open_amount: 0,
          },
        ]),
      )
      const within = (id: string, root: string): boolean => {
        const { parent_id } = leaves[Number(id)]!
        return id === root || (parent_id !== null && within(parent_id, root))
      }
      const stats = statsOf(leaves, figures, 'MAD')
      assert.equal(stats.items.length, leaves.length)
      for (const { id, total, parent_id } of stats.items) {
        const below = leaves.filter((leaf) => within(leaf.id, id)).map((leaf) => Number(leaf.id))
        assert.equal(
          total.accounts,
          below.reduce((sum, i) => sum + counts[i]!, 0),
        )
        assert.equal(
          Math.round(total.lifetime_value * 100),
          below.reduce((sum, i) => sum + cents[i]!, 0),
        )
        const at = (one: string) => stats.items.findIndex((item) => item.id === one)
        assert.ok(parent_id === null || at(parent_id) < at(id))
        assert.equal(nodeOf(treeOf(leaves, figures), id)!.total_accounts, total.accounts)
      }
    }),
    { numRuns: 60 },
  )
})

test('a tree may be ten thousand deep', () => {
  const leaves = Array.from({ length: 10_000 }, (_, i) => ({
    id: `${i}`,
    name: 'n',
    code: null,
    parent_id: i === 0 ? null : `${i - 1}`,
    is_active: true,
  }))
  const figures = new Map(
    leaves.map(({ id }) => [
      id,
      { accounts: 1, active_accounts: 1, lifetime_value: 0, open_opportunities: 0, open_amount: 0 },
    ]),
  )
  assert.equal(treeOf(leaves, figures)[0]!.total_accounts, 10_000)
  assert.equal(statsOf(leaves, figures, 'MAD').items[0]!.total.accounts, 10_000)
})
