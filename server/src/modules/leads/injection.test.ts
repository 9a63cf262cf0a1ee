import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leadResource } from '@rihla/contracts/leads.ts'
import { testTenant } from '#test/tenant.ts'

const { api } = await testTenant()

/** Text that means something to SQL, LIKE, tsquery, regular expressions, arrays, JSON or a shell. */
const PAYLOADS = [
  "' or '1'='1",
  "'; drop table leads; --",
  "') union select * from platform.users --",
  '1; select pg_sleep(10)',
  "' || pg_sleep(10) || '",
  '"; drop schema public cascade; --',
  "\\'; select 1; --",
  '$1',
  '$$ select 1 $$',
  "E'\\x27'",
  '::int8',
  '/* */ or 1=1 /*',
  '%',
  '%%%',
  '_',
  '\\',
  '\\\\%',
  'a & b | !c:*',
  "'''",
  '((((',
  '[a-z]+(a+)+$',
  '^.*$',
  '{a,b}',
  '{"a":1}',
  '{}',
  'NULL',
  'true',
  '{{7*7}}',
  '${7*7}',
  '`id`',
  '$(id)',
  '../../etc/passwd',
  'current_user',
  "set_config('role','x',true)",
]

test('every payload is stored, found and answered as the text it is', async () => {
  for (const text of PAYLOADS) {
    const value = `x${text}x`
    const { status, body: lead } = await api.post('/leads', {
      title: value,
      company_name: value,
      tags: [value],
      notes: value,
      reason: value,
    })
    assert.equal(status, 201, text)
    assert.deepEqual([lead.title, lead.tags, lead.notes[0].content], [value, [value], value])
    for (const query of [
      `title=${encodeURIComponent(value)}`,
      `title_contains=${encodeURIComponent(value)}`,
      `search=${encodeURIComponent(value)}`,
      ...(text.includes(',') ? [] : [`tags=${encodeURIComponent(value)}`]),
    ]) {
      const { status, body } = await api.get(`/leads?${query}`)
      assert.equal(status, 200, query)
      assert.deepEqual(
        body.items.map(({ id }: { id: string }) => id),
        [lead.id],
        query,
      )
    }
    const { body: kept } = await api.delete(`/leads/${lead.id}/tags/${encodeURIComponent(value)}`)
    assert.deepEqual(kept.tags, [], text)
  }
})

test('in a filter, a sort or a place that takes no text, a payload is refused or finds nothing', async () => {
  const { total } = (await api.get('/leads')).body
  const names = [...Object.keys((leadResource.query as unknown as { shape: object }).shape), 'group_by', 'sum', 'avg']
  const asked = names.flatMap((name, i) =>
    [0, 1, 2].map((n) => [name, PAYLOADS[(i * 3 + n) % PAYLOADS.length]!] as const),
  )
  for (const [name, text] of asked) {
    const path = ['group_by', 'sum', 'avg'].includes(name) ? '/leads/summary' : '/leads'
    const before = performance.now()
    const { status, body } = await api.get(`${path}?${name}=${encodeURIComponent(text)}`)
    assert.ok(performance.now() - before < 8000, `${name}=${text} slept`)
    assert.ok(status === 200 || status === 400, `${name}=${text} → ${status}`)
    if (status === 200 && /^(lead_|id$|assigned_to$|email$|phone$|country$)/.test(name))
      assert.equal(body.total, 0, `${name}=${text}`)
  }
  assert.equal((await api.get('/leads')).body.total, total, 'nobody dropped anything')
})
