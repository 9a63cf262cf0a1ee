import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { testTenant } from '#test/tenant.ts'

const { rihla, tenant, admin, api } = await testTenant()
const ask = (path: string, encoding?: string) =>
  rihla.app.inject({
    method: 'GET',
    url: `/api/v1/tenants/${tenant.id}/${path}`,
    headers: { authorization: `Bearer ${admin.token}`, ...(encoding && { 'accept-encoding': encoding }) },
  })

test('a long answer is compressed for those who take it so, and says that it depends on that', async () => {
  for (let i = 0; i < 12; i += 1) await api.post('/leads', { last_name: `Long ${i}`, description: 'words '.repeat(80) })
  const plain = await ask('leads?page_size=20')
  assert.deepEqual([plain.statusCode, plain.headers['content-encoding']], [200, undefined])
  assert.match(String(plain.headers.vary), /Accept-Encoding/)
  for (const taken of ['gzip', 'br, gzip;q=0.8', 'deflate, GZIP', '*', 'gzip;q=1.0, identity; q=0.5']) {
    const packed = await ask('leads?page_size=20', taken)
    assert.equal(packed.headers['content-encoding'], 'gzip', taken)
    assert.equal(packed.headers['content-length'], String(packed.rawPayload.length))
    assert.ok(packed.rawPayload.length < plain.rawPayload.length / 4)
    assert.deepEqual(JSON.parse(gunzipSync(packed.rawPayload).toString()), plain.json())
  }
  for (const refused of ['gzip;q=0', 'gzip; q=0.0', 'br', 'identity', 'gzipped', 'x-gzip'])
    assert.equal((await ask('leads?page_size=20', refused)).headers['content-encoding'], undefined, refused)
})

test('a short answer is sent as it is', async () => {
  const { headers } = await ask('leads?page_size=1&search=nobody', 'gzip')
  assert.deepEqual(
    [headers['content-encoding'], headers.vary && /Accept-Encoding/.test(String(headers.vary))],
    [undefined, false],
  )
})
