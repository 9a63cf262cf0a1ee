import assert from 'node:assert/strict'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { before, test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { rihla, tenant, admin } = await testTenant()
const leads = `/api/v1/tenants/${tenant.id}/leads`
let port = 0
before(async () => {
  await rihla.app.listen({ port: 0, host: '127.0.0.1' })
  port = (rihla.app.server.address() as AddressInfo).port
})

/** A body exactly as written, and the milliseconds of this process that its answer took. */
async function send(payload: string, url = leads) {
  const before = process.cpuUsage()
  const response = await rihla.app.inject({
    method: 'POST',
    url,
    headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
    payload,
  })
  const { user, system } = process.cpuUsage(before)
  return { status: response.statusCode, body: response.json(), ms: (user + system) / 1000 }
}

test('deep nesting and a hundred thousand keys are 400, quickly', async () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
  const slow: [string, string][] = [
    ['50,000 lists', `{"title": ${nested(50_000)}}`],
    ['50,000 objects', `{"title": ${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`],
    ['unclosed', '['.repeat(500_000)],
    ['100,000 keys', `{${Array.from({ length: 80_000 }, (_, i) => `"k${i}":1`).join(',')}}`],
    ['100,000 tags', `{"title": "x", "tags": [${Array.from({ length: 100_000 }, (_, i) => `"${i}"`).join(',')}]}`],
    ['a long name', `{"title": "${'x'.repeat(1_000_000)}"}`],
  ]
  for (const [name, text] of slow) {
    const { status, body, ms } = await send(text)
    assert.equal(status, 400, name)
    assert.ok(body.errors.length <= 100, name)
    assert.ok(ms < 500, `${name} took ${ms} ms`)
  }
  const accounts = leads.replace('leads', 'accounts')
  assert.equal(
    (await send(`{"name": "x", "billing_address": {"a": ${nested(19)}}}`, accounts)).status,
    400,
    'one too deep',
  )
  assert.equal((await send(`{"name": "x", "billing_address": {"a": ${nested(18)}}}`, accounts)).status, 201)
  assert.equal((await send(`{"name": "${'[{'.repeat(60)}\\"["}`, accounts)).status, 201, 'brackets in a text are text')
  assert.equal(
    (await send(`{"action": "archive", "filter": {"search": ${nested(5000)}}}`, `${leads}/bulk-action`)).status,
    400,
  )
})

test('a body over 1 MiB is 413, whether it says so or not', async () => {
  const text = JSON.stringify({ title: 'x'.repeat(1_048_576) })
  assert.equal((await send(text)).status, 413)
  const chunked = await new Promise<number>((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${admin.token}`,
      'content-type': 'application/json',
      'transfer-encoding': 'chunked',
    }
    const asked = request({ port, host: '127.0.0.1', method: 'POST', path: leads, headers }, (answer) => {
      resolve(answer.statusCode!)
      asked.destroy()
    })
    asked.on('error', reject)
    asked.write('{"title": "')
    for (let i = 0; i < 20; i += 1) asked.write('x'.repeat(65_536))
  })
  assert.equal(chunked, 413)
})
