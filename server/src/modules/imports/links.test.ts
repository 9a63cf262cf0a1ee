// What the rows of an import may point to is what its owner may read.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { run } from '#test/importing.ts'
import { testTenant } from '#test/tenant.ts'

const { api, person, team, rihla } = await testTenant({ alone: true })
await rihla.start()

test('no row is linked to an account of another team, by its id beside a name either', async () => {
  const agent = await person('agent', await team())
  const foreigner = await person('agent', await team())
  const { body: foreign } = await foreigner.api.post('/accounts', { name: 'Foreign' })
  const known = (
    await agent.api.post('/contacts', { first_name: 'Known', last_name: 'Link', email: 'known@link.example' })
  ).body
  const columns = [
    { index: 2, field: 'account_id' },
    { index: 3, field: 'account_name' },
  ]
  const file = [
    'first_name,last_name,their id,their name,email',
    `New,Link,${foreign.id},Mine,new@link.example`,
    `Known,Link,${foreign.id},Mine,known@link.example`,
    `Loud,Link,${foreign.id.toUpperCase()},Mine,loud@link.example`,
  ].join('\n')
  const { counts } = await run(agent.api, 'contact', file, { columns })
  const { items } = (await api.get(`/contacts?account_id=${foreign.id}`)).body
  assert.deepEqual(items, [])
  assert.equal(counts!.error, 3)
  assert.equal((await agent.api.get(`/contacts/${known.id}`)).body.account_id, null)
})

test('where only what is empty is filled, who stands above a record stays, a row of the file notwithstanding', async () => {
  const make = async (body: object) => (await api.post('/accounts', body)).body
  const above = await make({ name: 'Above Link' })
  const below = await make({ name: 'Below Link', parent_id: above.id })
  const free = await make({ name: 'Free Link' })
  const id = '00000000-0000-7000-8000-0000000000aa'
  const rows = [
    `${id},New Link,`,
    `${below.id},Below Link,${id.toUpperCase()}`,
    `${free.id},Free Link,${id.toUpperCase()}`,
  ]
  const { counts } = await run(api, 'account', `id,name,parent_id\n${rows.join('\n')}\n`, {
    rules: { on_match: 'fill_empty' },
  })
  assert.deepEqual(counts, { create: 1, update: 1, unchanged: 1, skip: 0, error: 0 })
  assert.equal((await api.get(`/accounts/${below.id}`)).body.parent_id, above.id)
  assert.equal((await api.get(`/accounts/${free.id}`)).body.parent_id, id)
})
