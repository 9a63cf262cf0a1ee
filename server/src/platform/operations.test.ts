import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from '#platform/log.ts'
import { testTenant } from '#test/tenant.ts'
import { buildApp } from '../app.ts'

const { rihla, api, config, databases } = await testTenant()
const get = (url: string, options: object = {}) => rihla.app.inject({ method: 'GET', url, ...options })

test('health says how process, database and migrations are, to anybody', async () => {
  for (const url of ['/health', '/health/']) {
    const response = await get(url)
    assert.equal(response.statusCode, 200)
    const { version, ...health } = response.json()
    assert.deepEqual(health, { status: 'ok', service: 'rihla', database: 'ok', migrations: 'ok' })
    assert.match(version, /^\d+\.\d+\.\d+/)
    assert.equal(response.headers['cache-control'], 'no-store')
  }
})

test('ready says yes, and no once draining has begun', async () => {
  assert.deepEqual((await get('/ready')).json(), { status: 'ok' })
  const other = await buildApp({ config, databases, log: createLog(config) })
  try {
    other.app.startDraining()
    const response = await other.app.inject({ url: '/ready' })
    assert.deepEqual(
      [response.statusCode, response.json().status, response.headers['retry-after']],
      [503, 'draining', '5'],
    )
    assert.equal((await other.app.inject({ url: '/health' })).statusCode, 200, 'the process is well')
  } finally {
    await other.app.close()
    await other.stop()
  }
})

test('a database that is away makes health and readiness say so', async () => {
  const away = { ...databases, app: { ...databases.app, host: '127.0.0.1', port: 1 } }
  const other = await buildApp({ config, databases: away, log: createLog(config) })
  try {
    const health = await other.app.inject({ url: '/health' })
    assert.deepEqual([health.statusCode, health.json().database], [503, 'failed'])
    const ready = await other.app.inject({ url: '/ready' })
    assert.deepEqual([ready.statusCode, ready.headers['retry-after']], [503, '2'])
    const list = await other.app.inject({ url: '/api/v1/leads', headers: { authorization: 'Bearer x' } })
    assert.ok(list.statusCode === 503 || list.statusCode === 401)
    assert.equal((await other.app.inject({ url: '/api/v1/modules/status' })).statusCode, 200)
  } finally {
    await other.app.close()
    await other.stop()
  }
})

test('metrics are for the machine itself, or for who knows the token', async () => {
  await api.get('/leads?page_size=1')
  const response = await get('/metrics')
  assert.equal(response.statusCode, 200)
  assert.match(String(response.headers['content-type']), /^text\/plain/)
  for (const name of [
    'http_request_duration_seconds_bucket',
    'db_pool_in_use',
    'db_pool_waiting',
    'process_cpu_seconds_total',
    'nodejs_eventloop_lag_seconds',
  ])
    assert.ok(response.body.includes(name), name)
  assert.match(response.body, /route="\/api\/v1\/tenants\/\{tenant_id\}\/leads"/)
  assert.doesNotMatch(response.body, /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/, 'no ids among the labels')
  for (const remoteAddress of ['10.0.0.9', '203.0.113.7', '::ffff:10.0.0.9'])
    assert.equal((await get('/metrics', { remoteAddress })).statusCode, 403, remoteAddress)
  for (const remoteAddress of ['127.0.0.1', '::1', '::ffff:127.0.0.1'])
    assert.equal((await get('/metrics', { remoteAddress })).statusCode, 200, remoteAddress)
  const forged = await get('/metrics', { remoteAddress: '10.0.0.9', headers: { 'x-forwarded-for': '127.0.0.1' } })
  assert.equal(forged.statusCode, 403)

  const guarded = await buildApp({
    config: { ...config, metrics_token: 'a-token-of-metrics' },
    databases,
    log: createLog(config),
  })
  try {
    const ask = (authorization?: string) =>
      guarded.app.inject({
        url: '/metrics',
        remoteAddress: '10.0.0.9',
        headers: { ...(authorization && { authorization }) },
      })
    assert.equal((await ask('Bearer a-token-of-metrics')).statusCode, 200)
    for (const wrong of [undefined, 'Bearer wrong', 'Bearer a-token-of-metrics2', 'a-token-of-metrics'])
      assert.equal((await ask(wrong)).statusCode, 403)
    assert.equal((await guarded.app.inject({ url: '/metrics' })).statusCode, 403, 'with a token, loopback needs it too')
  } finally {
    await guarded.app.close()
    await guarded.stop()
  }
})

test('modules/status lists every module that is loaded', async () => {
  const response = await get('/api/v1/modules/status')
  assert.equal(response.statusCode, 200)
  const { modules } = response.json()
  const names = modules.map(({ name }: { name: string }) => name)
  for (const name of ['auth', 'members', 'leads', 'accounts', 'contacts', 'opportunities', 'activities', 'audit'])
    assert.ok(names.includes(name), name)
  for (const { name, state, operations } of modules) {
    assert.equal(state, 'loaded')
    assert.ok(operations > 0 || name === 'activities', name)
  }
})

test('the document and its pages are public', async () => {
  const document = await get('/openapi.json')
  assert.match(String(document.headers['content-type']), /application\/json/)
  const docs = await get('/docs')
  assert.ok([200, 302].includes(docs.statusCode))
  const page =
    docs.statusCode === 302 ? await get(new URL(String(docs.headers.location), 'http://x/docs').pathname) : docs
  assert.deepEqual([page.statusCode, /text\/html/.test(String(page.headers['content-type']))], [200, true])
  assert.match(page.body, /swagger-ui/)
  const scripts = [...page.body.matchAll(/(?:src|href)="([^"]+\.(?:js|css))"/g)].map(([, path]) => path!)
  assert.ok(scripts.length >= 2)
  for (const path of scripts) {
    const url = new URL(path, 'http://x/docs/').pathname
    assert.equal((await get(url)).statusCode, 200, url)
  }
  const json = await get('/docs/json')
  assert.deepEqual(json.json().paths, document.json().paths)
})
