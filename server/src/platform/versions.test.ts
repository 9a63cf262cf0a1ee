import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { api } = await testTenant()
const made = async () => (await api.post('/leads', { last_name: 'Versioned' })).body

test('a stale change is 412 with the present record and its ETag, by header and by body', async () => {
  const lead = await made()
  const first = await api.patch(`/leads/${lead.id}`, { city: 'Fès' }, { 'if-match': '"1"' })
  assert.deepEqual([first.status, first.headers.etag, first.body.version], [200, '"2"', 2])
  const stale = [
    await api.patch(`/leads/${lead.id}`, { city: 'Rabat' }, { 'if-match': '"1"' }),
    await api.put(`/leads/${lead.id}`, { city: 'Rabat' }, { 'if-match': 'W/"1"' }),
    await api.patch(`/leads/${lead.id}`, { city: 'Rabat', version: 1 }),
    await api.patch(`/leads/${lead.id}`, { city: 'Rabat', version: 7 }),
    await api.put(`/leads/${lead.id}/stage`, { stage: 'won', version: 1 }),
    await api.post(`/leads/${lead.id}/tags`, { tags: ['x'] }, { 'if-match': '"1"' }),
    await api.delete(`/leads/${lead.id}/tags/x`, undefined, { 'if-match': '"1"' }),
    await api.post(`/leads/${lead.id}/call-attempts`, {}, { 'if-match': '"1"' }),
    await api.post(`/leads/${lead.id}/convert`, {}, { 'if-match': '"1"' }),
    await api.post(`/leads/${lead.id}/restore`, {}, { 'if-match': '"1"' }),
    await api.delete(`/leads/${lead.id}`, undefined, { 'if-match': '"1"' }),
    await api.delete(`/leads/${lead.id}?hard=true`, undefined, { 'if-match': '"1"' }),
  ]
  for (const { status, body, headers } of stale) {
    assert.deepEqual([status, body.code, headers.etag], [412, 'version_conflict', '"2"'])
    assert.deepEqual([body.current.id, body.current.version, body.current.city], [lead.id, 2, 'Fès'])
  }
  assert.equal((await api.get(`/leads/${lead.id}`)).body.version, 2)
})

test('a fresh change passes, and without a version the last one wins', async () => {
  const lead = await made()
  const changes: [headers: Record<string, string>, body: object][] = [
    [{ 'if-match': '"1"' }, {}],
    [{}, { version: 2 }],
    [{ 'if-match': 'W/"3"' }, {}],
    [{ 'if-match': '4' }, {}],
    [{ 'if-match': '*' }, {}],
    [{}, {}],
    [{ 'if-match': '"7"' }, { version: 1 }],
  ]
  for (const [i, [headers, body]] of changes.entries()) {
    const { status, headers: answered } = await api.patch(`/leads/${lead.id}`, { city: `C${i}`, ...body }, headers)
    assert.deepEqual([status, answered.etag], [200, `"${i + 2}"`], JSON.stringify([headers, body]))
  }
})

test('a version that is none is 400', async () => {
  const lead = await made()
  for (const header of ['"x"', 'one', '"-1"', '"1.5"', '""', '"99999999999"'])
    assert.equal((await api.patch(`/leads/${lead.id}`, { city: 'x' }, { 'if-match': header })).status, 400, header)
  for (const version of [0, -1, 1.5, '1', null, true])
    assert.equal((await api.patch(`/leads/${lead.id}`, { city: 'x', version })).status, 400, String(version))
  assert.equal((await api.post('/leads', { last_name: 'x', version: 1 })).status, 400)
})

test('of two changes made from one version, one is done', async () => {
  const lead = await made()
  const both = await Promise.all(
    ['A', 'B'].map((city) => api.patch(`/leads/${lead.id}`, { city }, { 'if-match': '"1"' })),
  )
  assert.deepEqual(
    both.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 412],
  )
  const { body } = await api.get(`/leads/${lead.id}`)
  assert.deepEqual([body.version, body.city], [2, both.find(({ status }) => status === 200)!.body.city])
})

test('every record of the API carries its ETag', async () => {
  const { headers, body: lead } = await api.post('/leads', { last_name: 'Tagged' })
  assert.equal(headers.etag, '"1"')
  for (const answer of [
    await api.get(`/leads/${lead.id}`),
    await api.put(`/leads/${lead.id}/stage`, { stage: 'won' }),
    await api.post(`/leads/${lead.id}/tags`, { tags: ['x'] }),
    await api.post(`/leads/${lead.id}/call-attempts`),
    await api.post('/accounts', { name: 'Tagged' }),
  ])
    assert.equal(answer.headers.etag, `"${answer.body.version}"`)
})
