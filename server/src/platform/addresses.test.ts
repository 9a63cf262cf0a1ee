import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { api, rihla, tenant, admin } = await testTenant()

test('a malformed id is 404, and words of the API are never ids', async () => {
  for (const id of [
    '1',
    'x',
    '0198c5a1',
    '0198c5a17c3e7d2a9f003b5f0a6c1d2e',
    '..%2fmembers',
    '%00',
    '%',
    "1' or '1'='1",
    'nothing',
    `${'0'.repeat(199)}`,
    '0'.repeat(300),
  ])
    for (const path of [`/leads/${id}`, `/leads/${id}/score`, `/jobs/${id}`]) {
      const { status, body, headers } = await api.get(path)
      assert.equal(status, 404, path)
      assert.equal(
        headers['content-type'],
        'application/problem+json; charset=utf-8',
        `${path} ${JSON.stringify(body)}`,
      )
    }
  for (const path of ['/leads/stats', '/leads/pipeline', '/leads/summary', '/leads/scoring', '/leads/duplicates'])
    assert.equal((await api.get(path)).status, 200, path)
})

test('an address that is none is answered as one', async () => {
  for (const url of [
    '/api/v1/tenants/%E0%A4%A/leads',
    '/%zz',
    '/api/%',
    '/api/v1/tenants/a%2fb/leads',
    `/api/v1/${'x'.repeat(5000)}`,
    '//evil.example/x',
    '/api/v1/leads/%00',
  ])
    for (const method of ['GET', 'POST'] as const) {
      const response = await rihla.app.inject({ method, url, headers: { authorization: `Bearer ${admin.token}` } })
      assert.ok(
        [400, 403, 404, 405, 414].includes(response.statusCode) ||
          (method === 'GET' && response.headers['content-type']?.includes('html')),
        `${method} ${url} ${response.statusCode}`,
      )
      if (response.statusCode !== 200)
        assert.equal(
          response.headers['content-type'],
          'application/problem+json; charset=utf-8',
          `${url} ${response.body}`,
        )
    }
})

test('a tenant is named once, exactly', async () => {
  const bearer = { authorization: `Bearer ${admin.token}` }
  const names = [tenant.id.toUpperCase() + 'x', `${tenant.slug}x`, '%20', '~~', '..%2f' + tenant.id, '%00', "' or 1=1"]
  const answers = await Promise.all(
    names.map((name) => rihla.app.inject({ url: `/api/v1/tenants/${name}/leads`, headers: bearer })),
  )
  for (const [i, { statusCode }] of answers.entries())
    assert.ok([403, 404].includes(statusCode), `${names[i]} ${statusCode}`)
  const twice = await rihla.app.inject({
    url: '/api/v1/leads',
    headers: { ...bearer, 'x-tenant-id': `${tenant.id}, ${tenant.id}` },
  })
  assert.equal(twice.statusCode, 400)
})
