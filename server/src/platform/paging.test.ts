import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { leadResource } from '@rihla/contracts/leads.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { testTenant } from '#test/tenant.ts'
import { Problem } from './errors.ts'
import { orderOf, readCursor } from './paging.ts'

const { api, admin } = await testTenant()
for (const lead of [
  { last_name: 'A', lead_score: 3 },
  { last_name: 'B', value: 5 },
])
  await api.post('/leads', lead)

const id = '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2e'
const ordered = (sort_by: string) =>
  orderOf(leadResource as unknown as Resource, (field) => sql.ref(`r.${field}`), { sort_by, sort_order: 'asc' })
const write = (cursor: unknown) => Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** Values of every kind, at the edges of what PostgreSQL reads. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 1 }),
  fc.constantFrom(
    1.5,
    1e300,
    -0,
    2 ** 31,
    2 ** 53,
    'x'.repeat(300),
    '2026-02-30',
    '9999-12-31',
    '2026-01-01',
    '+275760-09-13T00:00:00.000Z',
    '-000001-01-01T00:00:00.000Z',
    '2026-01-01T00:00:00.000Z',
    'NaN',
    'Infinity',
    '-'.repeat(36),
    id,
    '\0',
    '\ud800',
    'true',
    true,
  ),
)
const cursors = fc.record({
  s: fc.constantFrom(...leadResource.sorts.map((sort) => `${sort}:asc`)),
  v: value,
  id: fc.oneof(fc.constantFrom(id, '-'.repeat(36), `${id} `, [id], id.toUpperCase()), fc.string()),
  t: fc.oneof({ arbitrary: fc.nat(), weight: 5 }, { arbitrary: value, weight: 1 }),
  e: fc.oneof({ arbitrary: fc.boolean(), weight: 5 }, { arbitrary: value, weight: 1 }),
})

test('a tampered cursor is refused, or read by PostgreSQL without complaint', async () => {
  const pages: string[] = []
  fc.assert(
    fc.property(cursors, (cursor) => {
      const text = write({ ...cursor, id: cursor.id })
      try {
        const read = readCursor(ordered(cursor.s.split(':')[0]!), text)
        assert.ok(typeof read.id === 'string' && Number.isSafeInteger(read.t) && typeof read.e === 'boolean')
        pages.push(`sort_by=${cursor.s.split(':')[0]}&sort_order=asc&cursor=${text}`)
      } catch (error) {
        assert.ok(error instanceof Problem && error.status === 400, String(error))
      }
    }),
    { numRuns: 20_000, seed: 14 },
  )
  assert.ok(pages.length > 100, `${pages.length} were read`)
  for (const page of pages.slice(0, 250)) assert.equal((await api.get(`/leads?${page}`)).status, 200, page)
})

test('no text at all is taken for a cursor of another list', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.base64String(),
        fc.json().map((text) => Buffer.from(text).toString('base64url')),
      ),
      (text) => {
        assert.throws(() => readCursor(ordered('lead_score'), text), Problem)
      },
    ),
    { numRuns: 2000, seed: 15 },
  )
})

test('a cursor of a list, one letter changed, is 200 or 400', async () => {
  const { next_cursor } = (await api.get('/leads?sort_by=lead_score&page_size=1')).body
  const changed = Array.from({ length: 60 }, (_, i) => {
    const at = (i * 7) % next_cursor.length
    return next_cursor.slice(0, at) + 'Ab9_'[i % 4] + next_cursor.slice(at + 1)
  })
  for (const cursor of changed) {
    const { status } = await api.get(`/leads?sort_by=lead_score&page_size=1&cursor=${cursor}`)
    assert.ok(status === 200 || status === 400, `${status} ${cursor}`)
  }
})

test('what is sought is read or refused, whatever it is', async () => {
  const sought = fc.sample(fc.tuple(fc.constantFrom(...leadResource.sorts), fc.oneof(fc.string(), value.map(String))), {
    numRuns: 120,
    seed: 16,
  })
  for (const [sort, seek] of sought) {
    const { status } = await api.get(`/leads?sort_by=${sort}&seek=${encodeURIComponent(seek.toWellFormed())}`)
    assert.ok(status === 200 || status === 400, `${status} ${sort} ${JSON.stringify(seek)}`)
  }
  assert.equal((await admin.api.get('/leads?seek=%00')).status, 400)
  // To count so many days takes minutes, in which nobody else is answered.
  for (const seek of ['-99999999999d', '%2B99999999999d'])
    assert.equal((await admin.api.get(`/leads?seek=${seek}`)).body.errors[0].code, 'out_of_range')
})
