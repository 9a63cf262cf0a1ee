import assert from 'node:assert/strict'
import { connect, type AddressInfo } from 'node:net'
import { test } from 'node:test'
import { createLog } from '#platform/log.ts'
import { testTenant } from '#test/tenant.ts'
import { buildApp } from '../app.ts'

const { rihla, tenant, admin, api, config, databases } = await testTenant()
const leads = `/api/v1/tenants/${tenant.id}/leads`
const bearer = { authorization: `Bearer ${admin.token}` }
const inject = (method: string, url: string, headers: Record<string, string> = {}) =>
  rihla.app.inject({ method: method as 'GET', url, headers: { ...bearer, ...headers } })

test('another method is 405, with those that are allowed', async () => {
  const { body: lead } = await api.post('/leads', { last_name: 'Allow' })
  const allowed: [path: string, methods: string[]][] = [
    [leads, ['GET', 'POST']],
    [`${leads}/`, ['GET', 'POST']],
    ['/api/leads', ['GET', 'POST']],
    [`${leads}/${lead.id}`, ['DELETE', 'GET', 'PATCH', 'PUT']],
    [`${leads}/stats`, ['GET']],
    [`${leads}/scoring`, ['GET', 'PUT']],
    [`${leads}/bulk-action`, ['POST']],
    [`${leads}/${lead.id}/convert`, ['POST']],
    [`${leads}/${lead.id}/stage`, ['PUT']],
    ['/api/v1/auth/login', ['POST']],
    ['/api/v1/modules/status', ['GET']],
  ]
  for (const [path, methods] of allowed)
    for (const method of ['TRACE', 'SEARCH', 'PROPFIND', 'POST', 'GET'].filter((method) => !methods.includes(method))) {
      const response = await inject(method, path)
      const where = `${method} ${path}`
      // A word of the API is not an id, though the router reads it as one.
      if (response.statusCode === 404 && /(stats|scoring|bulk-action)$/.test(path)) continue
      assert.equal(response.statusCode, 405, where)
      assert.deepEqual(String(response.headers.allow).split(', ').toSorted(), methods, where)
      assert.equal(response.json().code, 'method_not_allowed')
    }
  for (const path of ['/health', '/ready', '/metrics', '/openapi.json']) {
    const response = await inject('POST', path)
    assert.deepEqual([response.statusCode, response.headers.allow], [405, 'GET'], path)
  }
  assert.equal((await inject('HEAD', leads)).statusCode, 200)
})

const ORIGIN = 'https://crm.example'
const EVIL = [
  'https://evil.example',
  'null',
  'https://crm.example.evil.example',
  'http://crm.example',
  'https://crm.example:8443',
  'https://xcrm.example',
  'HTTPS://CRM.EXAMPLE/',
]

test('origins that are not configured get no access, the configured one exactly its own', async () => {
  const other = await buildApp({ config: { ...config, cors_origins: [ORIGIN] }, databases, log: createLog(config) })
  try {
    for (const origin of EVIL)
      for (const app of [rihla.app, other.app])
        for (const method of ['GET', 'OPTIONS'] as const) {
          const headers = {
            ...bearer,
            origin,
            ...(method === 'OPTIONS' && { 'access-control-request-method': 'POST' }),
          }
          const response = await app.inject({ method, url: leads, headers })
          assert.equal(response.headers['access-control-allow-origin'], undefined, `${method} ${origin}`)
        }
    const asked = await other.app.inject({ url: leads, headers: { ...bearer, origin: ORIGIN } })
    assert.deepEqual([asked.statusCode, asked.headers['access-control-allow-origin']], [200, ORIGIN])
    assert.match(String(asked.headers.vary), /Origin/i)
    assert.match(String(asked.headers['access-control-expose-headers']), /etag.*x-operation-id/i)
    const preflight = await other.app.inject({
      method: 'OPTIONS',
      url: leads,
      headers: {
        origin: ORIGIN,
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'authorization,if-match',
      },
    })
    assert.deepEqual([preflight.statusCode, preflight.headers['access-control-allow-origin']], [204, ORIGIN])
    assert.match(String(preflight.headers['access-control-allow-methods']), /PATCH/)
    assert.match(String(preflight.headers.vary), /Origin/i)
  } finally {
    await other.app.close()
    await other.stop()
  }
})

