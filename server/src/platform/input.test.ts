import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { api, rihla, tenant, admin } = await testTenant()
const leads = `/api/v1/tenants/${tenant.id}/leads`

const fields = (body: any): string[] => body.errors.map(({ field }: { field: string }) => field)

/** A body exactly as written. */
async function send(payload: string | Buffer, { method = 'POST', url = leads, type = 'application/json' } = {}) {
  const started = performance.now()
  const response = await rihla.app.inject({
    method: method as 'POST',
    url,
    headers: { authorization: `Bearer ${admin.token}`, ...(type && { 'content-type': type }) },
    payload,
  })
  return {
    status: response.statusCode,
    body: response.body ? response.json() : undefined,
    ms: performance.now() - started,
  }
}

test('only JSON is read', async () => {
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    'application/json2',
    'application/problem+json',
    'text/json',
    'APPLICATION/XML',
    '',
  ])
    assert.equal((await send('{"last_name": "x"}', { type })).status, 415, type)
  for (const type of [
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/json;charset=UTF-8',
  ])
    assert.equal((await send('{"last_name": "x"}', { type })).status, 201, type)
})

test('what is not JSON is 400', async () => {
  for (const text of [
    '{',
    '{"a":}',
    "{'a': 1}",
    '{"a": NaN}',
    '{"a": 1,}',
    'undefined',
    '\0',
    '{"last_name": "a\nb"}',
    '{"last_name": "\\x"}',
    '{"a":1}{"b":2}',
  ]) {
    const { status, body } = await send(text)
    assert.deepEqual([status, body.code], [400, 'malformed_json'], text)
  }
})

test('a body that is no object is 400, an empty one is {}', async () => {
  for (const text of ['[]', '"x"', '5', 'true', '[{"last_name": "x"}]'])
    assert.equal((await send(text)).status, 400, text)
  const empty = await send('')
  assert.deepEqual([empty.status, fields(empty.body)], [400, ['first_name']])
  const { body: lead } = await api.post('/leads', { last_name: 'Empty' })
  for (const text of ['', '{}', 'null'])
    assert.equal((await send(text, { method: 'PATCH', url: `${leads}/${lead.id}` })).status, 200)
})

test('prototypes cannot be reached, at any depth', async () => {
  const bodies = [
    '{"last_name": "x", "__proto__": {"admin": true}}',
    '{"last_name": "x", "custom": {"__proto__": {"admin": true}}}',
    '{"last_name": "x", "constructor": {"prototype": {"admin": true}}}',
    '{"last_name": "x", "\\u005f_proto__": {"admin": true}}',
    '{"__proto__": null}',
  ]
  for (const text of bodies) assert.equal((await send(text)).status, 400, text)
  assert.equal(
    (await send('{"action": "archive", "filter": {"__proto__": {"a": 1}}}', { url: `${leads}/bulk-action` })).status,
    400,
  )
  for (const query of [
    '__proto__=x',
    '__proto__=x&__proto__=y',
    '__proto__[a]=x',
    'constructor=x',
    'toString=x',
    'constructor.prototype=x',
    'hasOwnProperty=1',
  ]) {
    const { status, body } = await api.get(`/leads?${query}`)
    assert.deepEqual([status, body.code], [400, 'validation_failed'], query)
    assert.deepEqual(new Set(fields(body)), new Set([decodeURIComponent(query.split('=')[0]!)]))
  }
  assert.equal(({} as any).admin, undefined)
})

test('of a name that stands twice the last value counts, for every reader of the body', async () => {
  const { status, body } = await send('{"last_name": "First", "last_name": "Second"}')
  assert.deepEqual([status, body.last_name], [201, 'Second'])
  assert.equal((await send('{"last_name": "First", "last_name": 5}')).status, 400)
})

