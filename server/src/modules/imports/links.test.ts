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
  ].join('\n')
  const { counts } = await run(agent.api, 'contact', file, { columns })
  const { items } = (await api.get(`/contacts?account_id=${foreign.id}`)).body
  assert.deepEqual(items, [])
  assert.equal(counts!.error, 2)
  assert.equal((await agent.api.get(`/contacts/${known.id}`)).body.account_id, null)
})
