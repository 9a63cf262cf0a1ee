// Two who import the same people at the same time.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check, settled } from '#test/importing.ts'
import { testTenant } from '#test/tenant.ts'

const { api, rihla } = await testTenant({ alone: true })
await rihla.start()

test('one list that is imported twice at once makes its people once', async () => {
  const rows = Array.from({ length: 2500 }, (_, i) => `A,Once${i},once${i}@example.org`)
  const file = `first_name,last_name,email\n${rows.join('\n')}\n`
  const imports = [await check(api, 'contact', file), await check(api, 'contact', file)]
  await Promise.all(imports.map(({ id }) => api.post(`/imports/${id}/run`, {})))
  const ran = await Promise.all(imports.map(({ id }) => settled(api, id, 60)))
  assert.equal(ran[0]!.counts!.create + ran[1]!.counts!.create, 2500, JSON.stringify(ran.map(({ counts }) => counts)))
  assert.equal((await api.get('/contacts?limit=1')).body.total, 2500)
})