test('unknown names are named, all of them', async () => {
  const body = await send('{"last_name": "x", "colour": 1, "size": 2}')
  assert.deepEqual([body.status, body.body.code, fields(body.body)], [400, 'unknown_field', ['colour', 'size']])
  const query = await api.get('/leads?colour=1&size=2&lead_status=new')
  assert.deepEqual([query.status, fields(query.body)], [400, ['colour', 'size']])
  assert.equal(query.body.errors[0].code, 'unknown_filter')
  for (const path of [
    '/leads/stats',
    '/leads/pipeline',
    '/leads/summary',
    '/events',
    '/members',
    '/leads/scoring',
    '/leads/duplicates',
    '/teams',
    '/auth/test',
  ])
    assert.deepEqual(fields((await api.get(`${path}?colour=1`)).body), ['colour'], path)
})

test('JSON values are not coerced', async () => {
  for (const [field, values] of Object.entries({
    number_of_travelers: ['"1"', '[7]', 'true', '1.5', '{}', '""1'],
    score_locked: ['"true"', '1', 'null'],
    last_name: ['5', 'true', '["x"]', '{}'],
    tags: ['"a"', '{"0": "a"}', '[["a"]]'],
  }))
    for (const value of values)
      assert.equal((await send(`{"title": "x", "${field}": ${value}}`)).status, 400, `${field} ${value}`)
})

test('numbers beyond any range are 400', async () => {
  for (const value of ['1e400', '-1e400', '9007199254740993', '1e21', '-1', '0.1', '1e-400', '-0.5']) {
    const { status, body } = await send(`{"title": "x", "number_of_travelers": ${value}}`)
    assert.deepEqual([status, [...new Set(fields(body))]], [400, ['number_of_travelers']], value)
    assert.equal(
      (await send(`{"title": "x", "estimated_value": ${value}}`)).status,
      /^(0.1|1e-400)$/.test(value) ? 201 : 400,
      value,
    )
  }
})

test('a number that nobody could keep is 400, naming its place, also where any value may stand', async () => {
  const url = `/api/v1/tenants/${tenant.id}/accounts`
  for (const number of ['1e400', '-1e400', '9007199254740993', '1e30']) {
    const { status, body } = await send(`{"name": "Numbers", "preferences": {"a": [${number}]}}`, { url })
    assert.deepEqual([status, fields(body)], [400, ['preferences.a[0]']], number)
  }
  const { body } = await send('{"name": "Numbers", "preferences": {"a": [0.30000000000000004, 1e3, 1e-20]}}', { url })
  assert.deepEqual(body.preferences.a, [0.30000000000000004, 1000, 1e-20])
})

test('text that cannot be stored is 400, naming its place; all other text comes back as it went', async () => {
  const bad: [text: string, field: string][] = [
    ['{"title": "a\\u0000b"}', 'title'],
    ['{"title": "x", "tags": ["ok", "\\ud800"]}', 'tags[1]'],
    ['{"title": "x", "notes": [{"content": "\\udc00x"}]}', 'notes[0].content'],
    ['{"title": "x", "reason": "\\uD83D"}', 'reason'],
    ['{"title": "x", "a\\u0000": 1}', 'a\uFFFD'],
    ['{"title": "x", "custom": {"\\ud800": 1}}', 'custom.\uFFFD'],
  ]
  for (const [text, field] of bad) {
    const { status, body } = await send(text)
    assert.deepEqual([status, fields(body)], [400, [field]], text)
  }
  const address = await send('{"name": "x", "billing_address": {"floor": {"note": "\\ud800"}}}', {
    url: leads.replace('leads', 'accounts'),
  })
  assert.deepEqual([address.status, fields(address.body)], [400, ['billing_address.floor.note']])
  const good = [
    '😀',
    '\\u0000',
    'e\u0301 é',
    '\u202eabc',
    'a\u0001b',
    '\uFFFD',
    '\uFEFFx',
    'ﷺ',
    '\u{10FFFF}',
    '" \\ /',
    '\\ud800',
    'ẞ',
    "Robert'); drop table leads;--",
    '%_\\',
    '${x}',
    '<script>alert(1)</script>',
  ]
  for (const text of good) {
    const { status, body } = await api.post('/leads', { title: `|${text}|`, tags: [`|${text}|`], notes: `|${text}|` })
    assert.equal(status, 201, text)
    const { body: found } = await api.get(`/leads/${body.id}`)
    assert.deepEqual([found.title, found.tags[0], found.notes[0].content], Array(3).fill(`|${text}|`))
  }
})