test('every answer carries the security headers and its request id', async () => {
  const answers = await Promise.all([
    inject('GET', leads),
    inject('POST', leads),
    inject('GET', `${leads}/x`),
    inject('TRACE', leads),
    inject('GET', '/api/nothing/at/all/here'),
    inject('GET', '/health'),
    inject('GET', '/ready'),
    inject('GET', '/metrics'),
    inject('GET', '/openapi.json'),
    inject('GET', '/docs'),
    inject('GET', '/nothing.txt'),
    inject('GET', '/api/v1/tenants/%E0%A4%A/leads'),
    rihla.app.inject({ url: leads }),
  ])
  for (const { headers, raw } of answers) {
    const where = `${raw.req.method} ${raw.req.url}`
    assert.match(String(headers['strict-transport-security']), /max-age=31536000/, where)
    assert.equal(headers['x-content-type-options'], 'nosniff', where)
    assert.equal(headers['referrer-policy'], 'no-referrer', where)
    assert.ok(headers['content-security-policy'], where)
    assert.match(String(headers['content-security-policy']), /frame-ancestors|default-src/, where)
    assert.match(String(headers['x-request-id']), /^[\w-]{8,64}$/, where)
    for (const banner of ['server', 'x-powered-by']) assert.equal(headers[banner], undefined, where)
  }
  const [list, ...rest] = answers
  assert.equal(list!.headers['content-security-policy'], "default-src 'none'; frame-ancestors 'none'")
  assert.equal(list!.headers['cache-control'], 'no-store')
  assert.ok(
    !rest.some(({ headers }) =>
      /unsafe-inline|unsafe-eval/.test(String(headers['content-security-policy']).replace(/style-src [^;]+/, '')),
    ),
  )
})

test('a request id that is given is kept, when it is one', async () => {
  for (const [given, kept] of [
    ['abc-DEF_12345', true],
    ['0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2e', true],
    ['short', false],
    ['x'.repeat(65), false],
    ['has space 1234', false],
    ['<script>12345', false],
  ] as const) {
    const response = await inject('GET', leads, { 'x-request-id': given })
    assert.equal(response.headers['x-request-id'] === given, kept, given)
  }
  const problem = await inject('GET', `${leads}/x`, { 'x-request-id': 'my-request-1' })
  assert.equal(problem.json().request_id, 'my-request-1')
})

/** Sends bytes and hears the answer's head. */
const raw = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const { port } = rihla.app.server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    let heard = ''
    socket.setTimeout(5000, () => socket.destroy(new Error('no answer')))
    socket.on('data', (part) => (heard += String(part)))
    socket.on('close', () => resolve(heard))
    socket.on('error', reject)
  })

test('what is no HTTP, or too much of it, is answered and closed', async () => {
  await rihla.app.listen({ port: 0, host: '127.0.0.1' })
  const close = 'Host: x\r\nConnection: close\r\n'
  const cases: [bytes: string, status: RegExp][] = [
    ['NONSENSE\r\n\r\n', /^HTTP\/1\.1 400 /],
    [`GET /${'x'.repeat(17_000)} HTTP/1.1\r\n${close}\r\n`, /^HTTP\/1\.1 4(14|31) /],
    [`GET / HTTP/1.1\r\n${close}X-Big: ${'x'.repeat(17_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
    [
      `POST ${leads} HTTP/1.1\r\n${close}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      /^HTTP\/1\.1 400 /,
    ],
    [`POST ${leads} HTTP/1.1\r\n${close}Content-Length: x\r\n\r\n`, /^HTTP\/1\.1 400 /],
    [`GET ${leads}/../../../../health HTTP/1.1\r\n${close}\r\n`, /^HTTP\/1\.1 404 /],
    [`GET ${leads}/..%2fmembers HTTP/1.1\r\n${close}Authorization: Bearer ${admin.token}\r\n\r\n`, /^HTTP\/1\.1 404 /],
  ]
  for (const [bytes, status] of cases) {
    const answer = await raw(bytes)
    assert.match(answer, status, bytes.slice(0, 60))
    assert.match(answer, /^content-type: application\/problem\+json/im)
    const [head = '', body = ''] = answer.split('\r\n\r\n')
    assert.equal(JSON.parse(body).status, Number(head.slice(9, 12)))
  }
})
