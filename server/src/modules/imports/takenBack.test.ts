// An undo of an import goes by the same rules as any other one, however many changes it takes back at once.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { run, undo } from '#test/importing.ts'
import { testTenant } from '#test/tenant.ts'

const { api, rihla } = await testTenant({ alone: true })
await rihla.start()

async function made(path: string, record: object): Promise<any> {
  const { status, body } = await api.post(path, record)
  assert.equal(status, 201, JSON.stringify(body))
  return body
}
const found = async (path: string) => (await api.get(path)).body

test('what is too private for the log stays as the file had it, and is told; the rest goes back', async () => {
  const vera = await made('/contacts', {
    first_name: 'Vera',
    last_name: 'Private',
    email: 'vera@taken-back.example',
    dietary_restrictions: ['vegan'],
  })
  const paul = await made('/contacts', { first_name: 'Paul', last_name: 'Plain', email: 'paul@taken-back.example' })
  const file = [
    'First name,Last name,Email,Title,dietary_restrictions',
    'Vera,Private,vera@taken-back.example,Guide,halal',
    'Paul,Plain,paul@taken-back.example,Guide,',
  ].join('\n')
  const { id } = await run(api, 'contact', file)
  const { state, undone } = await undo(api, id)
  assert.equal(state, 'undone')
  assert.deepEqual(
    undone!.refused.map(({ id, code }) => [id, code]),
    [[vera.id, 'undo_impossible']],
  )
  const kept = await found(`/contacts/${vera.id}`)
  assert.deepEqual([kept.title, kept.dietary_restrictions], ['Guide', ['halal']])
  assert.equal((await found(`/contacts/${paul.id}`)).title, null)
})

test('no account comes back above itself', async () => {
  const [above, below, later] = [
    await made('/accounts', { name: 'Once above' }),
    await made('/accounts', { name: 'Moved by a file' }),
    await made('/accounts', { name: 'Above since' }),
  ]
  await api.patch(`/accounts/${below.id}`, { parent_id: above.id })
  const { id, counts } = await run(api, 'account', `id,name,parent_id\n${below.id},${below.name},${later.id}\n`)
  assert.equal(counts!.update, 1)
  assert.equal((await api.patch(`/accounts/${above.id}`, { parent_id: below.id })).status, 200)
  const { undone } = await undo(api, id)
  assert.deepEqual(
    undone!.refused.map(({ id, code }) => [id, code]),
    [[below.id, 'validation_failed']],
  )
  assert.equal((await found(`/accounts/${below.id}`)).parent_id, later.id)
})
