// People who make records while an import makes them too.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check, settled } from '#test/importing.ts'
import { testTenant } from '#test/tenant.ts'

const { api, rihla } = await testTenant({ alone: true })
await rihla.start()

const ROWS = 4000
const emailOf = (n: number) => `beside${n}@example.org`

test('who is made by hand while an import makes them is there once, and nobody waits long', async () => {
  const rows = Array.from({ length: ROWS }, (_, n) => `A,Beside${n},${emailOf(n)},House ${n}`)
  const { id } = await check(api, 'contact', `first_name,last_name,email,company\n${rows.join('\n')}\n`)
  await api.post(`/imports/${id}/run`, {})
  let running = true
  const waited: number[] = []
  const answered = { 201: 0, 409: 0 } as Record<number, number>
  const post = async (path: string, body: object) => {
    const began = performance.now()
    const { status, body: said } = await api.post(path, body)
    waited.push(performance.now() - began)
    assert.ok(status === 201 || status === 409, JSON.stringify(said))
    answered[status]! += 1
  }
  // Each goes over the whole file in steps of its own, before and behind the import.
  const byHand = async (stride: number) => {
    for (let n = stride; running; n = (n + stride * 97) % ROWS) {
      await post('/contacts', { first_name: 'B', last_name: 'Hand', email: emailOf(n) })
      await post('/accounts', { name: `House ${n}` })
    }
  }
  const ran = settled(api, id, 120).finally(() => (running = false))
  await Promise.all([ran, ...[1, 3, 7, 11].map(byHand)])
  const { counts, state } = await ran
  assert.equal(state, 'done')
  assert.ok(answered[201]! > 0 && answered[409]! > 0, JSON.stringify(answered))
  assert.equal(counts!.error, 0)
  for (const [path, name] of [
    ['/contacts', 'email'],
    ['/accounts', 'name'],
  ] as const) {
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await api.get(`${path}?page_size=200&sort_by=created_at${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items.map((item: any) => item[name]))
      cursor = body.next_cursor
    }
    assert.equal(new Set(seen).size, seen.length, path)
    assert.ok(seen.length >= ROWS)
  }
  const slowest = Math.max(...waited)
  // A step takes less than half a second; the rest is for machines that do other things besides.
  assert.ok(slowest < 2000, `somebody waited ${Math.round(slowest)} ms`)
})
